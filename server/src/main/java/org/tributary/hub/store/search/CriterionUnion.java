package org.tributary.hub.store.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.tributary.hub.store.search.Criterion.Place;

/**
 * Makes one criterion of what one parameter means for several resource types. Index rows tell by their paths which type
 * they are of, so criteria that differ only in paths become one over the paths of all, which one search of the index
 * answers.
 */
final class CriterionUnion {

    private CriterionUnion() {
    }

    /** What meets one of these, of which each leads to a type of its own. */
    static Criterion any(List<Criterion> criteria) {
        return merged(criteria).orElseGet(() -> new Criterion.AnyOf(criteria));
    }

    /** What a resource of one of these types must meet. */
    static Criterion ofTypes(SortedMap<String, Criterion> byType) {
        return merged(List.copyOf(byType.values())).orElseGet(() -> new Criterion.OfType(byType));
    }

    private static Optional<Criterion> merged(List<Criterion> criteria) {
        Optional<Criterion> all = Optional.of(criteria.getFirst());
        for (Criterion next : criteria.subList(1, criteria.size())) {
            all = all.flatMap(before -> merged(before, next));
        }
        return all;
    }

    private static Optional<Criterion> merged(Criterion a, Criterion b) {
        if (a.equals(b)) {
            return Optional.of(a);
        }
        if (a instanceof Criterion.Tokens one && b instanceof Criterion.Tokens other && one.any().equals(other.any())
                && one.negated() == other.negated()) {
            return Optional.of(new Criterion.Tokens(both(one.paths(), other.paths()), one.any(), one.negated(),
                    one.identifying() && other.identifying()));
        }
        if (a instanceof Criterion.Texts one && b instanceof Criterion.Texts other && one.any().equals(other.any())) {
            return Optional.of(new Criterion.Texts(both(one.paths(), other.paths()), one.any()));
        }
        if (a instanceof Criterion.Dates one && b instanceof Criterion.Dates other && one.any().equals(other.any())) {
            return Optional.of(new Criterion.Dates(both(one.paths(), other.paths()), one.any()));
        }
        if (a instanceof Criterion.Links one && b instanceof Criterion.Links other) {
            // A link's path tells the type of its target, and so does the target's number.
            return Optional.of(new Criterion.Links(both(one.paths(), other.paths()),
                    both(one.targets(), other.targets())));
        }
        if (a instanceof Criterion.Missing one && b instanceof Criterion.Missing other
                && one.missing() == other.missing()) {
            List<Place> places = both(one.places(), other.places());
            return Optional.of(new Criterion.Missing(places, one.missing()));
        }
        return mergedJoins(a, b);
    }

    private static Optional<Criterion> mergedJoins(Criterion a, Criterion b) {
        if (a instanceof Criterion.Named one && b instanceof Criterion.Named other) {
            return Optional.of(new Criterion.Named(both(one.targets(), other.targets())));
        }
        if (a instanceof Criterion.Chain one && b instanceof Criterion.Chain other) {
            return one.hop()
                    .with(other.hop())
                    .flatMap(hop -> merged(one.met(), other.met()).map(met -> new Criterion.Chain(hop, met)));
        }
        if (a instanceof Criterion.Has one && b instanceof Criterion.Has other && one.met().equals(other.met())) {
            return one.hop().with(other.hop()).map(hop -> new Criterion.Has(hop, one.met()));
        }
        return Optional.empty();
    }

    private static <T> List<T> both(List<T> some, List<T> others) {
        Set<T> all = new LinkedHashSet<>(some);
        all.addAll(others);
        return new ArrayList<>(all);
    }
}
