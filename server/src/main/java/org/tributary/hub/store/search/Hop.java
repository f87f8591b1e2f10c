package org.tributary.hub.store.search;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tributary.hub.store.index.IndexKind;
import org.tributary.hub.store.index.IndexPath;
import org.tributary.hub.store.index.ParameterCatalog;
import org.tributary.hub.store.index.ParameterDefinition;

/**
 * How references lead from resources to others: by rows of {@code index_link}, whose paths tell both types.
 *
 * @param paths
 *            of the rows that carry the number of the resource they refer to
 * @param canonicals
 *            of the rows that carry a URL
 * @param urls
 *            of the rows by which the resources that are referred to tell their own URLs; none without canonicals
 */
public record Hop(List<Integer> paths, List<Integer> canonicals, List<Integer> urls) {

    static final Hop NOWHERE = new Hop(List.of(), List.of(), List.of());

    public Hop {
        paths = List.copyOf(paths);
        canonicals = List.copyOf(canonicals);
        urls = List.copyOf(urls);
    }

    /** The references of a parameter to resources of one type. */
    static Hop of(ParameterDefinition.Indexed reference, String target) {
        List<Integer> urls = reference.paths().stream().anyMatch(IndexPath::holdsUrls) ? urls(target) : List.of();
        return new Hop(
                reference.paths()
                        .stream()
                        .filter(IndexPath::holdsReferences)
                        .map(path -> path.targetNumber(target))
                        .toList(),
                urls.isEmpty()
                        ? List.of()
                        : reference.paths()
                                .stream()
                                .filter(IndexPath::holdsUrls)
                                .map(path -> path.targetNumber(null))
                                .toList(),
                urls);
    }

    /** The references of Lists to resources of a type. */
    static List<Integer> membersOfLists(String type) {
        return ParameterCatalog.shared().parametersOf("List").get("item") instanceof ParameterDefinition.Indexed item
                ? item.paths().stream().map(path -> path.targetNumber(type)).toList()
                : List.of();
    }

    private static List<Integer> urls(String type) {
        return ParameterCatalog.shared().parametersOf(type).get("url") instanceof ParameterDefinition.Indexed url
                && url.kind() == IndexKind.URI ? url.paths().stream().map(IndexPath::number).toList() : List.of();
    }

    /** Both; empty when that would also lead where neither leads. */
    Optional<Hop> with(Hop other) {
        boolean apart = canonicals.isEmpty() || other.canonicals.isEmpty() || canonicals.equals(other.canonicals)
                || urls.equals(other.urls);
        return apart ? Optional.of(all(List.of(this, other))) : Optional.empty();
    }

    /** All of them; a canonical may then lead to a type that only another's canonicals lead to. */
    static Hop all(Collection<Hop> hops) {
        Set<Integer> paths = new LinkedHashSet<>();
        Set<Integer> canonicals = new LinkedHashSet<>();
        Set<Integer> urls = new LinkedHashSet<>();
        hops.forEach(hop -> {
            paths.addAll(hop.paths);
            canonicals.addAll(hop.canonicals);
            urls.addAll(hop.urls);
        });
        return new Hop(List.copyOf(paths), List.copyOf(canonicals), List.copyOf(urls));
    }

    boolean isEmpty() {
        return paths.isEmpty() && canonicals.isEmpty();
    }
}
