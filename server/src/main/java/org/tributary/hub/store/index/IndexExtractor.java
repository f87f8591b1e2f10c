package org.tributary.hub.store.index;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds in a resource's JSON tree what search parameters compare. The tree must have passed the structural check. */
public final class IndexExtractor {

    /** To be raised with every change of the rows that a resource has: the hub then makes those of older ones anew. */
    public static final int VERSION = 1;

    /** The parts of a HumanName and of an Address; no part of one is something else in the other. */
    private static final List<String> TEXT_PARTS = List.of("text", "family", "given", "prefix", "suffix", "line",
            "city", "district", "state", "postalCode", "country");
    /** More of a URI is not compared but by its hash. */
    private static final int LONGEST_URI = 500;

    private final IndexEntries entries = new IndexEntries();
    private final TokenExtractor tokens = new TokenExtractor(entries);

    private IndexExtractor() {
    }

    /** The index rows of a resource of this type, as R4's own parameters have them. */
    public static IndexEntries extract(String type, JsonNode resource) {
        return extract(ParameterCatalog.shared().planOf(type), type, resource);
    }

    /** The index rows of a resource of this type, by the plan for it. */
    public static IndexEntries extract(IndexPlan plan, String type, JsonNode resource) {
        IndexExtractor extractor = new IndexExtractor();
        for (IndexPlan.Indexing indexing : plan.indexings()) {
            extractor.path(indexing, resource);
        }
        extractor.entries.words().addAll(Words.narrative(resource));
        extractor.entries.setPatient(PatientCompartment.shared().findOwner(type, resource));
        extractor.entries.setRecordLink(RecordLink.patient(type, extractor.entries));
        return extractor.entries;
    }

    private void path(IndexPlan.Indexing indexing, JsonNode resource) {
        IndexPath path = indexing.path();
        if (path.presence()) {
            boolean[] there = new boolean[1];
            path.routes().forEach(route -> route.visit(resource, value -> {
                there[0] |= !value.isBoolean() || value.booleanValue();
            }));
            tokens.add(path.number(), null, Boolean.toString(there[0]), IndexEntries.ALONE);
            return;
        }
        for (Route route : path.routes()) {
            if (indexing.elements()) {
                route.visitElements(resource, (value, element) -> value(indexing, route, value, element));
            } else {
                route.visit(resource, value -> value(indexing, route, value, IndexEntries.ALONE));
            }
        }
    }

    private void value(IndexPlan.Indexing indexing, Route route, JsonNode value, int element) {
        IndexPath path = indexing.path();
        switch (path.kind()) {
            case TOKEN -> tokens.value(path, value, route.leaf().name(), element);
            case STRING -> string(path.number(), value);
            case DATE -> date(path.number(), value);
            case REFERENCE -> reference(path, value, element);
            case URI -> uri(path.number(), value);
            case NUMBER, QUANTITY ->
                QuantityReader.read(path.number(), value, element).ifPresent(entries.quantities()::add);
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

    private void reference(IndexPath path, JsonNode value, int element) {
        if (value.isString()) {
            canonical(path, value.stringValue());
            return;
        }
        String type = text(value, "resourceType");
        if (type != null) {
            contained(path, type, value);
            return;
        }
        JsonNode identifier = value.get("identifier");
        if (identifier != null) {
            tokens.add(path.identifierNumber(), text(identifier, "system"), text(identifier, "value"),
                    IndexEntries.ALONE);
        }
        String reference = text(value, "reference");
        if (reference != null && !reference.startsWith("#")) {
            ReferenceTarget target = ReferenceTarget.of(reference);
            entries.links().add(new IndexEntries.Link(path.targetNumber(target.type()), target.hash(), element));
        }
    }

    /** A resource within a Bundle counts as a reference to itself. */
    private void contained(IndexPath path, String type, JsonNode resource) {
        String id = text(resource, "id");
        entries.links()
                .add(new IndexEntries.Link(path.targetNumber(type),
                        ReferenceTarget.of(type + '/' + (id == null ? "" : id)).hash()));
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
            String uri = value.stringValue();
            addLink(path, uri);
            entries.spellings()
                    .add(new IndexEntries.Spelling(path, Hash.value(uri), TokenKey.NO_SYSTEM,
                            uri.substring(0, Math.min(uri.length(), LONGEST_URI))));
        }
    }

    private void addLink(int path, String uri) {
        entries.links().add(new IndexEntries.Link(path, Hash.value(uri)));
    }

    /** The values of a member that is one or several; none where there is no such member. */
    static Iterable<JsonNode> items(JsonNode node, String member) {
        JsonNode value = node.get(member);
        return value == null ? List.of() : value.isArray() ? value : List.of(value);
    }

    /** A member that is a string. */
    static @Nullable String text(JsonNode node, String member) {
        JsonNode value = node.get(member);
        return value != null && value.isString() ? value.stringValue() : null;
    }
}
