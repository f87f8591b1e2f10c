package org.tributary.hub.ingest;

import java.time.ZoneId;
import java.util.List;
import org.tributary.hub.access.Scopes.Publication;
import org.tributary.mapping.CareSetting;
import org.tributary.mapping.MapperOptions;
import org.tributary.mapping.SourceFeed;

/**
 * One stream of documents of one publisher.
 *
 * @param id
 *            the hub's own number of the feed
 * @param code
 *            unique; part of the ids of everything that is mapped from the feed, so it never changes
 * @param organisation
 *            ODS code of the publisher
 * @param format
 *            the name of its mapper, or {@link Feeds#FHIR_R4} for resources that need none
 * @param senders
 *            {@code APP^FACILITY} of the HL7 senders that may use it
 * @param validation
 *            whether what it brings is held against profiles
 * @param scope
 *            the scope its records carry
 * @param door
 *            by which its documents come
 * @param zone
 *            the zone of its times without an offset
 * @param options
 *            what mappers are told of its sender's own ways
 * @param paused
 *            whether its documents are turned away for now
 */
public record Feed(int id, String code, String organisation, CareSetting setting, String format,
        List<String> senders, Validation validation, int scope, Door door, ZoneId zone, MapperOptions options,
        boolean paused) {

    public Feed {
        senders = List.copyOf(senders);
    }

    SourceFeed source() {
        return new SourceFeed(code, organisation, setting, zone, options);
    }

    Publication publication() {
        return Publication.of(organisation, setting.code());
    }

    /** Whether it is what an organisation writes over FHIR, which the hub makes by itself. */
    boolean isOverRest() {
        return format.equals(Feeds.FHIR_R4) && code.startsWith(Feeds.REST_PREFIX);
    }
}
