package org.tributary.mapping.gpconnect;

import org.tributary.mapping.AggregateKey;
import org.tributary.mapping.MappedResource;
import org.tributary.mapping.ResourceIds;
import org.tributary.mapping.SourceFeed;

/**
 * What a source resource becomes: its R4 type, its new id, and whose it is.
 *
 * @param system
 *            the system in which the source's id means something
 * @param value
 *            the source's id, or what stands in for it; unique in the system within the feed
 * @param aggregate
 *            who owns it: the patient's record, or the resource itself when many records share it
 */
record Identity(String r4Type, String id, String system, String value, AggregateKey aggregate) {

    static Identity of(SourceFeed feed, String r4Type, String system, String value, AggregateKey aggregate) {
        return new Identity(r4Type, ResourceIds.of(feed, r4Type, system, value), system, value, aggregate);
    }

    String reference() {
        return r4Type + '/' + id;
    }

    MappedResource mapped(String json) {
        return new MappedResource(r4Type, id, json);
    }
}
