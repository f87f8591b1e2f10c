package org.tributary.hub.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.ingest.Messages.KeptMessage;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.mapping.MappingIssue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /api/messages/{id}}: how a document fared and what came of it. */
@RestController
final class MessagesController {

    private final ReaderDatabase reader;
    private final Messages messages;
    private final ResourceReader resources;

    MessagesController(ReaderDatabase reader, Messages messages, ResourceReader resources) {
        this.reader = reader;
        this.messages = messages;
        this.resources = resources;
    }

    /**
     * @param resources
     *            references to the resources that the message created, changed or deleted
     */
    record MessageAnswer(UUID id, String feed, String door, MessageState state, Instant received, Instant finished,
            int attempts, int records, int accepted, int rejected, int unchanged, String mapper,
            List<MappingIssue> issues, List<String> resources) {
    }

    @GetMapping("/api/messages/{id}")
    ResponseEntity<?> show(@PathVariable("id") String id, Caller caller) {
        Optional<MessageAnswer> answer = findId(id)
                .flatMap(uuid -> reader.read(caller, transaction -> find(transaction, uuid)));
        return answer.<ResponseEntity<?>>map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity
                        .of(ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "There is no such message."))
                        .build());
    }

    private Optional<MessageAnswer> find(ReadTransaction transaction, UUID id) {
        return messages.find(transaction, id).map(message -> answer(message, targets(transaction, id)));
    }

    /** A message's Provenance has the message's id and names what the message changed. */
    private List<String> targets(ReadTransaction transaction, UUID id) {
        return resources.find(transaction, new ResourceKey("Provenance", id.toString())).map(provenance -> {
            JsonNode tree = JsonMapper.shared().readTree(provenance.json());
            return tree.path("target").valueStream().map(target -> target.path("reference").asString("")).toList();
        }).orElse(List.of());
    }

    private static MessageAnswer answer(KeptMessage message, List<String> targets) {
        return new MessageAnswer(message.id(), message.feed(), message.door(), message.state(), message.received(),
                message.finished(), message.attempts(), message.records(), message.records() - message.rejected(),
                message.rejected(), message.unchanged(), message.mapper(), message.issues(), targets);
    }

    private static Optional<UUID> findId(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
