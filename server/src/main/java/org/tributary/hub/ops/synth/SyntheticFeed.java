package org.tributary.hub.ops.synth;

import java.util.List;

/**
 * A feed that the borough's documents are sent by.
 *
 * @param code
 *            the feed's code, e.g. {@code acute-northbank}
 * @param organisation
 *            the invented ODS code of the publishing organisation
 * @param organisationName
 *            its invented name
 * @param setting
 *            {@code primary}, {@code acute} or {@code social}
 * @param format
 *            {@code gpconnect}, {@code hl7v2} or {@code asc-cld}
 * @param senders
 *            the HL7 senders as {@code MSH-3^MSH-4}; empty for other formats
 */
public record SyntheticFeed(String code, String organisation, String organisationName, String setting, String format,
        List<String> senders) {
}
