package org.tributary.hub.store.search;

import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tributary.hub.store.index.DateRange;

/**
 * One condition of a search. A resource must meet all of a search's criteria; of the values within one it must meet
 * any. Paths are the numbers that index rows carry.
 */
public sealed interface Criterion {

    /** By logical id. */
    record Ids(List<String> any) implements Criterion {

        public Ids {
            any = List.copyOf(any);
        }
    }

    /** By the time of the current version. */
    record LastUpdated(List<DateCondition> any) implements Criterion {

        public LastUpdated {
            any = List.copyOf(any);
        }
    }

    /**
     * @param negated
     *            whether no value may match
     * @param identifying
     *            whether the values are made to tell one thing from all others
     */
    record Tokens(List<Integer> paths, List<TokenValue> any, boolean negated,
            boolean identifying) implements Criterion {

        public Tokens {
            paths = List.copyOf(paths);
            any = List.copyOf(any);
        }
    }

    record Texts(List<Integer> paths, List<TextValue> any) implements Criterion {

        public Texts {
            paths = List.copyOf(paths);
            any = List.copyOf(any);
        }
    }

    record Dates(List<Integer> paths, List<DateCondition> any) implements Criterion {

        public Dates {
            paths = List.copyOf(paths);
            any = List.copyOf(any);
        }
    }

    /** References and URIs. */
    record Links(List<Integer> paths, List<Long> targets) implements Criterion {

        public Links {
            paths = List.copyOf(paths);
            targets = List.copyOf(targets);
        }
    }

    /**
     * @param missing
     *            whether there must be no value in any of the places, or one in some of them
     */
    record Missing(List<Place> places, boolean missing) implements Criterion {

        public Missing {
            places = List.copyOf(places);
        }
    }

    /** A condition on other resources, or on one of several kinds. */
    sealed interface Join extends Criterion {
    }

    /** Refers to a resource that meets a criterion. */
    record Chain(Hop hop, Criterion met) implements Join {
    }

    /** Is referred to by a resource that meets a criterion. */
    record Has(Hop hop, Criterion met) implements Join {
    }

    /** Is one of these, by the numbers that references to them carry. */
    record Named(List<Long> targets) implements Join {

        public Named {
            targets = List.copyOf(targets);
        }
    }

    /** Meets at least one of these. */
    record AnyOf(List<Criterion> any) implements Join {

        public AnyOf {
            any = List.copyOf(any);
        }
    }

    /** Meets what is asked of its type; resources of other types do not. */
    record OfType(SortedMap<String, Criterion> byType) implements Join {

        public OfType {
            byType = Collections.unmodifiableSortedMap(new TreeMap<>(byType));
        }
    }

    /** One that {@link ValueSql} writes. */
    sealed interface Valued extends Criterion {
    }

    record Numbers(List<Integer> paths, List<NumberCondition> any) implements Valued {

        public Numbers {
            paths = List.copyOf(paths);
            any = List.copyOf(any);
        }
    }

    /** Has some value in one of these places, the first of which counts for a composite; part of a composite. */
    record Present(List<Place> places) implements Valued {

        public Present {
            places = List.copyOf(places);
        }
    }

    /**
     * @param negated
     *            whether no element may have all the parts
     */
    record Composite(List<Conjunction> any, boolean negated) implements Valued {

        public Composite {
            any = List.copyOf(any);
        }
    }

    /** What must hold together. */
    record Conjunction(List<Part> parts) {

        public Conjunction {
            parts = List.copyOf(parts);
        }
    }

    /**
     * @param inElement
     *            whether it must hold in the same element as the others so marked
     */
    record Part(Criterion criterion, boolean inElement) {
    }

    /** A place within one of some circles, by the paths of its latitude and longitude. */
    record Near(int latitude, int longitude, List<Circle> any) implements Valued {

        public Near {
            any = List.copyOf(any);
        }
    }

    record Circle(double latitude, double longitude, double metres) {
    }

    /** Has one of these texts somewhere in a string, as {@link org.tributary.hub.store.index.StringKey} spells it. */
    record Containing(List<Integer> paths, List<String> any) implements Valued {

        public Containing {
            paths = List.copyOf(paths);
            any = List.copyOf(any);
        }
    }

    /**
     * Has a code or URI that is spelled so, or that such a text belongs to.
     *
     * @param table
     *            whose rows carry the hash of what is spelled
     * @param spellings
     *            the paths of the spellings; codes without such a path are found by their text alone
     */
    record Spelled(Table table, List<Integer> paths, List<Integer> spellings, List<TextValue> any) implements Valued {

        public Spelled {
            paths = List.copyOf(paths);
            spellings = List.copyOf(spellings);
            any = List.copyOf(any);
        }
    }

    /**
     * Has one of these codes.
     *
     * @param systems
     *            one for each code; none where codes are plain
     */
    record OneOf(List<Integer> paths, List<Long> codes, List<Long> systems, boolean negated) implements Valued {

        public OneOf {
            paths = List.copyOf(paths);
            codes = List.copyOf(codes);
            systems = List.copyOf(systems);
        }
    }

    /**
     * Belongs to the record of one of these patients and has one of these tokens, which all tell a code.
     *
     * @param patients
     *            what references to them carry
     */
    record InRecord(List<Long> patients, Tokens tokens) implements Valued {

        public InRecord {
            patients = List.copyOf(patients);
        }
    }

    /** Has all words of one of these sets. */
    record WordSets(List<List<Long>> any) implements Valued {

        public WordSets {
            any = List.copyOf(any);
        }
    }

    /** Is an item of one of these Lists, by their ids. */
    record Members(List<Integer> paths, List<String> lists) implements Valued {

        public Members {
            paths = List.copyOf(paths);
            lists = List.copyOf(lists);
        }
    }

    /** Where values are: an index table and paths in it. */
    record Place(Table table, List<Integer> paths) {

        public Place {
            paths = List.copyOf(paths);
        }
    }

    /** The tables of the index. */
    enum Table {
        TOKEN("index_token"), TEXT("index_text"), SPAN("index_span"), LINK("index_link"), QUANTITY("index_quantity");

        private final String sqlName;

        Table(String sqlName) {
            this.sqlName = sqlName;
        }

        String sqlName() {
            return sqlName;
        }
    }

    /** At least one of the two is there. */
    record TokenValue(OptionalLong code, OptionalLong system) {
    }

    sealed interface TextValue {
    }

    /** A beginning, as {@link org.tributary.hub.store.index.StringKey} spells it. */
    record Prefix(String key) implements TextValue {
    }

    /** A whole text. */
    record Exact(String key, long hash) implements TextValue {
    }

    /** How a resource's time is to lie to the one in the query (R4, section "Prefixes" of Search). */
    enum Comparison {
        EQ, NE, GT, LT, GE, LE, SA, EB, AP
    }

    record DateCondition(Comparison comparison, DateRange range) {
    }
}
