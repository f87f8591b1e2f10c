package org.tributary.mapping.gpconnect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.SourceDocument;
import org.tributary.mapping.support.JsonGuard;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A GP Connect structured record as it came: a STU3 Bundle of type collection about exactly one patient.
 *
 * @param resources
 *            in document order, contained ones right after their containers, the patient among them
 */
record SourceBundle(ObjectNode json, SourceResource patient, List<SourceResource> resources) {

    private static final String ASK_SENDER = "Send the response of GP Connect Access Record: Structured unchanged.";

    /** The bundle, or empty when it had to be rejected; the issues then say why. */
    static Optional<SourceBundle> read(SourceDocument document, Issues issues) {
        byte[] bytes = GpJson.withoutByteOrderMark(document.bytes());
        Optional<JsonGuard.Problem> problem = JsonGuard.check(bytes);
        if (problem.isPresent()) {
            issues.reject("json-refused", Kind.STRUCTURE, problem.get().path().replaceFirst("^\\$", "Bundle"),
                    "The content " + problem.get().reason().words() + " (at byte " + problem.get().offset() + ").",
                    "Send one well-formed JSON document in UTF-8.");
            return Optional.empty();
        }
        JsonNode root = GpJson.MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8));
        if (!(root instanceof ObjectNode bundle) || !GpJson.text(root, "resourceType").equals("Bundle")) {
            issues.reject("not-a-bundle", Kind.STRUCTURE, "Bundle", "The content is JSON but not a FHIR Bundle.",
                    ASK_SENDER);
            return Optional.empty();
        }
        if (!isStructuredRecord(bundle, issues)) {
            return Optional.empty();
        }
        List<SourceResource> resources = resources(bundle, issues);
        return issues.reject() ? Optional.empty() : withOnePatient(bundle, resources, issues);
    }

    private static boolean isStructuredRecord(ObjectNode bundle, Issues issues) {
        if (!GpJson.text(bundle, "type").equals("collection")) {
            issues.reject("bundle-not-a-collection", Kind.VALUE, "Bundle.type",
                    "A structured record is a Bundle of type collection.", ASK_SENDER);
            return false;
        }
        boolean says = isStu3(bundle.path("meta"));
        for (JsonNode entry : bundle.path("entry")) {
            says = says || isStu3(entry.path("resource").path("meta"));
        }
        if (!says) {
            issues.reject("not-gp-connect", Kind.NOT_SUPPORTED, "Bundle.meta.profile",
                    "Neither the bundle nor any resource names a GP Connect or CareConnect STU3 profile.",
                    "Send GP Connect structured records to this feed, and R4 to the FHIR endpoint.");
        }
        return says;
    }

    private static boolean isStu3(JsonNode meta) {
        for (JsonNode profile : meta.path("profile")) {
            String url = profile.asString("");
            if (url.contains("GPConnect") || url.contains("CareConnect")) {
                return true;
            }
        }
        return false;
    }

    private static List<SourceResource> resources(ObjectNode bundle, Issues issues) {
        List<SourceResource> resources = new ArrayList<>();
        JsonNode entries = bundle.path("entry");
        if (!entries.isArray()) {
            return resources;
        }
        for (int i = 0; i < entries.size(); i++) {
            String path = "Bundle.entry[" + i + "].resource";
            if (entries.get(i).path("resource") instanceof ObjectNode json) {
                String fullUrl = GpJson.text(entries.get(i), "fullUrl");
                add(resources, path, fullUrl, Optional.empty(), json, issues);
            } else {
                issues.reject("entry-without-resource", Kind.REQUIRED, path, "The entry holds no resource.",
                        ASK_SENDER);
            }
        }
        return resources;
    }

    private static void add(List<SourceResource> resources, String path, String fullUrl,
            Optional<SourceResource> container, ObjectNode json, Issues issues) {
        String type = GpJson.text(json, "resourceType");
        if (type.isEmpty()) {
            issues.reject("resource-without-type", Kind.REQUIRED, path + ".resourceType",
                    "The resource does not say its type.", ASK_SENDER);
            return;
        }
        SourceResource resource = new SourceResource(path, type, GpJson.text(json, "id"), fullUrl, container, json);
        resources.add(resource);
        JsonNode contained = json.path("contained");
        for (int i = 0; i < contained.size(); i++) {
            String childPath = path + ".contained[" + i + ']';
            if (contained.path(i) instanceof ObjectNode child) {
                add(resources, childPath, "", Optional.of(resource), child, issues);
            } else {
                issues.reject("contained-without-resource", Kind.STRUCTURE, childPath,
                        "What is contained is not a resource.", ASK_SENDER);
            }
        }
        json.remove("contained");
    }

    private static Optional<SourceBundle> withOnePatient(ObjectNode bundle, List<SourceResource> resources,
            Issues issues) {
        List<SourceResource> patients = resources.stream().filter(one -> one.type().equals("Patient")).toList();
        if (patients.size() == 1) {
            return Optional.of(new SourceBundle(bundle, patients.getFirst(), List.copyOf(resources)));
        }
        if (patients.isEmpty()) {
            issues.reject("no-patient", Kind.REQUIRED, "Bundle.entry",
                    "No entry is a Patient, so nobody knows whose record this is.", ASK_SENDER);
        } else {
            issues.reject("more-than-one-patient", Kind.INVARIANT, patients.get(1).path(),
                    "The bundle holds " + patients.size() + " Patients; a structured record is about one.",
                    "Send each patient's record as a bundle of its own.");
        }
        return Optional.empty();
    }
}
