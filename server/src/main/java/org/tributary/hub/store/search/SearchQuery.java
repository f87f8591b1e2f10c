package org.tributary.hub.store.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tributary.hub.access.ReadStatement.Planned;
import org.tributary.hub.store.index.IndexKind;

/**
 * A search, understood and checked.
 *
 * @param types
 *            whose resources are searched, at least one unless the caller may search none
 * @param persons
 *            each the ids of persons, to any of whom what is found belongs; spelled out by {@link #among} before it is
 *            run
 * @param sorts
 *            most significant first; the store's own number of the resource settles what they leave open
 * @param count
 *            how many matches a page has at most; 0 asks for the total only
 * @param fingerprint
 *            equal for searches that differ only in page, page size and total
 */
public record SearchQuery(List<String> types, List<Criterion> criteria, List<List<String>> persons, List<Sort> sorts,
        List<Include> includes, int count, Total counted, Optional<Cursor> cursor, long fingerprint) {

    public SearchQuery {
        types = List.copyOf(types);
        includes = List.copyOf(includes);
        criteria = List.copyOf(criteria);
        persons = List.copyOf(persons);
        sorts = List.copyOf(sorts);
    }

    /** How matches are counted. */
    public enum Total {
        /** Not at all. */
        NONE,
        /** Where the one page tells: what nobody asked for otherwise. */
        IF_WHOLE,
        /** To {@value #ESTIMATED_TO} at most. */
        ESTIMATE,
        /** All. */
        ACCURATE
    }

    static final int ESTIMATED_TO = 10_000;

    /** Whether the matches must be counted. */
    public boolean total() {
        return counted == Total.ESTIMATE || counted == Total.ACCURATE;
    }

    /** Whether {@link SearchSql#write} is all there is to it. */
    public boolean isOneStatement() {
        return persons.isEmpty() && includes.isEmpty()
                && (count == 0 || SortWalk.of(this).filter(walk -> !walk.isPast(cursor)).isEmpty());
    }

    /** How its statement is best planned. */
    public Planned planned() {
        return SearchPlan.planned(criteria);
    }

    /**
     * The same search with its persons spelled out.
     *
     * @param patients
     *            for each of {@link #persons} the logical ids of the source Patients that they are
     */
    public SearchQuery among(List<List<String>> patients) {
        List<Criterion> more = new ArrayList<>(criteria);
        patients.forEach(ids -> more.add(PersonMembership.of(ids, types)));
        return new SearchQuery(types, SearchPlan.withinRecord(types, more), List.of(), sorts, includes, count, counted,
                cursor, fingerprint);
    }

    /** The same search among resources without a value in these places; their order begins where the cursor's does. */
    SearchQuery behind(List<Criterion.Place> places) {
        List<Criterion> more = new ArrayList<>(criteria);
        more.add(new Criterion.Missing(places, true));
        return new SearchQuery(types, more, persons, sorts, includes, count, Total.NONE, Optional.empty(), fingerprint);
    }

    /** What matches are ordered by. */
    public sealed interface Sort {

        boolean descending();
    }

    public record ByLastUpdated(boolean descending) implements Sort {
    }

    public record ById(boolean descending) implements Sort {
    }

    /** By its smallest value, descending by its largest; without any it comes last. */
    public record ByValue(IndexKind kind, List<Integer> paths, boolean descending) implements Sort {

        public ByValue {
            paths = List.copyOf(paths);
        }
    }

    /** By the start of the earliest of its times, descending by that of the latest; without any it comes last. */
    public record ByDate(List<Integer> paths, boolean descending) implements Sort {

        public ByDate {
            paths = List.copyOf(paths);
        }
    }
}
