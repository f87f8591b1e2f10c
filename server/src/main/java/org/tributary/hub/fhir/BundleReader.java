package org.tributary.hub.fhir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tributary.hub.fhir.SubmittedBundle.Entry;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest.Preconditions;
import org.tributary.hub.fhir.exchange.JsonText;
import org.tributary.hub.store.StructureProblem;
import org.tributary.mapping.support.JsonGuard;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads a transaction or batch token by token. The resources in it are cut out as the bytes they came as, so that they
 * are checked and stored as if each had been sent alone, and one bad entry of a batch harms no other.
 */
final class BundleReader {

    private static final Set<String> BUNDLE_MEMBERS = Set.of("id", "meta", "implicitRules", "_implicitRules",
            "language", "_language", "identifier", "timestamp", "_timestamp", "total", "_total", "link", "signature",
            "_type");
    private static final Set<String> ENTRY_MEMBERS = Set.of("id", "extension", "modifierExtension", "link", "search",
            "_fullUrl");
    private static final Set<String> REQUEST_MEMBERS = Set.of("method", "url", "ifMatch", "ifNoneMatch",
            "ifModifiedSince", "ifNoneExist");

    private final byte[] json;
    private final JsonParser parser;
    private String resourceType = "";
    private String type = "";
    private final List<Entry> entries = new ArrayList<>();

    private BundleReader(byte[] json, JsonParser parser) {
        this.json = json;
        this.parser = parser;
    }

    static SubmittedBundle read(byte[] json) {
        if (json.length == 0) {
            throw FhirRefusal.invalid("The body is empty: a Bundle of type transaction or batch is expected");
        }
        JsonGuard.check(json).ifPresent(problem -> {
            throw bad("Bundle" + problem.path().substring(1), "The text " + problem.reason().words());
        });
        try (JsonParser parser = JsonText.parser(json)) {
            BundleReader reader = new BundleReader(json, parser);
            reader.readBundle();
            return new SubmittedBundle(reader.typeOfBundle(), reader.entries);
        }
    }

    private SubmittedBundle.Type typeOfBundle() {
        if (!resourceType.equals("Bundle")) {
            throw FhirRefusal.invalid("The base takes a Bundle of type transaction or batch; for another resource "
                    + "name its type in the URL");
        }
        return switch (type) {
            case "transaction" -> SubmittedBundle.Type.TRANSACTION;
            case "batch" -> SubmittedBundle.Type.BATCH;
            default -> throw FhirRefusal.invalid("Bundle.type is not transaction or batch");
        };
    }

    private void readBundle() {
        startObject(parser.nextToken(), "Bundle");
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "resourceType" -> resourceType = text("Bundle.resourceType");
                case "type" -> type = text("Bundle.type");
                case "entry" -> readEntries();
                default -> skip(name, BUNDLE_MEMBERS, "Bundle");
            }
        }
    }

    private void readEntries() {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw bad("Bundle.entry", "An array is expected");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            readEntry("Bundle.entry[" + entries.size() + ']');
        }
    }

    private void readEntry(String place) {
        startObject(parser.currentToken(), place);
        Optional<String> fullUrl = Optional.empty();
        Map<String, String> request = Map.of();
        byte[] resource = new byte[0];
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "fullUrl" -> fullUrl = Optional.of(text(place + ".fullUrl"));
                case "request" -> request = readRequest(place + ".request");
                case "resource" -> resource = cutResource(place + ".resource");
                default -> skip(name, ENTRY_MEMBERS, place);
            }
        }
        entries.add(new Entry(entries.size(), fullUrl, request.getOrDefault("method", ""),
                request.getOrDefault("url", ""),
                new Preconditions(find(request, "ifMatch"), find(request, "ifNoneMatch"),
                        find(request, "ifModifiedSince"), find(request, "ifNoneExist")),
                resource));
    }

    private Map<String, String> readRequest(String place) {
        startObject(parser.currentToken(), place);
        Map<String, String> request = new HashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (REQUEST_MEMBERS.contains(name)) {
                request.put(name, text(place + '.' + name));
            } else {
                skip(name, Set.of("id", "extension"), place);
            }
        }
        return request;
    }

    private byte[] cutResource(String place) {
        startObject(parser.currentToken(), place);
        int start = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
        parser.skipChildren();
        int end = Math.toIntExact(parser.currentLocation().getByteOffset());
        return Arrays.copyOfRange(json, start, end);
    }

    private static void startObject(JsonToken token, String place) {
        if (token != JsonToken.START_OBJECT) {
            throw bad(place, "An object is expected");
        }
    }

    private String text(String place) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw bad(place, "A string is expected");
        }
        return parser.getString();
    }

    /** What says nothing about the interactions is passed over; what R4 does not know is refused. */
    private void skip(String name, Set<String> known, String place) {
        if (!known.contains(name)) {
            throw bad(place, "The element '" + FhirRefusal.shorten(name) + "' is not expected here");
        }
        parser.skipChildren();
    }

    private static Optional<String> find(Map<String, String> request, String name) {
        return Optional.ofNullable(request.get(name));
    }

    private static FhirRefusal bad(String place, String message) {
        return FhirRefusal.badStructure(List.of(new StructureProblem(place, message)));
    }
}
