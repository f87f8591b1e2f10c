package org.tributary.hub.cohort;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.tributary.hub.WebHub;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.Purpose;
import org.tributary.hub.access.Role;
import org.tributary.hub.access.SmartScope;
import org.tributary.hub.ingest.CommitLine;
import org.tributary.hub.ops.TestHub;
import org.tributary.mapping.CareSetting;
import org.tributary.mapping.NhsNumber;

/**
 * A few people of whom a practice, two trusts and a council tell, at random: who is known to whom, what happened, how
 * exactly it is dated. Sources disagree now and then on sex and on how much of the birth date they know.
 */
final class CohortPopulation {

    static final int PEOPLE = 60;
    static final int CODES = 6;
    static final LocalDate FIRST_DAY = LocalDate.of(2025, 1, 1);
    static final int DAYS = 500;
    static final String SNOMED = "http://snomed.info/sct";
    static final String LOCAL = "urn:local";

    private static final Map<String, CareSetting> PUBLISHERS = Map.of("A99901", CareSetting.PRIMARY, "RZ1",
            CareSetting.ACUTE, "RZ2", CareSetting.ACUTE, "999", CareSetting.SOCIAL);
    private static final String UK_CORE = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-";
    private static final String READY = "https://tributary.example/fhir/StructureDefinition/ready-for-discharge";
    private static final List<String> METHODS = List.of("11", "21", "21", "21", "2B", "81");
    private static final List<String> DESTINATIONS = List.of("19", "19", "51", "54");

    /** What a Patient says. */
    record Demographics(String birthDate, String sex) {
    }

    private final Random random;
    private final Map<String, Demographics> patients = new HashMap<>();
    private int resources;

    CohortPopulation(long seed) {
        this.random = new Random(seed);
    }

    /** By the Patient's id. */
    Map<String, Demographics> patients() {
        return patients;
    }

    /** Callers who see different parts of it; the first three see much of it, the last one not all types. */
    static List<Caller> callers() {
        Caller board = TestHub.carer("QZ9");
        return List.of(Caller.hub(), board, TestHub.carer("QZ8"), TestHub.carer("RZ1"), TestHub.carer("A99901"),
                TestHub.carer("RX9"), new Caller("lab", Optional.of("QZ9"), Role.CLINICIAN, Purpose.DIRECT_CARE,
                        Set.of(SmartScope.parse("system/Observation.rs").orElseThrow(),
                                SmartScope.parse("system/Patient.rs").orElseThrow()),
                        false));
    }

    void load(WebHub hub) {
        PUBLISHERS.keySet().forEach(publisher -> hub.agree(publisher, "QZ9"));
        hub.agree("A99901", "QZ8");
        hub.agree("RZ2", "QZ8");
        Map<String, List<String>> writes = new HashMap<>();
        List<String> publishers = PUBLISHERS.keySet().stream().sorted().toList();
        for (int person = 0; person < PEOPLE; person++) {
            String number = number(person);
            LocalDate born = LocalDate.of(1930, 1, 1).plusDays(random.nextInt(33_000));
            String sex = random.nextBoolean() ? "female" : "male";
            for (String publisher : publishers) {
                if (random.nextInt(3) > 0) {
                    writes.computeIfAbsent(publisher, key -> new ArrayList<>())
                            .addAll(record(publisher, number, born, sex));
                }
            }
        }
        for (String publisher : publishers) {
            hub.write(publisher, writes.getOrDefault(publisher, List.of()).toArray(String[]::new));
        }
        PUBLISHERS.forEach((publisher, setting) -> setSetting(hub, publisher, setting));
    }

    /** What is written over REST is of no setting of its own. */
    private static void setSetting(WebHub hub, String publisher, CareSetting setting) {
        hub.get(CommitLine.class)
                .change(transaction -> transaction.jdbc()
                        .sql("""
                                WITH spells AS (
                                  UPDATE provider_spell SET setting = :setting WHERE organisation = :publisher)
                                UPDATE care_event SET setting = :setting WHERE organisation = :publisher""")
                        .param("setting", setting.code())
                        .param("publisher", publisher)
                        .update());
    }

    private static String number(int person) {
        for (int last = 0; last < 10; last++) {
            String number = "99900" + (1_000 + person) + last;
            if (NhsNumber.parse(number).isPresent()) {
                return number;
            }
        }
        // One run of nine digits in eleven has no check digit; these are people of whom each record stands alone.
        return "";
    }

    private List<String> record(String publisher, String number, LocalDate born, String sex) {
        String patient = "p" + patients.size();
        String birthDate = switch (random.nextInt(8)) {
            case 0 -> born.toString().substring(0, 7);
            case 1 -> born.toString().substring(0, 4);
            default -> born.toString();
        };
        String told = random.nextInt(8) == 0 ? "unknown" : sex;
        patients.put(patient, new Demographics(birthDate, told));
        List<String> record = new ArrayList<>();
        record.add("""
                {"resourceType":"Patient","id":"%s","birthDate":"%s","gender":"%s"%s}"""
                .formatted(patient, birthDate, told, number.isEmpty()
                        ? ""
                        : ",\"identifier\":[{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\",\"value\":\"%s\"}]"
                                .formatted(number)));
        int events = random.nextInt(9);
        for (int i = 0; i < events; i++) {
            record.add(event(patient));
        }
        if (publisher.startsWith("RZ")) {
            stays(patient, record);
        }
        return record;
    }

    private String event(String patient) {
        return switch (random.nextInt(5)) {
            case 0 -> """
                    {"resourceType":"Condition","id":"%s","code":%s,"subject":{"reference":"Patient/%s"}%s%s}"""
                    .formatted(id(), code(), patient, maybe("onsetDateTime", time()),
                            random.nextInt(3) == 0 ? maybe("abatementDateTime", time()) : "");
            case 1 -> """
                    {"resourceType":"Encounter","id":"%s","status":"finished","class":{"code":"%s",
                      "system":"http://terminology.hl7.org/CodeSystem/v3-ActCode"},"reasonCode":[%s],
                     "subject":{"reference":"Patient/%s"},"period":{"start":"%s"}}"""
                    .formatted(id(), random.nextBoolean() ? "AMB" : "EMER", code(), patient, moment(day()));
            case 2 -> """
                    {"resourceType":"EpisodeOfCare","id":"%s","status":"active","type":[%s],
                     "patient":{"reference":"Patient/%s"},"period":{"start":"%s"}}"""
                    .formatted(id(), code(), patient, day());
            default -> """
                    {"resourceType":"Observation","id":"%s","status":"final","code":%s,
                     "subject":{"reference":"Patient/%s"}%s,"valueQuantity":{"value":%d,"unit":"%s"}}"""
                    .formatted(id(), code(), patient, maybe("effectiveDateTime", time()), random.nextInt(10),
                            random.nextInt(4) == 0 ? "g/L" : "mmol/L");
        };
    }

    /** Admissions one after another, some of which join, at this trust or with the other's. */
    private void stays(String patient, List<String> record) {
        LocalDate day = day();
        int stays = random.nextInt(4);
        for (int i = 0; i < stays; i++) {
            LocalDate end = day.plusDays(random.nextInt(12));
            String extensions = random.nextInt(3) == 0
                    ? ",\"extension\":[{\"url\":\"" + READY + "\",\"valueDateTime\":\""
                            + day.plusDays(random.nextInt(4)) + "\"}]"
                    : "";
            record.add("""
                    {"resourceType":"Encounter","id":"%s","status":"%s"%s,
                     "class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"%s"},
                     "hospitalization":{"extension":[{"url":"%sAdmissionMethod","valueCodeableConcept":
                       {"coding":[{"code":"%s"}]}}],"dischargeDisposition":{"coding":[{"code":"%s"}]}},
                     "subject":{"reference":"Patient/%s"},"period":{"start":"%s"%s}}"""
                    .formatted(id(), "in-progress", extensions, random.nextInt(6) == 0 ? "VR" : "IMP", UK_CORE,
                            pick(METHODS), pick(DESTINATIONS), patient, moment(day), random.nextInt(9) == 0
                                    ? ""
                                    : ",\"end\":\"" + (random.nextBoolean() ? end.toString() : moment(end)) + "\""));
            day = end.plusDays(random.nextInt(45));
        }
    }

    private String id() {
        return "r" + resources++;
    }

    private String code() {
        return random.nextInt(10) == 0
                ? "{\"text\":\"Words alone\"}"
                : "{\"coding\":[{\"system\":\"%s\",\"code\":\"c%d\"}]}"
                        .formatted(random.nextInt(4) == 0 ? LOCAL : SNOMED, random.nextInt(CODES));
    }

    private LocalDate day() {
        return FIRST_DAY.plusDays(random.nextInt(DAYS));
    }

    /** Late enough in the day for summer time to be the next day in UTC's eyes never, but in London's sometimes. */
    private String moment(LocalDate day) {
        return day + "T" + (random.nextInt(4) == 0 ? "23" : "1" + random.nextInt(10)) + ":30:00Z";
    }

    private String time() {
        LocalDate day = day();
        return switch (random.nextInt(8)) {
            case 0 -> "";
            case 1 -> day.toString().substring(0, 4);
            case 2 -> day.toString().substring(0, 7);
            case 3, 4 -> moment(day);
            default -> day.toString();
        };
    }

    private static String maybe(String element, String time) {
        return time.isEmpty() ? "" : ",\"" + element + "\":\"" + time + "\"";
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
