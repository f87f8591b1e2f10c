package org.tributary.hub.ops.synth;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One patient's record at a practice as a GP Connect structured bundle (STU3): what the practice knew when it was
 * extracted.
 */
final class GpRecord {
    private static final Coded CONSULTATION = new Coded("325851000000107", "Consultation");
    private static final Coded TOPIC = new Coded("25851000000105", "Topic (EHR)");
    private static final Coded CATEGORY = new Coded("24781000000107", "Category (EHR)");

    private final SourceRecord record;
    private final LocalDateTime extracted;
    private final GpOrganisation practice;
    private final GpResources make;
    private final Map<GpList, List<String>> lists = new EnumMap<>(GpList.class);
    private final List<ObjectNode> clinical = new ArrayList<>();

    private GpRecord(SourceRecord record, LocalDateTime extracted) {
        this.record = record;
        this.extracted = extracted;
        this.practice = new GpOrganisation(record.feed());
        this.make = new GpResources(record, practice);
        for (GpList list : GpList.values()) {
            lists.put(list, new ArrayList<>());
        }
    }

    static byte[] write(SourceRecord record, Journey journey, LocalDateTime extracted, long seed) {
        GpRecord gp = new GpRecord(record, extracted);
        Draws draws = Draws.of(seed, "gp", record.person().number(), record.feed().ordinal());
        new GpHistory(gp, journey, draws).tell();
        return Stu3.JSON.writeValueAsBytes(gp.bundle());
    }

    GpResources make() {
        return make;
    }

    Person person() {
        return record.person();
    }

    Clinician doctor() {
        return person().usualDoctor(record.feed());
    }

    Clinician nurse() {
        return Clinician.of(record.feed()).getLast();
    }

    LocalDate lastDay() {
        return extracted.toLocalDate().minusDays(1);
    }

    /** The first day that the record may speak of. */
    LocalDate birth() {
        return person().birthDate();
    }

    /** Whether the practice can have known of that day. */
    boolean knows(LocalDate day) {
        return !day.isAfter(lastDay()) && day.isAfter(birth());
    }

    void add(GpList list, ObjectNode resource) {
        clinical.add(resource);
        requireNonNull(lists.get(list)).add(GpResources.referenceTo(resource));
    }

    /** What the lists name only by another resource, as a prescription by its statement. */
    void addUnlisted(ObjectNode resource) {
        clinical.add(resource);
    }

    /** A consultation whose lists nest: consultation, topic, category, and in it what was recorded. */
    void consultation(ObjectNode encounter, String kind, String category, LocalDateTime at, List<ObjectNode> recorded) {
        add(GpList.CONSULTATIONS, encounter);
        List<String> entries = recorded.stream().map(GpResources::referenceTo).toList();
        ObjectNode inner = make.consultationList(CATEGORY, category, encounter, at, entries);
        ObjectNode topic = make.consultationList(TOPIC, kind, encounter, at, List.of(GpResources.referenceTo(inner)));
        clinical.add(make.consultationList(CONSULTATION, kind, encounter, at, List.of(GpResources.referenceTo(topic))));
        clinical.add(topic);
        clinical.add(inner);
    }

    private ObjectNode bundle() {
        ObjectNode bundle = Stu3.object().put("resourceType", "Bundle");
        bundle.put("id", Stu3.guid(record.feed().ods + "/bundle/" + record.localNumber()).toLowerCase(Locale.ROOT));
        bundle.putObject("meta").putArray("profile").add(Stu3.NHS_PROFILE + "GPConnect-StructuredRecord-Bundle-1");
        bundle.put("type", "collection");
        ArrayNode entries = bundle.putArray("entry");
        lists.forEach(
                (kind, references) -> entries.addObject().set("resource", make.topList(kind, extracted, references)));
        entries.addObject().set("resource", make.patient());
        practice.resources(List.of(doctor(), nurse()))
                .forEach(resource -> entries.addObject().set("resource", resource));
        clinical.forEach(resource -> entries.addObject().set("resource", resource));
        return bundle;
    }
}
