package org.tributary.mapping.hospitalcsv;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.tributary.mapping.FoldResult;
import org.tributary.mapping.IdentifierSystems;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.MappingIssue.Severity;
import org.tributary.mapping.ResourceIds;
import org.tributary.mapping.SourceFeed;
import org.tributary.mapping.support.CodeMap;
import org.tributary.mapping.support.FhirJson;

/** A hospital provider spell: an Encounter from admission to discharge, and within it one for each episode. */
final class SpellFold {

    private static final String HUB = "https://tributary.example/fhir/StructureDefinition/";

    /** NHS Data Dictionary DISCHARGE METHOD 8: not discharged at the episode's end. */
    private static final String NOT_DISCHARGED = "8";

    /** What every episode of a spell says of the spell. */
    private static final List<String> OF_SPELL = List.of("ADMIDATE", "ADMIMETH", "ADMISORC", "CLASSPAT");

    private static final Comparator<Activity> IN_ORDER = Comparator
            .comparing((Activity episode) -> episode.find("EPISTART").orElse(""))
            .thenComparing(episode -> order(episode).orElse(0))
            .thenComparing(Activity::key);

    private final String spell;
    private final SourceFeed feed;
    private final List<Activity> episodes;

    SpellFold(String spell, Facts facts, SourceFeed feed) {
        this.spell = spell;
        this.feed = feed;
        this.episodes = facts.rows()
                .entrySet()
                .stream()
                .map(row -> new Activity(facts.dataset(), row.getKey(), row.getValue(), feed))
                .sorted(IN_ORDER)
                .toList();
    }

    FoldResult fold() {
        List<Resource> resources = new ArrayList<>();
        resources.add(spell());
        for (Activity episode : episodes) {
            Period period = Activity.period(episode.find("EPISTART"), episode.find("EPIEND"));
            resources.add(episode(episode, period));
            resources.addAll(episode.codes(period));
        }
        return new FoldResult(resources.stream().map(FhirJson::mapped).toList(), disagreements());
    }

    private Encounter spell() {
        Encounter encounter = new Encounter();
        encounter.setId(id());
        encounter.addIdentifier()
                .setSystem(IdentifierSystems.local(feed.organisation(), "spell"))
                .setValue(first("PROVSPNOPS").orElse(spell));
        encounter.setStatus(discharged() ? EncounterStatus.FINISHED : EncounterStatus.INPROGRESS);
        encounter.setClass_(encounterClass(first("CLASSPAT")));
        first("CLASSPAT").ifPresent(code -> encounter.addType(Tables.concept("CLASSPAT", code)));
        encounter.setSubject(episodes.getFirst().subject());
        Providers.provider(this::first).ifPresent(encounter::setServiceProvider);
        Period period = Activity.period(first("ADMIDATE").or(() -> first("EPISTART")), last("DISDATE"));
        if (!period.isEmpty()) {
            encounter.setPeriod(period);
        }
        first("ADMIMETH").ifPresent(code -> encounter.getHospitalization()
                .addExtension(Activity.UK_CORE + "AdmissionMethod", Tables.concept("ADMIMETH", code)));
        first("ADMISORC").ifPresent(
                code -> encounter.getHospitalization().setAdmitSource(Tables.concept("ADMISORC", code)));
        last("DISDEST").ifPresent(
                code -> encounter.getHospitalization().setDischargeDisposition(Tables.concept("DISDEST", code)));
        last("DISMETH").ifPresent(code -> encounter.addExtension(Activity.UK_CORE + "DischargeMethod",
                Tables.concept("DISMETH", code)));
        // Of the episodes the last knows best what the stay did to the clock.
        PatientPathway.addTo(encounter, this::last);
        first("ELECDATE").ifPresent(
                day -> encounter.addExtension(HUB + "decision-to-admit", new DateTimeType(day)));
        first("INTMANIG").ifPresent(code -> encounter.addExtension(HUB + "intended-management",
                new CodeableConcept().setText(code)));
        return encounter;
    }

    private Encounter episode(Activity episode, Period period) {
        Encounter encounter = episode.encounter();
        encounter.setStatus(episode.find("EPISTAT")
                .flatMap(code -> Tables.code("EPISTAT", code))
                .map(EncounterStatus::fromCode)
                .orElse(period.hasEnd() ? EncounterStatus.FINISHED : EncounterStatus.INPROGRESS));
        encounter.setClass_(encounterClass(episode.find("CLASSPAT")));
        episode.find("EPITYPE").ifPresent(code -> encounter.addType(Tables.concept("EPITYPE", code)));
        encounter.setPartOf(new Reference("Encounter/" + id()));
        if (!period.isEmpty()) {
            encounter.setPeriod(period);
        }
        order(episode).ifPresent(
                order -> encounter.addExtension(HUB + "episode-order", new PositiveIntType(order)));
        episode.find("AEKEY")
                .ifPresent(key -> encounter.addIdentifier()
                        .setSystem(IdentifierSystems.local(feed.organisation(), "emergency-attendance"))
                        .setValue(key));
        return encounter;
    }

    private String id() {
        return ResourceIds.of(feed, "Encounter", IdentifierSystems.local(feed.organisation(), "spell"), spell);
    }

    /** Whether the patient has left, as far as the last episode says. */
    private boolean discharged() {
        return last("DISDATE").isPresent() || last("DISMETH").filter(code -> !code.equals(NOT_DISCHARGED)).isPresent();
    }

    private static Coding encounterClass(Optional<String> classification) {
        return classification.flatMap(Tables.ENCOUNTER_CLASS::translate)
                .map(CodeMap.Target::toCoding)
                .orElseGet(() -> new Coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "IMP",
                        "inpatient encounter"));
    }

    private Optional<String> first(String column) {
        return episodes.stream().flatMap(episode -> episode.find(column).stream()).findFirst();
    }

    private Optional<String> last(String column) {
        return episodes.reversed().stream().flatMap(episode -> episode.find(column).stream()).findFirst();
    }

    private static Optional<Integer> order(Activity episode) {
        return episode.find("EPIORDER").filter(text -> text.matches("[1-9]\\d?")).map(Integer::parseInt);
    }

    /** An admission is one: its episodes can only say the same of it. */
    private List<MappingIssue> disagreements() {
        return OF_SPELL.stream()
                .filter(column -> episodes.stream()
                        .map(episode -> episode.values().get(column))
                        .filter(Objects::nonNull)
                        .distinct()
                        .count() > 1)
                .map(column -> new MappingIssue("spell-episodes-differ", Severity.WARNING, Kind.INVARIANT, 1, column,
                        "The episodes of one spell differ in this column; the first episode's is carried.",
                        "Correct the episodes, which are of one admission."))
                .toList();
    }
}
