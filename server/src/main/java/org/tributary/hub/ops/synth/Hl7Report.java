package org.tributary.hub.ops.synth;

import java.time.LocalDateTime;

/** Writes OBR and OBX of a laboratory report. */
final class Hl7Report {
    private final StringBuilder message;
    private final String reported;
    private int line;

    private Hl7Report(StringBuilder message, LocalDateTime reported) {
        this.message = message;
        this.reported = Hl7Message.stamp(reported);
    }

    static void write(StringBuilder message, AcuteEvent.Report report, AcuteEvent event, Draws draws) {
        Hl7Report writer = new Hl7Report(message, event.at());
        writer.order(report, event);
        if (report.panel() == Panel.URINE_CULTURE) {
            writer.culture();
        } else {
            report.panel().tests.forEach(test -> writer.number(test, draws));
        }
    }

    private void order(AcuteEvent.Report report, AcuteEvent event) {
        Panel panel = report.panel();
        Clinician consultant = Clinician.of(event.trust()).getFirst();
        new Hl7Segment("OBR").set(1, 1)
                .set(2, "R" + report.number() + "^PAS")
                .set(3, report.number() + "^LIMS")
                .set(4, panel.code + '^' + panel.words + "^L")
                .set(7, Hl7Message.stamp(report.taken()))
                .set(16, Hl7Message.person(consultant) + "^^^GMC")
                .set(22, reported)
                .set(24, panel.department)
                .set(25, "F")
                .writeTo(message);
    }

    private void number(Panel.Test test, Draws draws) {
        int value = test.draw(draws, draws.percent(35));
        result("NM", test.loinc() + '^' + test.words() + "^LN").set(5, test.written(value))
                .set(6, Hl7Segment.text(test.unit()))
                .set(7, test.range())
                .set(8, test.flag(value))
                .writeTo(message);
    }

    private void culture() {
        result("CE", "ORG^Organism^L").set(5, "112283007^Escherichia coli^SCT").writeTo(message);
        result("ST", "GROWTH^Growth^L").set(5, Hl7Segment.text("More than 10^5 CFU/mL")).writeTo(message);
    }

    private Hl7Segment result(String type, String code) {
        line++;
        return new Hl7Segment("OBX").set(1, line).set(2, type).set(3, code).set(11, "F").set(14, reported);
    }
}
