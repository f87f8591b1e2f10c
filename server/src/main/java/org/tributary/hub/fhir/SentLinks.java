package org.tributary.hub.fhir;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.RelativeUrl;
import org.tributary.hub.ingest.DependentWrites.Sight;
import org.tributary.hub.store.LinkRewriting;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceTypes;
import org.tributary.hub.store.ResourceWrite;
import tools.jackson.databind.JsonNode;

/**
 * The links of what is written. Within a transaction (R4, Bundle, "resolving references" and RESTful API, "transaction
 * processing rules") a link that is the fullUrl of an entry becomes the reference of what the entry writes: references
 * by any fullUrl, elements of type uri and narratives by fullUrls that are URNs, since other URLs in them may mean just
 * what they say. A conditional reference becomes the reference of its one match among what is there once the
 * transaction's own writes are done. Everywhere, a reference by the hub's own URL becomes the relative one that means
 * the same (R4, section 2.3.0.1), so that searches, compartments and timelines have its resource in the right record.
 */
final class SentLinks {

    private static final Pattern RELATIVE = Pattern.compile("[A-Z][A-Za-z]+/[A-Za-z0-9\\-.]{1,64}");
    private static final Pattern RELATIVE_OR_VERSION = Pattern
            .compile(RELATIVE + "(?:/_history/[A-Za-z0-9\\-.]{1,64})?");
    private static final Pattern NARRATIVE_LINK = Pattern
            .compile("(\\b(?:href|src)\\s*=\\s*[\"'])(urn:[^\"']+)");

    private final boolean inBundle;
    private final String base;
    private final Conditions search;
    private final Map<String, Condition> conditional;
    private final Map<String, String> referenceByFullUrl = new HashMap<>();
    private final Map<String, String> referenceByCondition = new HashMap<>();

    private SentLinks(boolean inBundle, String base, Conditions search, Map<String, Condition> conditional) {
        this.inBundle = inBundle;
        this.base = base + '/';
        this.search = search;
        this.conditional = conditional;
    }

    /**
     * Of an interaction that came alone.
     *
     * @param base
     *            the hub's URL, as the caller knows it
     */
    static SentLinks alone(String base, Conditions search) {
        return new SentLinks(false, base, search, Map.of());
    }

    /** Of a transaction; its conditional references are understood at once, and refused where they are wrong. */
    static SentLinks within(Collection<ResourceBody> bodies, String base, Caller caller, Conditions search) {
        Map<String, Condition> conditional = new LinkedHashMap<>();
        for (ResourceBody body : bodies) {
            forEachConditional(body.tree(), reference -> conditional.computeIfAbsent(reference, text -> {
                int mark = text.indexOf('?');
                return search.of(caller, text.substring(0, mark), RelativeUrl.parse(text).parameters());
            }));
        }
        return new SentLinks(true, base, search, conditional);
    }

    private static void forEachConditional(JsonNode node, Consumer<String> consumer) {
        if (node.isContainer()) {
            String reference = node.path("reference").asString("");
            int mark = reference.indexOf('?');
            if (mark > 0 && ResourceTypes.isKnown(reference.substring(0, mark))) {
                consumer.accept(reference);
            }
            node.forEach(child -> forEachConditional(child, consumer));
        }
    }

    boolean areConditional() {
        return !conditional.isEmpty();
    }

    /** What the entry of a fullUrl writes. */
    void put(String fullUrl, ResourceKey key) {
        String earlier = referenceByFullUrl.put(fullUrl, key.reference());
        if (earlier != null) {
            throw FhirRefusal.invalid("Two entries that write %s and %s have the same fullUrl".formatted(earlier,
                    key.reference()));
        }
    }

    /**
     * The resource with its links to other entries resolved; conditional references stay for now.
     *
     * @param fullUrl
     *            of the entry that the resource came in: relative references are relative to its base
     */
    ResourceBody resolveLinks(ResourceBody body, Optional<String> fullUrl) {
        return inBundle
                ? body.withLinks((kind, text) -> switch (kind) {
                    case REFERENCE -> relative(resolveReference(text, fullUrl));
                    case URI -> text.startsWith("urn:") ? referenceByFullUrl.getOrDefault(text, text) : text;
                    case NARRATIVE -> text.contains("urn:") ? resolveNarrative(text) : text;
                })
                : relative(body);
    }

    /** The resource with its references by the hub's own URL made relative. */
    ResourceBody relative(ResourceBody body) {
        return body.contains(base)
                ? body.withLinks((kind, text) -> kind == LinkRewriting.Kind.REFERENCE ? relative(text) : text)
                : body;
    }

    private String relative(String reference) {
        if (!reference.startsWith(base)) {
            return reference;
        }
        String path = reference.substring(base.length());
        return RELATIVE_OR_VERSION.matcher(path).matches() ? path : reference;
    }

    private String resolveReference(String reference, Optional<String> fullUrl) {
        String written = referenceByFullUrl.get(reference);
        if (written == null && RELATIVE.matcher(reference).matches() && fullUrl.isPresent()) {
            written = referenceByFullUrl.get(baseOf(fullUrl.get()) + reference);
        }
        if (written != null) {
            return written;
        }
        if (reference.startsWith("urn:uuid:") || reference.startsWith("urn:oid:")) {
            throw FhirRefusal.invalid("No entry of the Bundle has the fullUrl that a reference names: "
                    + FhirRefusal.shorten(reference));
        }
        return reference;
    }

    private String resolveNarrative(String xhtml) {
        return NARRATIVE_LINK.matcher(xhtml)
                .replaceAll(link -> Matcher.quoteReplacement(link.group(1)
                        + referenceByFullUrl.getOrDefault(link.group(2), link.group(2))));
    }

    /** {@code https://example.org/fhir/} of {@code https://example.org/fhir/Patient/1}; empty for other URLs. */
    private static String baseOf(String fullUrl) {
        int id = fullUrl.lastIndexOf('/');
        int type = id < 0 ? -1 : fullUrl.lastIndexOf('/', id - 1);
        return type < 0 ? "" : fullUrl.substring(0, type + 1);
    }

    /** Finds what the conditional references refer to once these writes are done. */
    void resolve(Sight sight, List<ResourceWrite> writes) {
        Map<String, String> matches = concerns(writes)
                ? sight.lookAfter(writes, this::findMatches)
                : sight.look(this::findMatches);
        referenceByCondition.putAll(matches);
    }

    /** Whether the transaction's own writes can change what the conditions match. */
    private boolean concerns(List<ResourceWrite> writes) {
        Set<String> written = writes.stream().map(write -> write.key().type()).collect(Collectors.toSet());
        return conditional.values()
                .stream()
                .anyMatch(condition -> written.contains(condition.type()) || condition.criteria()
                        .stream()
                        .anyMatch(criterion -> criterion.name().contains(".") || criterion.name().startsWith("_has")));
    }

    private Map<String, String> findMatches(ReadTransaction transaction) {
        Map<String, String> matches = new HashMap<>();
        conditional.forEach((reference, condition) -> matches.put(reference,
                search.findOne(transaction, condition)
                        .map(match -> match.key().reference())
                        .orElseThrow(() -> FhirRefusal.of(412, IssueType.NOTFOUND,
                                "A conditional reference matches no " + condition.type()))));
        return matches;
    }

    /** The write with its conditional references resolved. */
    ResourceWrite withMatches(ResourceWrite write) {
        return switch (write) {
            case ResourceWrite.Put put -> new ResourceWrite.Put(put.key(),
                    put.body()
                            .withLinks((kind, text) -> kind == LinkRewriting.Kind.REFERENCE
                                    ? referenceByCondition.getOrDefault(text, text)
                                    : text),
                    put.ifMatch(), put.method());
            case ResourceWrite.Delete delete -> delete;
        };
    }
}
