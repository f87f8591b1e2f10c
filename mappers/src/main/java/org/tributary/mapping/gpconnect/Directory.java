package org.tributary.mapping.gpconnect;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tributary.mapping.AggregateKey;
import org.tributary.mapping.IdentifierSystems;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.NhsNumber;
import org.tributary.mapping.SourceDocument;
import org.tributary.mapping.SourceFeed;
import tools.jackson.databind.JsonNode;

/**
 * Who is who in one bundle: the new identity of each resource, and which one a reference means.
 *
 * <p>
 * A new id rests on the id that the resource has in the sender's system, which GP Connect promises to be stable. It
 * does not rest on business identifiers: senders give one identifier to many resources (a GMC number to eight
 * Practitioners of one bundle, a cross-care-setting identifier to six Conditions). Ids of what belongs to a patient are
 * scoped by the patient, since only Practitioners, Organizations and their like are shared between records.
 */
final class Directory {

    private static final Set<String> SHARED = Set.of("Practitioner", "PractitionerRole", "Organization", "Location",
            "HealthcareService");
    private static final Pattern LITERAL = Pattern.compile("(?:.*/)?([A-Z][A-Za-z]+)/([^/]+)(?:/_history/[^/]+)?");

    private static final String RECORD = "record";

    private final SourceFeed feed;
    private final Issues issues;
    private final PatientKey patient;
    private final AggregateKey record;
    private final Map<String, Identity> byReference = new HashMap<>();
    private final Map<SourceResource, Identity> byResource = new IdentityHashMap<>();
    private final Map<String, Integer> timesSeen = new HashMap<>();

    /** What names the patient in the sender's system. */
    private record PatientKey(String system, String value) {
    }

    private Directory(SourceFeed feed, Issues issues, PatientKey patient) {
        this.feed = feed;
        this.issues = issues;
        this.patient = patient;
        this.record = new AggregateKey(RECORD, patient.system() + '|' + patient.value());
    }

    /** The directory of a bundle, or empty when the patient is nobody in particular; the issues then say why. */
    static Optional<Directory> of(SourceBundle bundle, SourceFeed feed, Issues issues) {
        Optional<PatientKey> patient = patientKey(bundle.patient(), feed);
        if (patient.isEmpty()) {
            issues.reject("patient-without-identity", Kind.REQUIRED, bundle.patient().path() + ".id",
                    "The Patient has no id, no local identifier and no valid NHS number.",
                    "Send the Patient with the id it has in your system.");
            return Optional.empty();
        }
        Directory directory = new Directory(feed, issues, patient.get());
        bundle.resources().forEach(directory::enter);
        return Optional.of(directory);
    }

    /** The new identity of a resource of the bundle; empty when R4 has no such type. */
    Optional<Identity> find(SourceResource resource) {
        return Optional.ofNullable(byResource.get(resource));
    }

    /** What a literal reference means, seen from the resource that holds it; empty when it is not in the bundle. */
    Optional<Identity> find(String reference, SourceResource from) {
        if (reference.startsWith("#")) {
            SourceResource container = from.container().orElse(from);
            Identity contained = reference.length() == 1
                    ? byResource.get(container)
                    : byReference.get(container.path() + reference);
            return Optional.ofNullable(contained);
        }
        Identity exact = byReference.get(reference);
        if (exact != null) {
            return Optional.of(exact);
        }
        Matcher literal = LITERAL.matcher(reference);
        return literal.matches()
                ? Optional.ofNullable(byReference.get(literal.group(1) + '/' + literal.group(2)))
                : Optional.empty();
    }

    /**
     * What a reference to something outside of the bundle would be called: exact for what records share, since another
     * record may bring it; for the rest a name that no resource has. Empty when the reference names no type R4 has.
     */
    Optional<Identity> findAbsent(String reference) {
        Matcher literal = LITERAL.matcher(reference);
        if (!literal.matches() || reference.startsWith("urn:")) {
            return Optional.empty();
        }
        String type = literal.group(1);
        return Stu3ToR4.r4Type(type)
                .map(r4Type -> identity(type, r4Type, SHARED.contains(r4Type), literal.group(2)));
    }

    /** Whether many records speak of the aggregate. */
    static boolean isShared(AggregateKey aggregate) {
        return !aggregate.kind().equals(RECORD);
    }

    /** Whether the resource is the patient's own, not one that records share. */
    boolean isOfRecord(Identity identity) {
        return identity.aggregate().equals(record);
    }

    private void enter(SourceResource resource) {
        Optional<String> r4Type = Stu3ToR4.r4Type(resource.type());
        if (r4Type.isEmpty()) {
            issues.warn("type-not-supported", Kind.NOT_SUPPORTED, resource.path(),
                    "Resources of this type are not mapped; it was dropped.",
                    "Nothing, unless the record needs it: then ask the hub to support the type.");
            return;
        }
        String localId = localId(resource);
        int times = timesSeen.merge(resource.type() + '/' + localId, 1, Integer::sum);
        if (times > 1 && !resource.sourceId().isEmpty()) {
            issues.warn("duplicate-id", Kind.DUPLICATE, resource.path() + ".id",
                    "An earlier resource of this type has the same id; both are kept, and references mean the first.",
                    "Give each resource of a type an id of its own.");
        }
        Identity identity = resource.type().equals("Patient")
                ? Identity.of(feed, "Patient", patient.system(), patient.value(), record)
                : identity(resource.type(), r4Type.get(), isShared(resource, r4Type.get()),
                        localId + (times > 1 ? "#" + times : ""));
        byResource.put(resource, identity);
        if (!resource.fullUrl().isEmpty()) {
            byReference.putIfAbsent(resource.fullUrl(), identity);
        }
        if (!resource.sourceId().isEmpty()) {
            enterNames(resource, identity);
        }
    }

    private void enterNames(SourceResource resource, Identity identity) {
        if (resource.container().isPresent()) {
            SourceResource container = resource.container().get();
            byReference.putIfAbsent(container.path() + '#' + resource.sourceId(), identity);
            // Some senders write List/ended-allergies#id from outside of the List that contains it.
            byReference.putIfAbsent(container.type() + '/' + container.sourceId() + '#' + resource.sourceId(),
                    identity);
        } else {
            byReference.putIfAbsent("urn:uuid:" + resource.sourceId(), identity);
        }
        byReference.putIfAbsent(resource.type() + '/' + resource.sourceId(), identity);
    }

    private Identity identity(String type, String r4Type, boolean shared, String localId) {
        String system = system(feed, type);
        return shared
                ? Identity.of(feed, r4Type, system, localId, new AggregateKey(kind(r4Type), localId))
                : Identity.of(feed, r4Type, system, record.value() + '|' + localId, record);
    }

    /** What a patient's resource contains is the patient's, whatever its type. */
    private boolean isShared(SourceResource resource, String r4Type) {
        return SHARED.contains(r4Type) && resource.container()
                .map(container -> find(container).map(one -> !one.aggregate().equals(record)).orElse(false))
                .orElse(true);
    }

    /** The system of the ids that an organisation's GP system gives its resources of a type. */
    static String system(SourceFeed feed, String type) {
        return IdentifierSystems.local(feed.organisation(), "gpconnect/" + type);
    }

    private static String kind(String r4Type) {
        StringBuilder kind = new StringBuilder();
        for (char c : r4Type.toCharArray()) {
            if (Character.isUpperCase(c) && !kind.isEmpty()) {
                kind.append('-');
            }
            kind.append(Character.toLowerCase(c));
        }
        return kind.toString();
    }

    /** The resource's id in the sender's system; where it has none, what will most likely be the same next time. */
    private String localId(SourceResource resource) {
        String own;
        if (!resource.sourceId().isEmpty()) {
            own = resource.sourceId();
        } else if (resource.type().equals("List")) {
            JsonNode coding = resource.json().path("code").path("coding").path(0);
            own = "list:" + GpJson.text(coding, "system") + '|' + GpJson.text(coding, "code") + '|'
                    + GpJson.text(resource.json().path("encounter"), "reference");
        } else {
            byte[] json = GpJson.MAPPER.writeValueAsString(resource.json()).getBytes(StandardCharsets.UTF_8);
            own = "sha256:" + new SourceDocument(json, Instant.EPOCH).sha256();
        }
        return resource.container().map(container -> localId(container) + '#' + own).orElse(own);
    }

    private static Optional<PatientKey> patientKey(SourceResource patient, SourceFeed feed) {
        if (!patient.sourceId().isEmpty()) {
            return Optional.of(new PatientKey(system(feed, "Patient"), patient.sourceId()));
        }
        Optional<PatientKey> nhsNumber = Optional.empty();
        for (JsonNode identifier : patient.json().path("identifier")) {
            String system = GpJson.text(identifier, "system");
            String value = GpJson.text(identifier, "value");
            if (system.equals(IdentifierSystems.NHS_NUMBER)) {
                nhsNumber = NhsNumber.parse(value).map(number -> new PatientKey(system, number.value()));
            } else if (!system.isEmpty() && !value.isEmpty()) {
                return Optional.of(new PatientKey(system, value));
            }
        }
        return nhsNumber;
    }
}
