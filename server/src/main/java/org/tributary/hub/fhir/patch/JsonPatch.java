package org.tributary.hub.fhir.patch;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.JsonText;
import org.tributary.hub.store.ResourceBody;
import org.tributary.mapping.support.JsonGuard;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON Patch (RFC 6902) over JSON Pointer (RFC 6901). */
final class JsonPatch implements ResourcePatch {

    private static final int MOST_OPERATIONS = 1_000;
    /** Copies of copies grow without end: what all operations add together is bounded. */
    private static final int MOST_ADDED_NODES = 1_000_000;

    /** One step of the patch, its members checked. */
    private record Operation(Kind kind, List<String> path, List<String> from, JsonNode value) {
    }

    private enum Kind {
        ADD, REMOVE, REPLACE, MOVE, COPY, TEST
    }

    private final List<Operation> operations;

    private JsonPatch(List<Operation> operations) {
        this.operations = operations;
    }

    static JsonPatch parse(byte[] json) {
        JsonGuard.check(json).ifPresent(problem -> {
            throw FhirRefusal.invalid("The JSON patch " + problem.reason().words() + " at " + problem.path());
        });
        JsonNode document = JsonText.EXACT.readTree(json);
        if (!document.isArray() || document.size() > MOST_OPERATIONS) {
            throw FhirRefusal.invalid("A JSON patch is an array of at most " + MOST_OPERATIONS + " operations");
        }
        List<Operation> operations = new ArrayList<>();
        for (JsonNode operation : document) {
            operations.add(operation(operation));
        }
        return new JsonPatch(operations);
    }

    private static Operation operation(JsonNode node) {
        Kind kind = switch (node.path("op").asString("")) {
            case "add" -> Kind.ADD;
            case "remove" -> Kind.REMOVE;
            case "replace" -> Kind.REPLACE;
            case "move" -> Kind.MOVE;
            case "copy" -> Kind.COPY;
            case "test" -> Kind.TEST;
            default -> throw FhirRefusal.invalid(
                    "An operation of the JSON patch has no op of add, remove, replace, move, copy or test");
        };
        boolean valued = kind == Kind.ADD || kind == Kind.REPLACE || kind == Kind.TEST;
        if (valued && !node.has("value")) {
            throw FhirRefusal.invalid("An operation of the JSON patch has no value");
        }
        boolean moving = kind == Kind.MOVE || kind == Kind.COPY;
        return new Operation(kind, pointer(node, "path"), moving ? pointer(node, "from") : List.of(),
                node.path("value"));
    }

    /** The reference tokens of a pointer; none for the whole document. */
    private static List<String> pointer(JsonNode operation, String member) {
        JsonNode pointer = operation.path(member);
        if (!pointer.isString() || !pointer.stringValue().isEmpty() && !pointer.stringValue().startsWith("/")) {
            throw FhirRefusal.invalid("'" + member + "' of a JSON patch is not a JSON pointer such as /name/0/family");
        }
        if (pointer.stringValue().isEmpty()) {
            return List.of();
        }
        List<String> tokens = new ArrayList<>();
        for (String token : pointer.stringValue().substring(1).split("/", -1)) {
            tokens.add(token.replace("~1", "/").replace("~0", "~"));
        }
        return tokens;
    }

    @Override
    public ResourceBody apply(byte[] resource) {
        JsonNode patched = apply(JsonText.EXACT.readTree(resource));
        return ResourcePatch.patched(patched.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The patched document, which may be any JSON. */
    JsonNode apply(JsonNode document) {
        return new Application(document).run(operations);
    }

    /** One run over one document. */
    private static final class Application {

        private JsonNode document;
        private int added;

        Application(JsonNode document) {
            this.document = document;
        }

        JsonNode run(List<Operation> operations) {
            for (Operation operation : operations) {
                switch (operation.kind()) {
                    case ADD -> add(operation.path(), operation.value().deepCopy());
                    case REMOVE -> remove(operation.path());
                    case REPLACE -> {
                        find(operation.path());
                        replace(operation.path(), operation.value().deepCopy());
                    }
                    case MOVE -> move(operation);
                    case COPY -> {
                        JsonNode copied = find(operation.from());
                        count(copied, operation.path().size());
                        add(operation.path(), copied.deepCopy());
                    }
                    case TEST -> {
                        if (!same(find(operation.path()), operation.value())) {
                            throw unfit("Test failed: the value is another", operation.path());
                        }
                    }
                }
            }
            return document;
        }

        private void move(Operation operation) {
            int depth = operation.from().size();
            if (operation.path().size() > depth && operation.path().subList(0, depth).equals(operation.from())) {
                throw unfit("A value cannot be moved into itself", operation.path());
            }
            JsonNode moved = find(operation.from());
            count(moved, operation.path().size());
            if (!operation.path().equals(operation.from())) {
                remove(operation.from());
                add(operation.path(), moved);
            }
        }

        private void add(List<String> path, JsonNode value) {
            count(value, path.size());
            if (path.isEmpty()) {
                document = value;
                return;
            }
            String last = path.getLast();
            switch (find(path.subList(0, path.size() - 1))) {
                case ObjectNode object -> object.set(last, value);
                case ArrayNode array when last.equals("-") -> array.add(value);
                case ArrayNode array -> array.insert(index(last, array.size() + 1, path), value);
                default -> throw unfit("There is neither object nor array to add to", path);
            }
        }

        private void remove(List<String> path) {
            find(path);
            if (path.isEmpty()) {
                throw unfit("The whole resource cannot be removed", path);
            }
            switch (find(path.subList(0, path.size() - 1))) {
                case ObjectNode object -> object.remove(path.getLast());
                case ArrayNode array -> array.remove(index(path.getLast(), array.size(), path));
                default -> throw new IllegalStateException("What was found is in an object or an array");
            }
        }

        /** In place, so that the members' order stays. */
        private void replace(List<String> path, JsonNode value) {
            if (path.isEmpty()) {
                document = value;
                return;
            }
            switch (find(path.subList(0, path.size() - 1))) {
                case ObjectNode object -> object.set(path.getLast(), value);
                case ArrayNode array -> array.set(index(path.getLast(), array.size(), path), value);
                default -> throw new IllegalStateException("What was found is in an object or an array");
            }
        }

        private JsonNode find(List<String> path) {
            JsonNode node = document;
            for (String token : path) {
                Optional<JsonNode> child = switch (node) {
                    case ObjectNode object -> Optional.ofNullable(object.get(token));
                    case ArrayNode array -> Optional.of(array.get(index(token, array.size(), path)));
                    default -> Optional.empty();
                };
                node = child.orElseThrow(() -> unfit("There is no such value", path));
            }
            return node;
        }

        private static int index(String token, int end, List<String> path) {
            if (!token.matches("0|[1-9][0-9]{0,8}") || Integer.parseInt(token) >= end) {
                throw unfit("There is no such place in the array", path);
            }
            return Integer.parseInt(token);
        }

        /** Refuses what grows too large or too deep to be handled. */
        private void count(JsonNode value, int depth) {
            if (depth > JsonGuard.MAX_DEPTH || ++added > MOST_ADDED_NODES) {
                throw ResourcePatch.unfit("The JSON patch makes the resource too large or nests it too deep");
            }
            value.forEach(child -> count(child, depth + 1));
        }

        /** Numbers are the same when their values are (RFC 6902, section 4.6). */
        private static boolean same(JsonNode one, JsonNode other) {
            return one.equals((a, b) -> {
                if (a.isNumber() && b.isNumber()) {
                    BigDecimal first = a.decimalValue();
                    return first.compareTo(b.decimalValue());
                }
                return a.equals(b) ? 0 : 1;
            }, other);
        }

        private static FhirRefusal unfit(String why, List<String> path) {
            return ResourcePatch.unfit("%s, at /%s".formatted(why, FhirRefusal.shorten(String.join("/", path))));
        }
    }
}
