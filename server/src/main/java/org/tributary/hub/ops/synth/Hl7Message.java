package org.tributary.hub.ops.synth;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes an {@link AcuteEvent} as an HL7 v2.4 message in the shape of the NHS Interoperability Toolkit (ITK v1.0). */
final class Hl7Message {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);

    private final AcuteEvent event;
    private final Feed trust;
    private final StringBuilder message = new StringBuilder(900);

    private Hl7Message(AcuteEvent event) {
        this.event = event;
        this.trust = event.trust();
    }

    /**
     * @param controlId
     *            MSH-10
     * @param seed
     *            of the values that a report holds
     */
    static byte[] write(AcuteEvent event, String controlId, LocalDateTime written, long seed) {
        Hl7Message writer = new Hl7Message(event);
        writer.header(controlId, written);
        if (event.report() == null) {
            writer.event();
        }
        writer.patient();
        Visit visit = event.visit();
        if (visit != null) {
            writer.visit(visit);
            if (event.report() == null && visit.patientClass() != 'O') {
                writer.diagnosis(visit);
            }
        }
        AcuteEvent.Report report = event.report();
        if (report != null) {
            Hl7Report.write(writer.message, report, event, Draws.of(seed, report.number()));
        } else if (visit != null) {
            writer.episode(visit);
        }
        return writer.message.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void header(String controlId, LocalDateTime written) {
        message.append("MSH|^~\\&|").append(event.report() == null ? "PAS" : "LIMS").append('|').append(trust.ods);
        message.append("|ROUTE|ROUTE|").append(stamp(written)).append("||").append(event.type().code).append('|');
        message.append(controlId).append("|P|2.4|||||GBR|UNICODE UTF-8|EN||iTKv1.0\r");
    }

    private void event() {
        Clinician clerk = Clinician.of(trust).getFirst();
        new Hl7Segment("EVN").set(2, stamp(event.at()))
                .set(5, person(clerk) + "^^" + trust.ods + "01")
                .set(6, stamp(event.at()))
                .writeTo(message);
    }

    private void patient() {
        SourceRecord record = event.patient();
        Person person = record.person();
        String local = record.localNumber() + "^^^" + trust.ods + "^MR";
        String nhs = record.nhsNumber();
        Hl7Segment pid = new Hl7Segment("PID").set(1, 1)
                .set(3, nhs == null ? local : nhs + "^^^NHS^NH~" + local)
                .set(5, Hl7Segment.text(record.family()).toUpperCase(Locale.ROOT) + '^'
                        + Hl7Segment.text(record.given())
                        + "^^^" + person.title() + "^^L")
                .set(7, DAY.format(record.birthDate()))
                .set(8, person.female() ? "2" : "1")
                .set(11, address(event.address()))
                .set(13, person.phone())
                .set(15, "EN")
                .set(22, person.background().nhsCode);
        String status = record.numberStatus();
        if (status != null) {
            pid.set(32, "NSTS" + status);
        }
        pid.writeTo(message);
        Feed practice = person.practice();
        new Hl7Segment("PD1").set(3, Hl7Segment.text(practice.title).toUpperCase(Locale.ROOT) + "^^" + practice.ods)
                .set(4, person(person.usualDoctor(practice)) + "^^^GMP")
                .writeTo(message);
    }

    private void visit(Visit visit) {
        Clinician consultant = Clinician.of(trust).get(visit.consultant());
        Hl7Segment pv1 = new Hl7Segment("PV1").set(1, 1)
                .set(2, String.valueOf(visit.patientClass()))
                .set(3, location(visit))
                .set(4, visit.admissionMethod())
                .set(7, person(consultant) + "^^^GMC")
                .set(10, visit.treatmentFunction())
                .set(14, visit.patientClass() == 'I' ? "19" : "")
                .set(19, visit.number() + "^^^VISITID")
                .set(44, stamp(visit.start()));
        if (visit.end() != null) {
            pv1.set(36, visit.dischargeDestination()).set(45, stamp(visit.end()));
        }
        pv1.writeTo(message);
    }

    private String location(Visit visit) {
        String bed = visit.patientClass() == 'O' ? visit.ward().bay : visit.ward().bay + '-' + visit.bed();
        return trust.ods + '^' + Hl7Segment.text(visit.ward().code) + '^' + bed + '^' + trust.ods + "01";
    }

    private void diagnosis(Visit visit) {
        new Hl7Segment("DG1").set(1, 1)
                .set(3, visit.reason().icd10 + '^' + Hl7Segment.text(visit.reason().icd10Words) + "^ICD10")
                .set(5, stamp(visit.start()))
                .set(6, "A")
                .writeTo(message);
    }

    /** ZU1, the episode: specialties, and when the patient was declared fit and ready to leave. */
    private void episode(Visit visit) {
        if (visit.patientClass() != 'I') {
            return;
        }
        Hl7Segment zu1 = new Hl7Segment("ZU1").set(1, stamp(visit.start().minusMinutes(30)))
                .set(2, "1")
                .set(4, stamp(visit.start()))
                .set(6, visit.treatmentFunction())
                .set(7, visit.treatmentFunction());
        if (visit.end() != null) {
            zu1.set(5, stamp(visit.end()));
        }
        if (visit.fit() != null) {
            zu1.set(22, stamp(visit.fit()));
        }
        if (visit.ready() != null) {
            zu1.set(24, stamp(visit.ready()));
        }
        zu1.writeTo(message);
    }

    private static String address(Address address) {
        return Hl7Segment.text(address.line()) + '^' + address.locality() + '^' + address.town() + "^^"
                + address.postcode() + "^GBR^H";
    }

    static String person(Clinician clinician) {
        return clinician.number() + '^' + clinician.family() + '^' + clinician.given() + "^^^" + clinician.title();
    }

    static String stamp(@Nullable LocalDateTime time) {
        return time == null ? "" : STAMP.format(time);
    }
}
