package org.tributary.mapping.hl7v2;

import java.time.Instant;
import java.util.Optional;
import org.tributary.mapping.EventOrder;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.SourceDocument;

/**
 * When a message's event was recorded and happened, and when it was sent.
 *
 * @param recorded
 *            EVN-2
 * @param occurred
 *            EVN-6, else EVN-2, else MSH-7
 * @param sent
 *            MSH-7
 */
record EventTimes(Optional<Hl7Time> recorded, Optional<Hl7Time> occurred, Optional<Hl7Time> sent) {

    static EventTimes of(Reading reading) {
        Evn evn = Evn.of(reading.message());
        Optional<Hl7Time> sent = reading.times().read(reading.message().first("MSH").field(7));
        if (sent.isEmpty()) {
            reading.issues()
                    .warning("msh-7-missing", Kind.REQUIRED, "MSH-7",
                            "The message has no readable time; its arrival was taken instead.",
                            "Send the time of the message in MSH-7.");
        }
        if (reading.message().first("MSH").field(10).text().isEmpty()) {
            reading.issues()
                    .warning("msh-10-missing", Kind.REQUIRED, "MSH-10",
                            "The message has no control id; it was accepted.",
                            "Send a control id in MSH-10 that no other message has.");
        }
        // EVN-1 repeats what MSH-9 says, and the operator of EVN-5 is nobody's record.
        evn.segment().ignore(1);
        evn.segment().ignore(5);
        Optional<Hl7Time> recorded = reading.times().read(evn.recorded());
        Optional<Hl7Time> occurred = reading.times().read(evn.occurred()).or(() -> recorded).or(() -> sent);
        return new EventTimes(recorded, occurred, sent);
    }

    EventOrder order(Reading reading, SourceDocument document) {
        Instant message = sent.map(Hl7Time::instant).orElse(document.received());
        Instant event = recorded.map(Hl7Time::instant).orElse(message);
        return new EventOrder(event, message, reading.event().rank(),
                reading.message().first("MSH").field(10).text(), document.sha256());
    }
}
