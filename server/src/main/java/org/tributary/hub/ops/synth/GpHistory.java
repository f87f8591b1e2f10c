package org.tributary.hub.ops.synth;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Decides what a practice has recorded about a person, from their age, their conditions and their journey. */
final class GpHistory {
    private static final List<Coded> ALLERGIES = List.of(new Coded("91936005", "Allergy to penicillin"),
            new Coded("293586001", "Allergy to aspirin"), new Coded("91935009", "Allergy to peanut"),
            new Coded("300916003", "Allergy to latex"));
    private static final Coded BLOOD_PRESSURE = new Coded("75367002", "Blood pressure");
    private static final Coded SYSTOLIC = new Coded("271649006", "Systolic blood pressure");
    private static final Coded DIASTOLIC = new Coded("271650006", "Diastolic blood pressure");
    private static final Coded BODY_MASS_INDEX = new Coded("60621009", "Body mass index");
    private static final Coded WEIGHT = new Coded("27113001", "Body weight");
    private static final Coded HEIGHT = new Coded("50373000", "Body height");
    private static final Coded HBA1C = new Coded("999791000000106",
            "Haemoglobin A1c level - International Federation of Clinical Chemistry and Laboratory Medicine standardised");
    private static final List<Coded> SMOKING = List.of(new Coded("266919005", "Never smoked tobacco"),
            new Coded("8517006", "Ex-smoker"), new Coded("77176002", "Smoker"));
    private static final Coded INFLUENZA = new Coded("86198006", "Influenza vaccination");
    private static final Coded PNEUMOCOCCAL = new Coded("12866006", "Pneumococcal vaccination");
    private static final Coded MEASLES = new Coded("38598009", "Measles-mumps-rubella vaccination");
    private static final Coded COVID_FIRST = new Coded("1324681000000101",
            "Administration of first dose of SARS-CoV-2 (severe acute respiratory syndrome coronavirus 2) vaccine");
    private static final Coded COVID_SECOND = new Coded("1324691000000104",
            "Administration of second dose of SARS-CoV-2 (severe acute respiratory syndrome coronavirus 2) vaccine");
    private static final int MOST_PROBLEMS = 5;
    private static final int MOST_DRUGS = 3;

    private final GpRecord gp;
    private final GpResources make;
    private final Journey journey;
    private final Draws draws;
    private final List<Problem> problems = new ArrayList<>();

    GpHistory(GpRecord gp, Journey journey, Draws draws) {
        this.gp = gp;
        this.make = gp.make();
        this.journey = journey;
        this.draws = draws;
    }

    void tell() {
        problems();
        allergies();
        immunisations();
        int age = gp.person().age();
        int consultations = age >= 65 ? draws.between(1, 2) : draws.between(1, age < 18 ? 1 : 2);
        for (int i = 0; i < consultations; i++) {
            checkUp(i == 0);
        }
        journey.spells().forEach(this::aroundSpell);
    }

    private void problems() {
        for (Problem problem : Problem.values()) {
            if (problems.size() < MOST_PROBLEMS && draws.percent(problem.percentAt(gp.person().age()))) {
                problems.add(problem);
                LocalDate onset = within(gp.lastDay().minusYears(draws.between(1, 15)).minusDays(draws.below(300)),
                        gp.birth().plusYears(2));
                gp.add(GpList.PROBLEMS, make.problem(problem.code, onset, null, null, gp.doctor()));
            }
        }
        problems.stream().filter(problem -> problem.drug != null).limit(MOST_DRUGS).forEach(this::prescribe);
    }

    private void prescribe(Problem problem) {
        Problem.Drug drug = problem.drug;
        if (drug == null) {
            return;
        }
        LocalDate from = within(gp.lastDay().minusDays(draws.between(60, 700)), gp.birth().plusYears(2));
        LocalDate lastIssue = within(gp.lastDay().minusDays(draws.between(1, 27)), from);
        ObjectNode medication = make.medication(drug);
        ObjectNode plan = make.prescription("plan", medication, drug, from, lastIssue.plusDays(180), gp.doctor());
        gp.addUnlisted(medication);
        gp.add(GpList.MEDICATIONS, make.statement(plan, medication, drug, from, lastIssue));
        gp.addUnlisted(plan);
        ObjectNode issue = make.prescription("order", medication, drug, lastIssue, lastIssue.plusDays(28), gp.doctor());
        issue.putArray("basedOn").add(Stu3.reference(GpResources.referenceTo(plan)));
        gp.addUnlisted(issue);
    }

    private void allergies() {
        if (draws.percent(gp.person().age() < 18 ? 6 : 14)) {
            Coded allergy = draws.pick(ALLERGIES);
            String category = switch (allergy.code()) {
                case "91935009" -> "food";
                case "300916003" -> "environment";
                default -> "medication";
            };
            LocalDate recorded = within(gp.lastDay().minusDays(draws.between(100, 6000)), gp.birth().plusMonths(1));
            gp.add(GpList.ALLERGIES, make.allergy(allergy, category, recorded, gp.doctor()));
        }
    }

    private void immunisations() {
        int age = gp.person().age();
        if (age >= 65 && draws.percent(75)) {
            immunise(INFLUENZA, LocalDate.of(2024, 10, 1).plusDays(draws.below(45)));
            immunise(INFLUENZA, LocalDate.of(2025, 10, 1).plusDays(draws.below(20)));
        }
        if (age >= 66 && draws.percent(60)) {
            immunise(PNEUMOCOCCAL, gp.birth().plusYears(65).plusDays(draws.between(30, 200)));
        }
        if (age >= 23 && draws.percent(70)) {
            LocalDate first = LocalDate.of(2021, age >= 65 ? 2 : 5, 1).plusDays(draws.below(28));
            immunise(COVID_FIRST, first);
            immunise(COVID_SECOND, first.plusWeeks(11));
        }
        if (age < 25 && draws.percent(90)) {
            immunise(MEASLES, gp.birth().plusDays(draws.between(366, 420)));
        }
    }

    private void immunise(Coded procedure, LocalDate day) {
        if (gp.knows(day)) {
            gp.add(GpList.IMMUNISATIONS, make.immunisation(procedure, day, gp.nurse()));
        }
    }

    private void checkUp(boolean newest) {
        LocalDate day = within(gp.lastDay().minusDays(newest ? draws.between(5, 200) : draws.between(210, 900)),
                gp.birth().plusDays(10));
        LocalDateTime at = day.atTime(draws.between(8, 17), draws.below(12) * 5);
        boolean adult = gp.person().ageOn(day) >= 18;
        Clinician author = draws.percent(50) ? gp.doctor() : gp.nurse();
        ObjectNode encounter = make.encounter(adult && draws.percent(25) ? "Telephone call to a patient" : "GP Surgery",
                at,
                draws.between(8, 20), author);
        List<ObjectNode> recorded = new ArrayList<>();
        if (adult) {
            recorded.add(bloodPressure(at, author));
            if (newest) {
                recorded.addAll(build(at, author));
            }
        } else {
            int age = gp.person().ageOn(day);
            recorded.add(measured(WEIGHT, at, author, tenths(35 + age * 30 + draws.below(25)), "kg", "kg"));
        }
        if (problems.contains(Problem.DIABETES)) {
            recorded.add(measured(HBA1C, at, author, Integer.toString(draws.between(42, 86)), "mmol/mol", "mmol/mol"));
        }
        recorded.forEach(observation -> gp.add(GpList.UNCATEGORISED, observation));
        gp.consultation(encounter, "GP Surgery", "Examination", at, recorded);
    }

    private List<ObjectNode> build(LocalDateTime at, Clinician author) {
        int height = gp.person().female() ? draws.between(150, 175) : draws.between(162, 190);
        int index = draws.between(190, 370);
        long weight = Math.round(index * height * height / 10_000.0);
        return List.of(measured(HEIGHT, at, author, Integer.toString(height), "cm", "cm"),
                measured(WEIGHT, at, author, tenths(weight), "kg", "kg"),
                measured(BODY_MASS_INDEX, at, author, tenths(index), "kg/m2", "kg/m2"),
                make.observation(draws.pick(SMOKING), at, author));
    }

    private ObjectNode bloodPressure(LocalDateTime at, Clinician author) {
        ObjectNode pressure = make.observation(BLOOD_PRESSURE, at, author);
        int systolic = draws.between(108, problems.contains(Problem.HYPERTENSION) ? 172 : 145);
        int diastolic = draws.between(62, Math.min(98, systolic - 30));
        ArrayNode components = pressure.putArray("component");
        component(components, SYSTOLIC, systolic);
        component(components, DIASTOLIC, diastolic);
        return pressure;
    }

    private static void component(ArrayNode components, Coded code, int value) {
        ObjectNode component = components.addObject();
        component.set("code", Stu3.concept(code));
        component.set("valueQuantity", Stu3.quantity(Integer.toString(value), "mmHg", "mm[Hg]"));
    }

    private ObjectNode measured(Coded code, LocalDateTime at, Clinician author, String value, String unit,
            String ucum) {
        ObjectNode observation = make.observation(code, at, author);
        observation.set("valueQuantity", Stu3.quantity(value, unit, ucum));
        return observation;
    }

    /** A referral before a planned visit; afterwards the hospital's letter, coded as a problem. */
    private void aroundSpell(Spell spell) {
        LocalDate referred = spell.arrival().toLocalDate().minusWeeks(draws.between(6, 16));
        if (spell.reason().referred() && gp.knows(referred)) {
            LocalDateTime at = referred.atTime(draws.between(9, 16), 30);
            ObjectNode encounter = make.encounter("GP Surgery", at, 12, gp.doctor());
            ObjectNode referral = make.referral(spell.reason(), at, encounter, gp.doctor());
            gp.add(GpList.REFERRALS, referral);
            gp.consultation(encounter, "GP Surgery", "Referral", at, List.of(referral));
        }
        LocalDate letter = spell.departure().toLocalDate().plusDays(draws.between(1, 4));
        if (spell.isStay() && gp.knows(letter)) {
            LocalDateTime at = letter.atTime(12, draws.below(60));
            ObjectNode encounter = make.encounter("Hospital discharge letter", at, 5, gp.doctor());
            ObjectNode problem = make.problem(spell.reason().snomed, spell.arrival().toLocalDate(),
                    spell.departure().toLocalDate(), encounter, gp.doctor());
            gp.add(GpList.PROBLEMS, problem);
            gp.consultation(encounter, "Hospital discharge letter", "Diagnosis", at, List.of(problem));
        }
    }

    /** The wished day, moved into what the record may speak of. */
    private LocalDate within(LocalDate wished, LocalDate earliest) {
        LocalDate day = wished.isBefore(earliest) ? earliest : wished;
        return day.isAfter(gp.lastDay()) ? gp.lastDay() : day;
    }

    private static String tenths(long value) {
        return value / 10 + "." + value % 10;
    }
}
