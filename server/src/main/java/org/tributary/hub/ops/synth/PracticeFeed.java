package org.tributary.hub.ops.synth;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The records that both practices send, one bundle each, and for each practice one bundle that must be refused. */
final class PracticeFeed {
    private static final int EXTRACTION_DAYS = 55;

    private PracticeFeed() {
    }

    static List<Dispatch> send(Population population, List<Journey> journeys, SourceRecords records, long seed) {
        List<Dispatch> sent = new ArrayList<>();
        for (Person person : population.people()) {
            for (SourceRecord held : records.of(person)) {
                if (held.feed().isPractice()) {
                    sent.add(dispatch(held, journeys.get(person.number() - 1), seed));
                }
            }
        }
        sent.add(new Dispatch(Feed.GP_RIVERSIDE, "gp-riverside-malformed.json", Calendar.REFERENCE.atTime(7, 1), 0, 1,
                () -> withoutPatient(Feed.GP_RIVERSIDE)));
        sent.add(new Dispatch(Feed.GP_HILLVIEW, "gp-hillview-malformed.json", Calendar.REFERENCE.atTime(7, 2), 0, 1,
                () -> withBadDate(Feed.GP_HILLVIEW)));
        return sent;
    }

    private static Dispatch dispatch(SourceRecord held, Journey journey, long seed) {
        Draws draws = Draws.of(seed, "extraction", held.person().number(), held.feed().ordinal());
        LocalDate left = held.leftOn();
        LocalDate day = left == null ? Calendar.REFERENCE.minusDays(draws.between(1, EXTRACTION_DAYS)) : left;
        // A person shown in demonstrations is extracted last, so that their record knows of all that happened.
        LocalDateTime at = (held.person().number() <= Population.SHOWN ? Calendar.REFERENCE : day)
                .atTime(draws.between(19, 23), draws.below(60), draws.below(60));
        return new Dispatch(held.feed(), held.feed().code + '-' + held.localNumber() + ".json", at, 1, 0,
                () -> GpRecord.write(held, journey, at, seed));
    }

    /** A record without its Patient: nobody can say whose it is. */
    private static byte[] withoutPatient(Feed feed) {
        ObjectNode bundle = emptyBundle();
        GpOrganisation practice = new GpOrganisation(feed);
        practice.resources(Clinician.of(feed).subList(0, 1))
                .forEach(resource -> ((ArrayNode) bundle.get("entry")).addObject().set("resource", resource));
        return Stu3.JSON.writeValueAsBytes(bundle);
    }

    /** A record of nobody, whose only consultation began on a day written as people write it. */
    private static byte[] withBadDate(Feed feed) {
        ObjectNode bundle = emptyBundle();
        ArrayNode entries = (ArrayNode) bundle.get("entry");
        ObjectNode patient = Stu3.resource("Patient", Stu3.guid(feed.ods + "/nobody"), "Patient-1");
        patient.putArray("identifier").addObject().put("system", feed.patientSystem()).put("value", "000000");
        patient.putArray("name").addObject().put("use", "official").put("family", "Nobody");
        patient.put("gender", "unknown").put("birthDate", "1970-01-01");
        entries.addObject().set("resource", patient);
        ObjectNode encounter = Stu3.resource("Encounter", Stu3.guid(feed.ods + "/never"), "Encounter-1")
                .put("status",
                        "finished");
        encounter.set("subject", Stu3.reference(GpResources.referenceTo(patient)));
        encounter.putObject("period").put("start", "14 March 2026 10:20");
        entries.addObject().set("resource", encounter);
        return Stu3.JSON.writeValueAsBytes(bundle);
    }

    private static ObjectNode emptyBundle() {
        ObjectNode bundle = Stu3.object().put("resourceType", "Bundle");
        bundle.putObject("meta").putArray("profile").add(Stu3.NHS_PROFILE + "GPConnect-StructuredRecord-Bundle-1");
        bundle.put("type", "collection").putArray("entry");
        return bundle;
    }
}
