package org.tributary.hub.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.store.index.IndexPlan;
import org.tributary.hub.store.index.ParameterCatalog;
import org.tributary.hub.store.json.ResourceJson;
import org.tributary.hub.store.json.Splice;
import org.tributary.hub.store.structure.R4Definitions;
import org.tributary.hub.store.structure.StructureCheck;
import org.tributary.mapping.support.JsonGuard;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The content of a resource that has passed the JSON guard and the structural check against R4. Immutable.
 */
public final class ResourceBody {

    /** What came of parsing. */
    public sealed interface Parsed {
    }

    public record Valid(ResourceBody body) implements Parsed {
    }

    /**
     * @param problems
     *            at least one
     */
    public record Invalid(List<StructureProblem> problems) implements Parsed {

        public Invalid {
            problems = List.copyOf(problems);
        }
    }

    private final String type;
    private final @Nullable String id;
    private final JsonNode tree;
    private final byte[] content;
    private volatile @Nullable PreparedBody prepared;

    private ResourceBody(String type, @Nullable String id, JsonNode tree, byte[] content) {
        this.type = type;
        this.id = id;
        this.tree = tree;
        this.content = content;
    }

    /**
     * Reads UTF-8 JSON of one resource of any R4 type. Whatever {@code meta.versionId} and {@code meta.lastUpdated} it
     * brings are dropped: they are the store's to say.
     */
    public static Parsed parse(byte[] json) {
        Optional<JsonGuard.Problem> refused = JsonGuard.check(json);
        if (refused.isPresent()) {
            JsonGuard.Problem problem = refused.get();
            return new Invalid(List.of(new StructureProblem(problem.path(), "The JSON " + problem.reason().words())));
        }
        ResourceJson read = ResourceJson.read(json);
        List<StructureProblem> problems = new ArrayList<>();
        StructureCheck.check(read.tree(), (path, message) -> problems.add(new StructureProblem(path, message)));
        return problems.isEmpty() ? new Valid(of(read)) : new Invalid(problems);
    }

    private static ResourceBody of(ResourceJson read) {
        JsonNode id = read.tree().get("id");
        return new ResourceBody(read.tree().get("resourceType").stringValue(), id == null ? null : id.stringValue(),
                read.tree(), read.content());
    }

    public String type() {
        return type;
    }

    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /** The same content under another id. */
    public ResourceBody withId(String newId) {
        ObjectNode renamed = JsonNodeFactory.instance.objectNode();
        renamed.put("resourceType", type);
        renamed.put("id", newId);
        tree.properties().forEach(member -> {
            if (!renamed.has(member.getKey())) {
                renamed.set(member.getKey(), member.getValue());
            }
        });
        return new ResourceBody(type, newId, renamed, content);
    }

    /**
     * Minified UTF-8 JSON: {@code resourceType}, {@code id} and {@code meta} first, the other members in the order they
     * came in, number literals as they came, without {@code meta.versionId} and {@code meta.lastUpdated}.
     */
    public byte[] json() {
        return Splice.plain(type, id, content);
    }

    /** {@link #json} without {@code resourceType} and {@code id}: what the store keeps. */
    byte[] content() {
        return content;
    }

    /** The same content as a tree, to be read only. */
    public JsonNode tree() {
        return tree;
    }

    /** Does now what a write would do later without the database; a load does it in its own threads. */
    public void prepareForWrite() {
        prepare(ParameterCatalog.shared());
    }

    PreparedBody prepare(ParameterCatalog catalog) {
        PreparedBody ready = prepared;
        IndexPlan plan = catalog.planOf(type);
        if (ready == null || ready.plan() != plan) {
            ready = ready == null ? PreparedBody.of(this, plan) : ready.by(this, plan);
            prepared = ready;
        }
        return ready;
    }

    /** The logical id of the one Patient whose record it belongs to; a Patient belongs to its own. */
    public Optional<String> findPatient() {
        PreparedBody ready = prepared;
        return Optional.ofNullable(
                (ready == null ? prepare(ParameterCatalog.shared()) : ready).entries().patient());
    }

    /** Whether the text occurs anywhere in the resource as it is written in JSON. */
    public boolean contains(String text) {
        return new String(content, StandardCharsets.UTF_8).contains(text);
    }

    /** A copy in which every link is what the rewriting makes of it. */
    public ResourceBody withLinks(LinkRewriting links) {
        return of(ResourceJson.read(json(), R4Definitions.shared().findResource(type), links));
    }
}
