package org.tributary.mapping.hl7v2;

import java.util.List;
import java.util.Optional;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.hl7v2.TriggerEvent.Family;
import org.tributary.mapping.hl7v2.TriggerEvent.Visit;

/** Which parts of a message are mapped, by the family of its event. */
final class MessageMapping {

    private final Reading whole;
    private final EventTimes times;

    MessageMapping(Reading whole, EventTimes times) {
        this.whole = whole;
        this.times = times;
    }

    /** The message's parts, one a patient. Only some messages are about several; of the others the first counts. */
    List<Message> patients() {
        List<Message> patients = whole.message().byPatient();
        if (patients.size() == 1 || isOfSeveralPatients()) {
            return patients;
        }
        whole.issues()
                .warning("pid-repeated", Kind.STRUCTURE, "PID[2]",
                        "The message holds a second patient, which its type does not; only the first was carried.",
                        "Send one message for each patient.");
        return patients.subList(0, 1);
    }

    private boolean isOfSeveralPatients() {
        return switch (whole.event().family()) {
            case MERGE, RESULTS, APPOINTMENT -> true;
            case VISIT -> whole.event() == TriggerEvent.A17;
            case PERSON, ORDERS, DOCUMENT, REFERRAL -> false;
        };
    }

    /** Drafts what one part of the message says. */
    void map(Message part) {
        Reading reading = whole.of(part);
        OrganizationMapping organizations = new OrganizationMapping(reading);
        PractitionerMapping practitioners = new PractitionerMapping(reading);
        if (isPureMerge(reading)) {
            new MergeMapping(reading, organizations).merge();
            return;
        }
        Optional<Subject> subject = new PatientMapping(reading, organizations, practitioners).map();
        if (subject.isPresent()) {
            Parts parts = new Parts(reading, organizations, practitioners, subject.get());
            parts.map();
        }
    }

    /** A47 gives a patient another number and describes the patient; the others only join two. */
    private static boolean isPureMerge(Reading reading) {
        return reading.event().family() == Family.MERGE && reading.event() != TriggerEvent.A47
                && Pid.of(reading.message()).segment().isPresent();
    }

    /** The parts of a message about a patient who is known. */
    private final class Parts {

        private final Reading reading;
        private final OrganizationMapping organizations;
        private final PractitionerMapping practitioners;
        private final Subject subject;
        private final ClinicalContext context;

        private Parts(Reading reading, OrganizationMapping organizations, PractitionerMapping practitioners,
                Subject subject) {
            this.reading = reading;
            this.organizations = organizations;
            this.practitioners = practitioners;
            this.subject = subject;
            this.context = ClinicalContext.of(reading, subject);
        }

        private void map() {
            if (reading.event().visit() != Visit.NONE) {
                new EncounterMapping(reading, organizations, practitioners).map(context, times.occurred());
            }
            switch (reading.event().family()) {
                case VISIT, PERSON -> measurements();
                case MERGE -> new MergeMapping(reading, organizations).renumber(subject);
                case RESULTS -> new DiagnosticReportMapping(reading, organizations, practitioners).map(context);
                case ORDERS -> new OrderMapping(reading, organizations, practitioners).map(context);
                case APPOINTMENT -> new AppointmentMapping(reading, organizations, practitioners).map(context);
                case DOCUMENT -> new DocumentMapping(reading, organizations, practitioners).map(context);
                case REFERRAL -> referral();
            }
            new AllergyMapping(reading).map(subject);
            new DiagnosisMapping(reading, practitioners).map(context);
            new ProcedureMapping(reading, practitioners, organizations).map(context, times.occurred());
        }

        private void measurements() {
            new ObservationMapping(reading, practitioners, organizations)
                    .mapWithoutOrder(reading.message().all("OBX"), context);
        }

        private void referral() {
            new ReferralMapping(reading, organizations, practitioners).map(context);
            new DiagnosticReportMapping(reading, organizations, practitioners).map(context);
        }
    }
}
