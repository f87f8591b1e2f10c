package org.tributary.hub.identity.linking;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How persons are linked.
 *
 * @param reviewTestNumbers
 *            whether NHS numbers that are never issued (999) may link nobody by themselves; a hub with real people's
 *            records sets it, since a sender's test patient must not become a person's record. After it is changed
 *            {@code tributary rebuild} applies it to what is stored.
 * @param mostAlike
 *            Patients that share a blocking key, such as a birth date with a name, are compared by it as long as they
 *            are no more than this; to be applied by {@code tributary rebuild} likewise
 */
@ConfigurationProperties(prefix = "tributary.identity", ignoreUnknownFields = false)
public record LinkageSettings(@DefaultValue("false") boolean reviewTestNumbers,
        @DefaultValue("100") int mostAlike) {

    public LinkageSettings {
        if (mostAlike < 2) {
            throw new IllegalArgumentException("tributary.identity.most-alike must be at least 2");
        }
    }
}
