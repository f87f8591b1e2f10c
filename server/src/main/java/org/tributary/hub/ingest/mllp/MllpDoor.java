package org.tributary.hub.ingest.mllp;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tributary.hub.ingest.Delivery;
import org.tributary.hub.ingest.Door;
import org.tributary.hub.ingest.Feed;
import org.tributary.hub.ingest.Feeds;
import org.tributary.hub.ingest.Intake;
import org.tributary.hub.ingest.IntakeOutcome;
import org.tributary.hub.ingest.IntakeRefused;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.hl7v2.Hl7Acknowledgement;
import org.tributary.mapping.hl7v2.Hl7Acknowledgement.Code;
import org.tributary.mapping.hl7v2.Hl7Header;

/**
 * Answers HL7 v2 messages: {@code AA} after the commit, {@code AE} for content the hub refuses (kept as REJECTED),
 * {@code AR} for what it cannot route or cannot take just now (HL7 v2.8, section 2.9 and table 0008). A sender in
 * enhanced mode is told what it asks for: whether the message was accepted, what became of it, both or nothing.
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

    /**
     * What is to be said of a message.
     *
     * @param accept
     *            in enhanced mode, of its receipt
     * @param application
     *            of its content
     */
    private record Verdict(Code accept, Code application, String text, List<MappingIssue> issues) {

        static Verdict refused(Code accept, String text) {
            return new Verdict(accept, Code.AR, text, List.of());
        }
    }

    /** The acknowledgements of a message: one in original mode, none to two in enhanced mode. */
    List<byte[]> answer(byte[] message) {
        Optional<Hl7Header> read = Hl7Header.read(message);
        if (read.isEmpty()) {
            return List.of(refuse("The message does not begin with a readable MSH segment"));
        }
        Hl7Header header = read.get();
        Verdict verdict = judge(header, message);
        if (header.acceptAcknowledgement().isEmpty() && header.applicationAcknowledgement().isEmpty()) {
            return List.of(acknowledge(header, verdict.application(), verdict.text(), verdict.issues()));
        }
        return enhanced(header, verdict);
    }

    /** An answer to bytes that are no message. */
    byte[] refuse(String reason) {
        return acknowledge(Hl7Header.unreadable(), Code.AR, reason, List.of());
    }

    private List<byte[]> enhanced(Hl7Header header, Verdict verdict) {
        List<byte[]> answers = new ArrayList<>();
        if (wants(header.acceptAcknowledgement(), verdict.accept() == Code.CA)) {
            String text = verdict.accept() == Code.CA ? "" : verdict.text();
            answers.add(acknowledge(header, verdict.accept(), text, List.of()));
        }
        // What was not accepted has no application acknowledgement.
        if (verdict.accept() == Code.CA
                && wants(header.applicationAcknowledgement(), verdict.application() == Code.AA)) {
            answers.add(acknowledge(header, verdict.application(), verdict.text(), verdict.issues()));
        }
        return answers;
    }

    /** Whether a condition of HL7 table 0155 holds; one that is empty or unknown beside another is as good as never. */
    private static boolean wants(String condition, boolean success) {
        return switch (condition) {
            case "AL" -> true;
            case "ER" -> !success;
            case "SU" -> success;
            default -> false;
        };
    }

    private Verdict judge(Hl7Header header, byte[] message) {
        try {
            String sender = header.sendingApplication() + '^' + header.sendingFacility();
            Optional<Feed> feed = feeds.findBySender(sender);
            if (feed.isEmpty()) {
                return Verdict.refused(Code.CR,
                        "No feed names this sender: MSH-3 and MSH-4 must be those of a feed");
            }
            return judge(intake.deliver(new Delivery(feed.get(), Door.MLLP, message, Optional.empty())));
        } catch (IntakeRefused e) {
            Code accept = e.reason() == IntakeRefused.Reason.OTHER_DOOR ? Code.CR : Code.CE;
            return Verdict.refused(accept, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // What the exception says may be of the record.
            LOG.error("A message could not be judged: {}", e.getClass().getName());
            return Verdict.refused(Code.CE, "The hub cannot store messages just now: send it again later");
        }
    }

    private static Verdict judge(IntakeOutcome outcome) {
        return switch (outcome.state()) {
            case COMMITTED -> new Verdict(Code.CA, Code.AA, "", List.of());
            case REJECTED -> new Verdict(Code.CA, Code.AE, "Rejected and kept as message " + outcome.message(),
                    outcome.issues().stream().filter(MappingIssue::rejects).toList());
            case RECEIVED, MAPPED, LINKED -> throw new IllegalStateException("A message was left half done");
        };
    }

    private byte[] acknowledge(Hl7Header header, Code code, String text, List<MappingIssue> issues) {
        String control = UUID.randomUUID().toString().substring(0, 20);
        return Hl7Acknowledgement.of(header, code, text, issues, clock.instant(), control);
    }
}
