package org.tributary.mapping;

import java.time.ZoneId;

/**
 * What a mapper knows of the feed that a document came by.
 *
 * @param code
 *            the feed's code, unique in the hub; part of every resource id (see {@link ResourceIds})
 * @param organisation
 *            the ODS code of the publishing organisation
 * @param setting
 *            the care setting the feed speaks for
 * @param zone
 *            the zone of times without an offset
 * @param options
 *            what its operator says of the sender's own ways
 */
public record SourceFeed(String code, String organisation, CareSetting setting, ZoneId zone, MapperOptions options) {

    /** Times without offset are London's unless a feed says otherwise. */
    public static final ZoneId LONDON = ZoneId.of("Europe/London");

    public SourceFeed(String code, String organisation, CareSetting setting) {
        this(code, organisation, setting, LONDON);
    }

    public SourceFeed(String code, String organisation, CareSetting setting, ZoneId zone) {
        this(code, organisation, setting, zone, MapperOptions.NONE);
    }
}
