package org.tributary.hub.fhir.terminology;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.conformance.Definitions;
import org.tributary.hub.store.CanonicalReader;
import org.tributary.hub.store.CanonicalReader.Current;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.StoredResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds code systems, value sets and concept maps by URL: the hub's own, then R4's, then those that the caller sees
 * among the resources, so that nobody redefines for others what R4 says. What was read is kept, up to some hundred
 * thousand concepts; whether a caller may see it is asked each time.
 */
@Component
final class Library {

    /** About 400 bytes of heap each. */
    private static final int MOST_CONCEPTS = 250_000;

    private final Definitions definitions;
    private final CanonicalReader canonicals;
    private final ResourceReader resources;
    private final Map<String, Object> kept = new LinkedHashMap<>(64, 0.75f, true);
    private int keptConcepts;

    Library(Definitions definitions, CanonicalReader canonicals, ResourceReader resources) {
        this.definitions = definitions;
        this.canonicals = canonicals;
        this.resources = resources;
    }

    /**
     * @throws NotLoaded
     *             when there is none that the caller may see
     */
    CodeSystemContent codeSystem(ReadTransaction transaction, String canonical) {
        return findCodeSystem(transaction, canonical).orElseThrow(() -> new NotLoaded("CodeSystem", canonical));
    }

    Optional<CodeSystemContent> findCodeSystem(ReadTransaction transaction, String canonical) {
        String url = url(canonical);
        Optional<IBaseResource> own = builtIn(support -> support.fetchCodeSystem(url));
        if (own.isPresent()) {
            return Optional.of(keep("R4 CodeSystem " + url, () -> CodeSystemContent.read(json(own.get()))));
        }
        return stored(transaction, "CodeSystem", "url", url).stream()
                .map(current -> codeSystem(transaction, current))
                .flatMap(Optional::stream)
                .filter(system -> hasVersion(canonical, system.find("version").orElse("")))
                .findFirst();
    }

    /** A stored CodeSystem by its id. */
    Optional<CodeSystemContent> findCodeSystem(ReadTransaction transaction, ResourceKey key) {
        return resources.find(transaction, key)
                .filter(resource -> !resource.deleted())
                .flatMap(resource -> codeSystem(transaction, new Current(key, resource.version())));
    }

    private Optional<CodeSystemContent> codeSystem(ReadTransaction transaction, Current current) {
        return kept(transaction, current, CodeSystemContent.class, CodeSystemContent::read);
    }

    /**
     * @throws NotLoaded
     *             when there is none that the caller may see
     */
    JsonNode valueSet(ReadTransaction transaction, String canonical) {
        String url = url(canonical);
        Optional<IBaseResource> own = builtIn(support -> support.fetchValueSet(url));
        if (own.isPresent()) {
            return keep("R4 ValueSet " + url, () -> JsonMapper.shared().readTree(json(own.get())));
        }
        return stored(transaction, "ValueSet", "url", url).stream()
                .map(current -> tree(transaction, current))
                .flatMap(Optional::stream)
                .filter(set -> hasVersion(canonical, set.path("version").asString("")))
                .findFirst()
                .orElseThrow(() -> new NotLoaded("ValueSet", canonical));
    }

    /** The concept maps of that URL. */
    List<JsonNode> listMaps(ReadTransaction transaction, String canonical) {
        List<JsonNode> maps = new ArrayList<>(hubMaps().stream()
                .filter(map -> map.path("url").asString("").equals(url(canonical)))
                .toList());
        maps.addAll(trees(transaction, "url", url(canonical)));
        maps.removeIf(map -> !hasVersion(canonical, map.path("version").asString("")));
        return maps;
    }

    /** The concept maps that lead from a code system, or with {@code reverse} to it. */
    List<JsonNode> listMapsOf(ReadTransaction transaction, String system, boolean reverse) {
        List<JsonNode> maps = new ArrayList<>(hubMaps().stream()
                .filter(map -> map.path("group")
                        .valueStream()
                        .anyMatch(group -> group.path(reverse ? "target" : "source").asString("").equals(system)))
                .toList());
        maps.addAll(trees(transaction, reverse ? "target-system" : "source-system", system));
        return maps;
    }

    Optional<JsonNode> findTree(ReadTransaction transaction, ResourceKey key) {
        return read(transaction, key).map(resource -> JsonMapper.shared().readTree(resource.json()));
    }

    private List<JsonNode> trees(ReadTransaction transaction, String parameter, String uri) {
        return stored(transaction, "ConceptMap", parameter, uri).stream()
                .map(current -> tree(transaction, current))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<JsonNode> tree(ReadTransaction transaction, Current current) {
        return kept(transaction, current, JsonNode.class, JsonMapper.shared()::readTree);
    }

    /** What a version was read as before, else what it is read as now. */
    private <T> Optional<T> kept(ReadTransaction transaction, Current current, Class<T> kind,
            Function<byte[], T> reading) {
        String name = current.key().reference() + ' ' + current.version();
        T known = kind.cast(find(name));
        return known != null
                ? Optional.of(known)
                : read(transaction, current.key())
                        .map(resource -> keep(name, () -> reading.apply(resource.json())));
    }

    private List<JsonNode> hubMaps() {
        return keep("hub ConceptMaps",
                () -> JsonMapper.shared()
                        .createArrayNode()
                        .addAll(definitions.listMaps()
                                .stream()
                                .map(map -> JsonMapper.shared().readTree(json(map)))
                                .toList()))
                .valueStream()
                .toList();
    }

    private List<Current> stored(ReadTransaction transaction, String type, String parameter, String uri) {
        return transaction.caller().may(Interaction.READ, type)
                ? canonicals.list(transaction, type, parameter, uri)
                : List.of();
    }

    private Optional<StoredResource> read(ReadTransaction transaction, ResourceKey key) {
        return resources.find(transaction, key).filter(resource -> !resource.deleted());
    }

    private interface Fetch {
        @Nullable
        IBaseResource from(IValidationSupport support);
    }

    private Optional<IBaseResource> builtIn(Fetch fetch) {
        return Optional.ofNullable(fetch.from(definitions.hub()))
                .or(() -> Optional.ofNullable(fetch.from(definitions.r4())));
    }

    private static byte[] json(IBaseResource resource) {
        return FhirContext.forR4Cached()
                .newJsonParser()
                .encodeResourceToString(resource)
                .getBytes(StandardCharsets.UTF_8);
    }

    static String url(String canonical) {
        int bar = canonical.indexOf('|');
        return bar < 0 ? canonical : canonical.substring(0, bar);
    }

    private static boolean hasVersion(String canonical, String version) {
        int bar = canonical.indexOf('|');
        return bar < 0 || canonical.substring(bar + 1).equals(version);
    }

    private @Nullable Object find(String name) {
        synchronized (kept) {
            return kept.get(name);
        }
    }

    /** Two that miss the same at once both read it: rare, and better than that others wait. */
    @SuppressWarnings("unchecked")
    private <T> T keep(String name, Supplier<T> reading) {
        Object known = find(name);
        if (known != null) {
            return (T) known;
        }
        T read = reading.get();
        synchronized (kept) {
            if (kept.put(name, read) == null) {
                keptConcepts += weight(read);
            }
            Iterator<Object> eldest = kept.values().iterator();
            while (keptConcepts > MOST_CONCEPTS && kept.size() > 1) {
                keptConcepts -= weight(eldest.next());
                eldest.remove();
            }
        }
        return read;
    }

    private static int weight(@Nullable Object kept) {
        return switch (kept) {
            case CodeSystemContent system -> 20 + system.concepts().size();
            case JsonNode tree -> 20 + weight(tree);
            case null, default -> 20;
        };
    }

    private static int weight(JsonNode valueSetOrMap) {
        int weight = 0;
        for (JsonNode include : valueSetOrMap.path("compose").path("include")) {
            weight += 3 * include.path("concept").size();
        }
        weight += 3 * valueSetOrMap.path("expansion").path("contains").size();
        for (JsonNode group : valueSetOrMap.path("group")) {
            weight += 6 * group.path("element").size();
        }
        return weight;
    }
}
