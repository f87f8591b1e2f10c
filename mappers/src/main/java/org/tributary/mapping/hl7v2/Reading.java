package org.tributary.mapping.hl7v2;

import org.tributary.mapping.IdentifierSystems;
import org.tributary.mapping.ResourceIds;
import org.tributary.mapping.SourceFeed;

/** What every part of one message's mapping needs: the message, its feed, and where issues and drafts go. */
record Reading(Message message, TriggerEvent event, SourceFeed feed, Issues issues, Times times, Drafts drafts) {

    /** The same message's part about one patient. */
    Reading of(Message part) {
        return new Reading(part, event, feed, issues, times, drafts);
    }

    /** The feed's own system of numbers of some kind, e.g. {@code visit}. */
    String localSystem(String kind) {
        return IdentifierSystems.local(feed.organisation(), kind);
    }

    /** The ODS code that the sender calls itself by, MSH-4. */
    String sendingFacility() {
        return message.first("MSH").field(4).text();
    }

    String reference(String type, String system, String value) {
        return ResourceIds.reference(feed, type, system, value);
    }
}
