package org.tributary.hub.store.json;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.store.LinkRewriting;
import org.tributary.hub.store.structure.R4Element;
import org.tributary.hub.store.structure.R4Type;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A resource's JSON taken apart in one pass over its tokens: the tree, and the minified bytes without
 * {@code resourceType} and {@code id}, in which {@code meta} comes first if there is any, without {@code versionId} and
 * {@code lastUpdated}. Number literals stay as they came; the tree holds their exact values.
 *
 * @param tree
 *            with {@code resourceType} and {@code id}, without {@code meta.versionId} and {@code meta.lastUpdated}
 * @param content
 *            a JSON object in UTF-8, e.g. <code>{"meta":{"source":"x"},"status":"final"}</code>
 */
public record ResourceJson(JsonNode tree, byte[] content) {

    // What comes here has passed the guard: its limits hold, and text is bounded by the door's own limit.
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1000)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();
    private static final Set<String> URI_TYPES = Set.of("uri", "url", "oid", "uuid");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Reads JSON that has passed the guard. */
    public static ResourceJson read(byte[] json) {
        return read(json, null, (kind, text) -> text);
    }

    /**
     * The same content with its links rewritten.
     *
     * @param type
     *            what the document is, for telling URIs from other texts; without it only references are found
     */
    public static ResourceJson read(byte[] json, @Nullable R4Type type, LinkRewriting links) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            return new Reading(parser, type, links, json.length).resource();
        }
    }

    /** One pass over a document. */
    private static final class Reading {

        private final JsonParser in;
        private final @Nullable R4Type type;
        private final LinkRewriting links;
        private final ByteArrayOutputStream members;
        private final ByteArrayOutputStream meta = new ByteArrayOutputStream(256);

        Reading(JsonParser in, @Nullable R4Type type, LinkRewriting links, int size) {
            this.in = in;
            this.type = type;
            this.links = links;
            this.members = new ByteArrayOutputStream(size);
        }

        ResourceJson resource() {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                try (JsonGenerator nowhere = generator(members)) {
                    return new ResourceJson(value(nowhere, "", type), new byte[0]);
                }
            }
            ObjectNode tree = NODES.objectNode();
            try (JsonGenerator out = generator(members)) {
                out.writeStartObject();
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    topMember(tree, out);
                }
                out.writeEndObject();
            }
            return new ResourceJson(tree, content());
        }

        private void topMember(ObjectNode tree, JsonGenerator out) {
            String name = in.currentName();
            JsonToken token = in.nextToken();
            if (token == JsonToken.VALUE_STRING && (name.equals("resourceType") || name.equals("id"))) {
                tree.set(name, NODES.stringNode(in.getString()));
            } else if (token == JsonToken.START_OBJECT && name.equals("meta")) {
                JsonNode kept = meta();
                if (kept != null) {
                    tree.set(name, kept);
                }
            } else {
                out.writeName(name);
                tree.set(name, value(out, name, type));
            }
        }

        /** Null when nothing is left of it, which is as good as no meta at all. */
        private @Nullable JsonNode meta() {
            ObjectNode kept = NODES.objectNode();
            try (JsonGenerator out = generator(meta)) {
                out.writeStartObject();
                boolean empty = true;
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    String name = in.currentName();
                    in.nextToken();
                    if (isServersOwn(name)) {
                        in.skipChildren();
                    } else {
                        out.writeName(name);
                        kept.set(name, value(out, name, typeOf("meta", type)));
                    }
                    empty = false;
                }
                out.writeEndObject();
                if (kept.isEmpty() && !empty) {
                    return null;
                }
            }
            return kept;
        }

        private static boolean isServersOwn(String name) {
            return switch (name) {
                case "versionId", "_versionId", "lastUpdated", "_lastUpdated" -> true;
                default -> false;
            };
        }

        /** The type of a member; null where it is not known. */
        private static @Nullable R4Type typeOf(String name, @Nullable R4Type owner) {
            R4Element element = owner == null ? null : owner.findElement(name);
            return element == null ? null : element.type();
        }

        /**
         * Copies the value at the current token and reads it as a tree.
         *
         * @param name
         *            of the member that it is, or is one of
         * @param owner
         *            the type that has the member
         */
        private JsonNode value(JsonGenerator out, String name, @Nullable R4Type owner) {
            return switch (in.currentToken()) {
                case START_OBJECT -> object(out, typeOf(name, owner));
                case START_ARRAY -> array(out, name, owner);
                case VALUE_STRING -> {
                    String text = rewritten(in.getString(), name, typeOf(name, owner));
                    out.writeString(text);
                    yield NODES.stringNode(text);
                }
                case VALUE_NUMBER_INT -> {
                    out.writeNumber(in.getString());
                    yield integer();
                }
                case VALUE_NUMBER_FLOAT -> {
                    String literal = in.getString();
                    out.writeNumber(literal);
                    yield NODES.numberNode(new BigDecimal(literal));
                }
                case VALUE_TRUE, VALUE_FALSE -> {
                    out.writeBoolean(in.getBooleanValue());
                    yield NODES.booleanNode(in.getBooleanValue());
                }
                case VALUE_NULL -> {
                    out.writeNull();
                    yield NODES.nullNode();
                }
                case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                    throw new IllegalStateException("JSON that passed the guard is not JSON");
            };
        }

        private JsonNode integer() {
            return switch (in.getNumberType()) {
                case INT -> NODES.numberNode(in.getIntValue());
                case LONG -> NODES.numberNode(in.getLongValue());
                case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> NODES.numberNode(in.getBigIntegerValue());
            };
        }

        private String rewritten(String text, String name, @Nullable R4Type type) {
            if (name.equals("reference")) {
                return links.rewrite(LinkRewriting.Kind.REFERENCE, text);
            }
            if (name.equals("div")) {
                return links.rewrite(LinkRewriting.Kind.NARRATIVE, text);
            }
            return type != null && URI_TYPES.contains(type.name())
                    ? links.rewrite(LinkRewriting.Kind.URI, text)
                    : text;
        }

        private ObjectNode object(JsonGenerator out, @Nullable R4Type type) {
            ObjectNode node = NODES.objectNode();
            out.writeStartObject();
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                out.writeName(name);
                in.nextToken();
                node.set(name, value(out, name, type));
            }
            out.writeEndObject();
            return node;
        }

        private ArrayNode array(JsonGenerator out, String name, @Nullable R4Type owner) {
            ArrayNode node = NODES.arrayNode();
            out.writeStartArray();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                node.add(value(out, name, owner));
            }
            out.writeEndArray();
            return node;
        }

        private byte[] content() {
            byte[] rest = members.toByteArray();
            if (meta.size() <= 2) {
                return rest;
            }
            ByteArrayOutputStream content = new ByteArrayOutputStream(rest.length + meta.size() + 8);
            content.writeBytes(Splice.META_OPENING);
            content.write(meta.toByteArray(), 1, meta.size() - 1);
            Splice.appendMembers(content, rest);
            return content.toByteArray();
        }

        private static JsonGenerator generator(ByteArrayOutputStream out) {
            return JSON.createGenerator(ObjectWriteContext.empty(), out);
        }
    }
}
