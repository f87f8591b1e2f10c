package org.tributary.hub.store.index;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds in a resource's JSON tree what search parameters compare. The tree must have passed the structural check. */
public final class IndexExtractor {

    /** The parts of a HumanName and of an Address; no part of one is something else in the other. */
    private static final List<String> TEXT_PARTS = List.of("text", "family", "given", "prefix", "suffix", "line",
            "city", "district", "state", "postalCode", "country");
    private static final Map<String, List<IndexPath>> PATHS = new ConcurrentHashMap<>();

    private final IndexEntries entries = new IndexEntries();

    private IndexExtractor() {
    }

    /** The index rows of a resource of this type. */
    public static IndexEntries extract(String type, JsonNode resource) {
        IndexExtractor extractor = new IndexExtractor();
        for (IndexPath path : PATHS.computeIfAbsent(type, ParameterCatalog.shared()::pathsOf)) {
            extractor.path(path, resource);
        }
        extractor.entries.setPatient(PatientCompartment.shared().findOwner(type, resource));
        return extractor.entries;
    }

    private void path(IndexPath path, JsonNode resource) {
        if (path.presence()) {
            boolean[] there = new boolean[1];
            path.routes().forEach(route -> route.visit(resource, value -> {
                there[0] |= !value.isBoolean() || value.booleanValue();
            }));
            addToken(path.number(), null, Boolean.toString(there[0]));
            return;
        }
        for (Route route : path.routes()) {
            route.visit(resource, value -> {
                switch (path.kind()) {
                    case TOKEN -> token(path.number(), value, route.leaf().name());
                    case STRING -> string(path.number(), value);
                    case DATE -> date(path.number(), value);
                    case REFERENCE -> reference(path, value);
                    case URI -> uri(path.number(), value);
                }
            });
        }
    }

    private void token(int path, JsonNode value, String type) {
        switch (type) {
            case "CodeableConcept" -> items(value, "coding").forEach(coding -> coding(path, coding));
            case "Coding" -> coding(path, value);
            case "Identifier" -> identifier(path, value);
            case "ContactPoint" -> addToken(path, null, text(value, "value"));
            default -> addToken(path, null, value.isBoolean()
                    ? Boolean.toString(value.booleanValue())
                    : value.isString() ? value.stringValue() : null);
        }
    }

    private void coding(int path, JsonNode coding) {
        addToken(path, text(coding, "system"), text(coding, "code"));
    }

    private void identifier(int path, JsonNode identifier) {
        addToken(path, text(identifier, "system"), text(identifier, "value"));
    }

    private void addToken(int path, @Nullable String system, @Nullable String code) {
        if (code != null) {
            entries.tokens()
                    .add(new IndexEntries.Token(path, TokenKey.code(code),
                            system == null ? TokenKey.NO_SYSTEM : TokenKey.system(system)));
        }
    }

    private void string(int path, JsonNode value) {
        if (value.isString()) {
            addText(path, value.stringValue());
            return;
        }
        for (String part : TEXT_PARTS) {
            for (JsonNode item : items(value, part)) {
                if (item.isString()) {
                    addText(path, item.stringValue());
                }
            }
        }
    }

    private void addText(int path, String text) {
        entries.texts().add(new IndexEntries.Text(path, StringKey.of(text), Hash.value(text)));
    }

    private void date(int path, JsonNode value) {
        Optional<DateRange> range = value.isString()
                ? DateRange.parse(value.stringValue())
                : value.has("start") || value.has("end") ? period(value) : timing(value);
        range.ifPresent(span -> entries.spans().add(new IndexEntries.Span(path, span.low(), span.high())));
    }

    private static Optional<DateRange> period(JsonNode period) {
        Optional<DateRange> start = dateIn(period, "start");
        Optional<DateRange> end = dateIn(period, "end");
        return start.isEmpty() && end.isEmpty()
                ? Optional.empty()
                : Optional.of(new DateRange(start.map(DateRange::low).orElse(DateRange.MIN),
                        end.map(DateRange::high).orElse(DateRange.MAX)));
    }

    /** The outer limits of a schedule's events and bounds. */
    private static Optional<DateRange> timing(JsonNode timing) {
        Optional<DateRange> limits = period(timing.path("repeat").path("boundsPeriod"));
        for (JsonNode event : items(timing, "event")) {
            Optional<DateRange> time = event.isString() ? DateRange.parse(event.stringValue()) : Optional.empty();
            if (time.isPresent()) {
                DateRange one = time.get();
                limits = Optional.of(limits.map(
                        all -> new DateRange(Math.min(all.low(), one.low()), Math.max(all.high(), one.high())))
                        .orElse(one));
            }
        }
        return limits;
    }

    private static Optional<DateRange> dateIn(JsonNode node, String member) {
        return Optional.ofNullable(text(node, member)).flatMap(DateRange::parse);
    }

    private void reference(IndexPath path, JsonNode value) {
        if (value.isString()) {
            canonical(path, value.stringValue());
            return;
        }
        JsonNode identifier = value.get("identifier");
        if (identifier != null) {
            identifier(path.identifierNumber(), identifier);
        }
        String reference = text(value, "reference");
        if (reference != null && !reference.startsWith("#")) {
            ReferenceTarget target = ReferenceTarget.of(reference);
            entries.links().add(new IndexEntries.Link(path.targetNumber(target.type()), target.hash()));
        }
    }

    /** A canonical with a version is found with it and without. */
    private void canonical(IndexPath path, String canonical) {
        addLink(path.targetNumber(null), canonical);
        int bar = canonical.indexOf('|');
        if (bar > 0) {
            addLink(path.targetNumber(null), canonical.substring(0, bar));
        }
    }

    private void uri(int path, JsonNode value) {
        if (value.isString()) {
            addLink(path, value.stringValue());
        }
    }

    private void addLink(int path, String uri) {
        entries.links().add(new IndexEntries.Link(path, Hash.value(uri)));
    }

    private static Iterable<JsonNode> items(JsonNode node, String member) {
        JsonNode value = node.get(member);
        return value == null ? List.of() : value.isArray() ? value : List.of(value);
    }

    private static @Nullable String text(JsonNode node, String member) {
        JsonNode value = node.get(member);
        return value != null && value.isString() ? value.stringValue() : null;
    }
}
