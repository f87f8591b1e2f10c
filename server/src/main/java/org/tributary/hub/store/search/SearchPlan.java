package org.tributary.hub.store.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.tributary.hub.access.ReadStatement.Planned;
import org.tributary.hub.store.index.RecordLink;
import org.tributary.hub.store.search.Criterion.Table;

/** How a search is gone about. */
final class SearchPlan {

    /** More would take longer to write than to look up one by one. */
    private static final int MAX_IN_RECORD = 100;
    private static final int LINK = 20;
    private static final int TEXT = 30;

    private SearchPlan() {
    }

    /**
     * The criterion whose index rows lead to the resources, the others being asked about each; empty when the table of
     * resources is gone through itself, by id or in the order of time.
     */
    static Optional<Criterion> driver(List<Criterion> criteria) {
        return criteria.stream().anyMatch(Criterion.Ids.class::isInstance)
                ? Optional.empty()
                : criteria.stream()
                        .filter(criterion -> rank(criterion) < Integer.MAX_VALUE)
                        .min(Comparator.comparingInt(SearchPlan::rank));
    }

    /**
     * A lone criterion that an index answers with the rows of one record or name is met in the same way whatever is
     * asked; with more, and with texts and times, the way hangs on what is asked.
     */
    static Planned planned(List<Criterion> criteria) {
        return criteria.size() == 1 && rank(criteria.getFirst()) <= LINK ? Planned.ONCE : Planned.AS_USUAL;
    }

    /**
     * The criteria with the patient and one code asked for together, where one look into the index finds both. Of
     * several tokens the one with a system is taken: a plain code is mostly one of few, such as a status.
     */
    static List<Criterion> withinRecord(List<String> types, List<Criterion> criteria) {
        OptionalInt path = types.size() == 1 ? RecordLink.path(types.getFirst()) : OptionalInt.empty();
        Optional<Criterion.Links> patient = best(criteria, Criterion.Links.class,
                links -> path.isPresent() && links.paths().equals(List.of(path.getAsInt())));
        Optional<Criterion.Tokens> code = best(criteria, Criterion.Tokens.class, SearchPlan::isCoded);
        if (patient.isEmpty() || code.isEmpty()
                || patient.get().targets().size() * code.get().any().size() > MAX_IN_RECORD) {
            return criteria;
        }
        List<Criterion> together = new ArrayList<>(criteria);
        together.remove(patient.get());
        together.remove(code.get());
        together.add(new Criterion.InRecord(patient.get().targets(), code.get()));
        return together;
    }

    private static <C extends Criterion> Optional<C> best(List<Criterion> criteria, Class<C> kind,
            Predicate<C> wanted) {
        return criteria.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(wanted)
                .min(Comparator.comparing(SearchPlan::hasSystem).reversed());
    }

    private static boolean isCoded(Criterion.Tokens tokens) {
        return !tokens.negated() && tokens.any().stream().allMatch(value -> value.code().isPresent());
    }

    private static boolean hasSystem(Criterion criterion) {
        return criterion instanceof Criterion.Tokens tokens
                && tokens.any().stream().allMatch(value -> value.system().isPresent());
    }

    /**
     * How well a criterion tells resources apart, best first; the largest number for what cannot drive. A join drives
     * if its innermost criterion tells very few resources; of others PostgreSQL finds out by its statistics where to
     * begin.
     */
    private static int rank(Criterion criterion) {
        return switch (criterion) {
            case Criterion.Tokens tokens when tokens.negated() -> Integer.MAX_VALUE;
            case Criterion.Tokens tokens when tokens.identifying() -> 10;
            case Criterion.Links links -> LINK;
            case Criterion.Texts texts -> TEXT;
            case Criterion.Tokens tokens -> 40;
            case Criterion.Dates dates -> 50;
            case Criterion.Valued valued -> ValueSql.rank(valued);
            case Criterion.Ids ids -> Integer.MAX_VALUE;
            case Criterion.LastUpdated time -> Integer.MAX_VALUE;
            case Criterion.Missing missing -> Integer.MAX_VALUE;
            case Criterion.Named named -> 5;
            case Criterion.Chain chain -> rankOfJoin(chain.met());
            case Criterion.Has has -> rankOfJoin(has.met());
            case Criterion.AnyOf any -> any.any().stream().mapToInt(SearchPlan::rank).max().orElse(Integer.MAX_VALUE);
            case Criterion.OfType type -> Integer.MAX_VALUE;
        };
    }

    private static int rankOfJoin(Criterion met) {
        int rank = rank(met);
        return rank > TEXT + 9 ? Integer.MAX_VALUE : rank + 3;
    }

    /** The table with a driver's rows. */
    static Table table(Criterion criterion) {
        return switch (criterion) {
            case Criterion.Tokens tokens -> Table.TOKEN;
            case Criterion.Links links -> Table.LINK;
            case Criterion.Texts texts -> Table.TEXT;
            case Criterion.Dates dates -> Table.SPAN;
            case Criterion.Valued valued -> throw new IllegalStateException("It writes its own rows");
            case Criterion.Ids ids -> throw new IllegalStateException("Ids have no index table");
            case Criterion.LastUpdated time -> throw new IllegalStateException("Times have no index table");
            case Criterion.Missing missing -> throw new IllegalStateException("A missing value has no row");
            case Criterion.Join join -> throw new IllegalStateException("A join has several tables");
        };
    }
}
