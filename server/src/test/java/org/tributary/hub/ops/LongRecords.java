package org.tributary.hub.ops;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * People with long records, as NDJSON of each of their organisations: measurements for the most part, and what a life
 * with several long-term conditions brings beside them. Every resource but the Patients is one event.
 */
final class LongRecords {

    /**
     * Somebody who tells of the people.
     *
     * @param code
     *            of the feed, and a part of every id
     */
    record Publisher(String code, String organisation, String setting) {
    }

    static final Publisher PRACTICE = new Publisher("practice", "A99901", "primary");
    private static final Publisher TRUST = new Publisher("trust", "RZ901", "acute");
    private static final Publisher COMMUNITY = new Publisher("community", "RY901", "community");
    private static final Publisher MENTAL = new Publisher("mental", "RX901", "mental-health");
    private static final Publisher COUNCIL = new Publisher("council", "999", "social");
    static final List<Publisher> PUBLISHERS = List.of(PRACTICE, TRUST, COMMUNITY, MENTAL, COUNCIL);

    private static final LocalDate LAST = LocalDate.of(2026, 10, 31);
    private static final int DAYS = 15 * 365;
    private static final List<String> MEASURED = List.of("Sodium", "Haemoglobin", "Creatinine", "Body weight",
            "Systolic blood pressure");
    private static final String CLASS = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

    /** What every twenty events are, and who tells of each. */
    private record Habit(Publisher publisher, String type, String json) {
    }

    private static final Habit GP_RESULT = new Habit(PRACTICE, "Observation",
            """
                    "status":"final","code":{"coding":[{"system":"http://snomed.info/sct","code":"10000%1$s","display":"%2$s"}]},\
                    "effectiveDateTime":"%3$sT09:30:00Z","valueQuantity":{"value":1%4$s,"unit":"mmol/L"}""");
    private static final Habit TRUST_RESULT = new Habit(TRUST, "Observation", GP_RESULT.json());
    private static final Habit HOME_RESULT = new Habit(COMMUNITY, "Observation", GP_RESULT.json());
    private static final List<Habit> HABITS = List.of(GP_RESULT, GP_RESULT, GP_RESULT,
            new Habit(PRACTICE, "Encounter", encounter("AMB", "T11:00:00Z", "T11:12:00Z")),
            new Habit(PRACTICE, "Condition", """
                    "code":{"text":"Problem %2$s"},"onsetDateTime":"%3$s","clinicalStatus":{"coding":[{"system":\
                    "http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]}"""),
            new Habit(PRACTICE, "MedicationRequest", """
                    "status":"completed","intent":"order","authoredOn":"%3$s",\
                    "medicationCodeableConcept":{"text":"Medicine %4$s"}"""),
            GP_RESULT,
            new Habit(PRACTICE, "Immunization", """
                    "status":"completed","vaccineCode":{"text":"Influenza vaccine"},"occurrenceDateTime":"%3$s\""""),
            TRUST_RESULT, TRUST_RESULT, TRUST_RESULT, TRUST_RESULT,
            new Habit(TRUST, "Encounter", encounter("IMP", "T02:00:00Z", "T20:00:00Z")),
            new Habit(TRUST, "Procedure", """
                    "status":"completed","code":{"text":"Procedure %4$s"},"performedDateTime":"%3$sT10:00:00Z\""""),
            new Habit(TRUST, "ServiceRequest", """
                    "status":"completed","intent":"order","authoredOn":"%3$s","code":{"text":"Test %4$s"}"""),
            new Habit(TRUST, "Observation", GP_RESULT.json()),
            HOME_RESULT, HOME_RESULT,
            new Habit(MENTAL, "Encounter", encounter("AMB", "T14:00:00Z", "T15:00:00Z")),
            new Habit(COUNCIL, "Task", """
                    "status":"completed","intent":"order","description":"Visit","authoredOn":"%3$sT08:00:00Z\""""));

    private LongRecords() {
    }

    private static String encounter(String type, String start, String end) {
        return """
                "status":"finished","class":{"system":"%s","code":"%s"},"period":{"start":"%%3$s%s","end":"%%3$s%s"}"""
                .formatted(CLASS, type, start, end);
    }

    /** The id of the Patient that a publisher has of the person with so many events. */
    static String patient(Publisher publisher, int events) {
        return "long-" + events + '-' + publisher.code();
    }

    /** Writes what one publisher tells of all of them. */
    static void write(Path file, Publisher publisher, List<Integer> people) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int events : people) {
                line(out,
                        """
                                {"resourceType":"Patient","id":"%s","identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number",\
                                "value":"%s"}],"name":[{"use":"official","family":"Longfellow","given":["Nr%d"]}],\
                                "gender":"female","birthDate":"1948-03-%02d"}"""
                                .formatted(patient(publisher, events), nhsNumber(events), events, events % 28 + 1));
                for (int i = 0; i < events; i++) {
                    Habit habit = HABITS.get(i % HABITS.size());
                    if (habit.publisher().equals(publisher)) {
                        line(out, resource(habit, events, i));
                    }
                }
            }
        }
    }

    private static void line(BufferedWriter out, String json) throws IOException {
        out.write(json);
        out.newLine();
    }

    private static String resource(Habit habit, int events, int number) {
        String patient = patient(habit.publisher(), events);
        int measured = number % MEASURED.size();
        String subject = switch (habit.type()) {
            case "Task" -> "for";
            case "Immunization" -> "patient";
            default -> "subject";
        };
        return """
                {"resourceType":"%s","id":"%s-%d","%s":{"reference":"Patient/%s"},%s}"""
                .formatted(habit.type(), patient, number, subject, patient, habit.json()
                        .formatted(measured, MEASURED.get(measured),
                                LAST.minusDays((events - number) * (long) DAYS / events), number % 40 + 10));
    }

    /** A number that nobody bears (999), with its check digit. */
    private static String nhsNumber(int events) {
        for (int serial = events * 10;; serial++) {
            String digits = "999%06d".formatted(serial);
            int sum = 0;
            for (int i = 0; i < digits.length(); i++) {
                sum += (10 - i) * Character.digit(digits.charAt(i), 10);
            }
            int check = 11 - sum % 11;
            if (check != 10) {
                return digits + check % 11;
            }
        }
    }
}
