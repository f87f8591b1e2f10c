package org.tributary.hub.store;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The resource store.
 *
 * @param contentIndex
 *            whether the words of all strings of a resource are kept, so that {@code _content} finds them: about four
 *            kilobytes a resource more. It counts for what is written from then on.
 */
@ConfigurationProperties(prefix = "tributary.store", ignoreUnknownFields = false)
record StoreSettings(@DefaultValue("false") boolean contentIndex) {
}
