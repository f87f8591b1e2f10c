package org.tributary.hub.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceKey;
import org.tributary.mapping.IdentifierSystems;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The path back from resources to what they came from: one Provenance for each message or batch that changed any, and
 * one for each replay that did, with the changed resources as targets, the publisher and the mapper as agents, what was
 * done as activity, and the source as entity.
 */
final class Provenances {

    static final String MESSAGE_SYSTEM = "https://tributary.example/Id/message";
    private static final String FILE_SYSTEM = "https://tributary.example/Id/file";
    private static final String AGENT_TYPE = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";
    /** What happens to a record in its life (ISO 21089), of which R4's provenance activities are made. */
    private static final String LIFECYCLE = "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle";
    private static final JsonMapper JSON = JsonMapper.shared();

    /** A coded activity. */
    private record Activity(String code, String display) {
    }

    private static final Activity TRANSFORM = new Activity("transform", "Transform/Translate Record Lifecycle Event");
    private static final Activity RECEIVE = new Activity("receive", "Receive/Retain Record Lifecycle Event");

    private Provenances() {
    }

    /**
     * @param id
     *            of the Provenance: the message's own, or for a replay that of {@link #idOfReplay}
     */
    static Optional<ResourceBody> ofMessage(MappedMessage message, UUID messageId, UUID id, List<ResourceKey> targets,
            Instant now) {
        return provenance(id, message.feed(), "Tributary mapper " + message.mapperAndVersion(), TRANSFORM, targets,
                now, MESSAGE_SYSTEM, messageId.toString());
    }

    /** The id of the Provenance of a message's later attempt. */
    static UUID idOfReplay(UUID message, int attempt) {
        return UUID.nameUUIDFromBytes((message + "\n" + attempt).getBytes(StandardCharsets.UTF_8));
    }

    static Optional<ResourceBody> ofBatch(Feed feed, LoadedFile file, List<ResourceKey> targets, Instant now) {
        String place = file.sha256() + "#line=" + file.firstLine() + '-' + file.lastLine();
        UUID id = UUID.nameUUIDFromBytes((feed.code() + '\n' + place + '\n' + now).getBytes(StandardCharsets.UTF_8));
        return provenance(id, feed, "Tributary, R4 as it came", RECEIVE, targets, now, FILE_SYSTEM, place);
    }

    private static Optional<ResourceBody> provenance(UUID id, Feed feed, String assembler, Activity activity,
            List<ResourceKey> targets, Instant now, String sourceSystem, String source) {
        if (targets.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode provenance = JSON.createObjectNode();
        provenance.put("resourceType", "Provenance").put("id", id.toString());
        targets.forEach(target -> provenance.withArray("target").addObject().put("reference", target.reference()));
        provenance.put("recorded", now.toString());
        provenance.putObject("activity")
                .putArray("coding")
                .addObject()
                .put("system", LIFECYCLE)
                .put("code", activity.code())
                .put("display", activity.display());
        addAgent(provenance, "author").putObject("identifier")
                .put("system", IdentifierSystems.ODS_ORGANISATION)
                .put("value", feed.organisation());
        addAgent(provenance, "assembler").put("display", assembler);
        ObjectNode entity = provenance.putArray("entity").addObject().put("role", "source");
        entity.putObject("what").putObject("identifier").put("system", sourceSystem).put("value", source);
        return switch (ResourceBody.parse(JSON.writeValueAsBytes(provenance))) {
            case ResourceBody.Valid valid -> Optional.of(valid.body());
            case ResourceBody.Invalid invalid -> throw new IllegalStateException(
                    "The hub's own Provenance is not valid: " + invalid.problems());
        };
    }

    private static ObjectNode addAgent(ObjectNode provenance, String type) {
        ObjectNode agent = provenance.withArray("agent").addObject();
        agent.putObject("type").putArray("coding").addObject().put("system", AGENT_TYPE).put("code", type);
        return agent.putObject("who");
    }
}
