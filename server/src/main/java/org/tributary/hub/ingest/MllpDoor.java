package org.tributary.hub.ingest;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.hl7v2.Hl7Acknowledgement;
import org.tributary.mapping.hl7v2.Hl7Acknowledgement.Code;
import org.tributary.mapping.hl7v2.Hl7Header;

/**
 * Answers HL7 v2 messages: {@code AA} after the commit, {@code AE} for content the hub refuses (kept as REJECTED),
 * {@code AR} for what it cannot route or cannot take just now (HL7 v2.8, section 2.9 and table 0008).
 */
@Component
final class MllpDoor {

    private static final Logger LOG = LoggerFactory.getLogger(MllpDoor.class);

    private final Feeds feeds;
    private final Intake intake;
    private final Clock clock;

    MllpDoor(Feeds feeds, Intake intake, Clock clock) {
        this.feeds = feeds;
        this.intake = intake;
        this.clock = clock;
    }

    byte[] answer(byte[] message) {
        Optional<Hl7Header> header = Hl7Header.read(message);
        if (header.isEmpty()) {
            return refuse("The message does not begin with a readable MSH segment");
        }
        try {
            return answer(header.get(), message);
        } catch (DataAccessException e) {
            LOG.error("A message could not be stored", e);
            return acknowledge(header.get(), Code.AR, "The hub cannot store messages just now: send it again later",
                    List.of());
        }
    }

    /** An answer to bytes that are no message. */
    byte[] refuse(String reason) {
        return acknowledge(Hl7Header.unreadable(), Code.AR, reason, List.of());
    }

    private byte[] answer(Hl7Header header, byte[] message) {
        String sender = header.sendingApplication() + '^' + header.sendingFacility();
        Optional<Feed> feed = feeds.findBySender(sender);
        if (feed.isEmpty()) {
            return acknowledge(header, Code.AR, "No feed names this sender: MSH-3 and MSH-4 must be those of a feed",
                    List.of());
        }
        IntakeOutcome outcome = intake.receive(feed.get(), "mllp", message);
        return switch (outcome.state()) {
            case COMMITTED -> acknowledge(header, Code.AA, "", List.of());
            case REJECTED -> acknowledge(header, Code.AE, "Rejected and kept as message " + outcome.message(),
                    outcome.issues().stream().filter(MappingIssue::rejects).toList());
        };
    }

    private byte[] acknowledge(Hl7Header header, Code code, String text, List<MappingIssue> issues) {
        String control = UUID.randomUUID().toString().substring(0, 20);
        return Hl7Acknowledgement.of(header, code, text, issues, clock.instant(), control);
    }
}
