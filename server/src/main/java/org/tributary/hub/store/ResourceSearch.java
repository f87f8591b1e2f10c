package org.tributary.hub.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReadStatement;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.Release;
import org.tributary.hub.store.index.ParameterCatalog;
import org.tributary.hub.store.search.Cursor;
import org.tributary.hub.store.search.QueryParser;
import org.tributary.hub.store.search.SearchQuery;
import org.tributary.hub.store.search.SearchSql;
import org.tributary.hub.store.search.SearchSupport;

/**
 * Search over current resources by R4's parameters of every type, by {@code _id}, {@code _lastUpdated}, {@code _text},
 * {@code _content} (a setting), {@code _list} and {@code _person}, also of resources that a match refers to (chains) or
 * that refer to it ({@code _has}); over one type, several ({@code _type}) or a compartment. {@code _include} and
 * {@code _revinclude}; {@code _sort} by any parameter that has an order; {@code _count} (20 unless said, at most 1000;
 * 0 counts only), {@code _total} and {@code _cursor}. What else R4 knows is refused by name.
 */
@Component
public final class ResourceSearch {

    /**
     * One parameter of a query, decoded.
     *
     * @param name
     *            with its modifier, e.g. {@code family:exact}
     */
    public record Parameter(String name, String value) {
    }

    private final SearchSupport support;
    private final CustomParameters parameters;
    private final Optional<CodeSets.Source> codeSets;
    private final Optional<PersonPatients> persons;
    private final int maximumIncluded;

    @Autowired
    ResourceSearch(StoreSettings settings, Optional<CodeSets.Source> codeSets, CustomParameters parameters,
            Optional<PersonPatients> persons) {
        this(support(InstantSource.system(), settings, persons.isPresent()), parameters, codeSets, persons,
                IncludedResources.MAX_INCLUDED);
    }

    ResourceSearch(StoreSettings settings, Optional<CodeSets.Source> codeSets) {
        this(settings, codeSets, CustomParameters.none(), Optional.empty());
    }

    public ResourceSearch() {
        this(InstantSource.system(), IncludedResources.MAX_INCLUDED);
    }

    ResourceSearch(InstantSource clock, int maximumIncluded) {
        this(support(clock, new StoreSettings(false), false), CustomParameters.none(), Optional.empty(),
                Optional.empty(), maximumIncluded);
    }

    private static SearchSupport support(InstantSource clock, StoreSettings settings, boolean persons) {
        return new SearchSupport(clock, Optional.empty(), persons, settings.contentIndex(), ParameterCatalog.shared());
    }

    private ResourceSearch(SearchSupport support, CustomParameters parameters, Optional<CodeSets.Source> codeSets,
            Optional<PersonPatients> persons, int maximumIncluded) {
        this.support = support;
        this.parameters = parameters;
        this.codeSets = codeSets;
        this.persons = persons;
        this.maximumIncluded = maximumIncluded;
    }

    /**
     * Understands a query on one resource type.
     *
     * @throws SearchRefused
     *             naming what is wrong or not supported
     */
    public CompiledSearch compile(String type, List<Parameter> query) {
        return compile(SearchTarget.ofType(type), query);
    }

    /**
     * Understands a query on one type, on a compartment or across types.
     *
     * @throws SearchRefused
     *             naming what is wrong, not supported or not granted
     */
    public CompiledSearch compile(SearchTarget target, List<Parameter> query) {
        InForce known = parameters.known();
        try {
            CompiledSearch compiled = compile(target, query, known);
            return compiled.dropped().isEmpty() ? compiled : again(target, query, known).orElse(compiled);
        } catch (SearchRefused e) {
            return again(target, query, known).orElseThrow(() -> e);
        }
    }

    /** What this node does not know another may have been told of. */
    private Optional<CompiledSearch> again(SearchTarget target, List<Parameter> query, InForce known) {
        InForce now = parameters.now();
        return now.version() == known.version() ? Optional.empty() : Optional.of(compile(target, query, now));
    }

    private CompiledSearch compile(SearchTarget target, List<Parameter> query, InForce inForce) {
        Optional<CodeSets> seen = codeSets.flatMap(source -> target.caller().map(source::seenBy));
        return new CompiledSearch(QueryParser.parse(target, query, support.with(seen, inForce.catalog())), target,
                query, inForce.version());
    }

    /** By the parameters that the transaction sees in force: others may have been when the search was understood. */
    private SearchQuery exact(ReadTransaction transaction, CompiledSearch search) {
        if (search.version() == transaction.definitions()) {
            return search.query();
        }
        CompiledSearch again = compile(search.target(), search.asked(), parameters.at(transaction));
        if (!again.used().equals(search.used())) {
            throw SearchRefused.changing();
        }
        return again.query();
    }

    /**
     * The ids of all that the caller may see, in no order, as a part of another statement; without sorts, pages and
     * includes.
     *
     * @param prefix
     *            of the parameters' names; another for each search of one statement
     * @throws SearchRefused
     *             when a search parameter has just changed
     */
    public MatchingIds matching(ReadTransaction transaction, CompiledSearch search, String prefix) {
        SearchSql.Statement statement = SearchSql.writeIds(expanded(transaction, exact(transaction, search)), prefix);
        return new MatchingIds(statement.sql(), statement.parameters());
    }

    /** Persons are spelled out where the search runs: its page is of one moment, and within what the caller sees. */
    private SearchQuery expanded(ReadTransaction transaction, SearchQuery query) {
        return query.persons().isEmpty()
                ? query
                : query.among(query.persons()
                        .stream()
                        .map(ids -> persons.orElseThrow().listPatients(transaction, ids))
                        .toList());
    }

    /**
     * One page of what the caller may see, in a transaction of its own and, where one statement finds all of it, in a
     * single round trip.
     *
     * @throws SearchRefused
     *             when the cursor's resource is gone from the caller's sight, or a search parameter has just changed
     */
    public SearchPage run(ReaderDatabase database, Caller caller, CompiledSearch search) {
        return atOnce(database, caller, search)
                .orElseGet(() -> database.read(caller, transaction -> run(transaction, search)));
    }

    /** Empty when there is more to ask than one statement. */
    private static Optional<SearchPage> atOnce(ReaderDatabase database, Caller caller, CompiledSearch search) {
        SearchQuery query = search.query();
        if (!query.isOneStatement()) {
            return Optional.empty();
        }
        ReadStatement statement = SearchSql.write(query).positional(search.version(), query.planned());
        return badCursorsRefused(query, () -> database.query(caller, statement,
                (release, row) -> match(release, row, query, query.total())))
                .map(rows -> new Found(query, rows))
                .filter(found -> query.cursor().isEmpty() || !found.matches.isEmpty())
                .map(found -> found.page(IncludedResources.NONE));
    }

    /**
     * One page of what the caller may see.
     *
     * @throws SearchRefused
     *             when the cursor's resource is gone from the caller's sight, or a search parameter has just changed
     */
    public SearchPage run(ReadTransaction transaction, CompiledSearch search) {
        SearchQuery query = expanded(transaction, exact(transaction, search));
        Found found = new Found(query, rows(transaction, SearchSql.write(query), query, query.total()));
        if (query.count() > 0 && found.matches.size() <= query.count()) {
            SearchSql.writeRest(query, found.matches.size())
                    .ifPresent(rest -> found.matches.addAll(rows(transaction, rest, query, false)));
        }
        if (found.matches.isEmpty()) {
            query.cursor().ifPresent(cursor -> checkStillSeen(transaction, query, cursor));
        }
        return found.page(query.includes().isEmpty()
                ? IncludedResources.NONE
                : IncludedResources.find(transaction, query.includes(),
                        found.shown().stream().map(Match::number).toList(), maximumIncluded));
    }

    /** What a search has found: at most one match more than a page has, which tells that there is another page. */
    private static final class Found {

        private final SearchQuery query;
        private final OptionalLong total;
        private final List<Match> matches;

        Found(SearchQuery query, List<Match> rows) {
            this.query = query;
            this.total = query.total() && !rows.isEmpty()
                    ? OptionalLong.of(rows.getFirst().total)
                    : OptionalLong.empty();
            this.matches = new ArrayList<>(rows.stream().filter(row -> row.resource != null).toList());
        }

        private boolean more() {
            return matches.size() > query.count();
        }

        private List<Match> shown() {
            return more() ? matches.subList(0, query.count()) : matches;
        }

        SearchPage page(IncludedResources included) {
            List<Match> page = shown();
            // A search that ends on its first page has told its total already.
            boolean whole = query.counted() == SearchQuery.Total.IF_WHOLE && !more() && query.cursor().isEmpty();
            return new SearchPage(page.stream().map(Match::seen).toList(),
                    whole ? OptionalLong.of(page.size()) : total, included.resources(), included.cut(),
                    more() ? Optional.of(cursorAfter(query, page.getLast()).text()) : Optional.empty());
        }
    }

    /**
     * A row of the result; without a resource when it only brings the total.
     *
     * @param number
     *            the store's own
     * @param keys
     *            the values of the sorts
     */
    private record Match(@Nullable StoredResource resource, long number, List<@Nullable String> keys, long total) {

        StoredResource seen() {
            if (resource == null) {
                throw new IllegalStateException("A page holds resources only");
            }
            return resource;
        }
    }

    private static List<Match> rows(ReadTransaction transaction, SearchSql.Statement statement, SearchQuery query,
            boolean counted) {
        return badCursorsRefused(query, () -> transaction.jdbc()
                .sql(statement.sql())
                .params(statement.parameters())
                .query((row, number) -> match(transaction.release(), row, query, counted))
                .list());
    }

    /** Only a cursor brings text that the database is to read as a time or a number. */
    private static <T> T badCursorsRefused(SearchQuery query, Supplier<T> asked) {
        try {
            return asked.get();
        } catch (DataIntegrityViolationException e) {
            if (query.cursor().isPresent()) {
                throw SearchRefused.invalid("_cursor", "it is not a cursor that this hub gave");
            }
            throw e;
        }
    }

    private static Match match(Release release, ResultSet row, SearchQuery query, boolean counted)
            throws SQLException {
        long total = counted ? row.getLong("total") : 0;
        if (row.getString("id") == null) {
            return new Match(null, 0, List.of(), total);
        }
        List<@Nullable String> keys = new ArrayList<>();
        for (int i = 0; i < query.sorts().size(); i++) {
            keys.add(row.getString("key" + i));
        }
        return new Match(ResourceReader.stored(release, row), row.getLong("pk"), keys, total);
    }

    private static Cursor cursorAfter(SearchQuery query, Match last) {
        return new Cursor(query.fingerprint(), last.seen().key(), last.keys);
    }

    /** A page after a resource that is out of sight would be empty, as if the search ended there. */
    private static void checkStillSeen(ReadTransaction transaction, SearchQuery query, Cursor cursor) {
        boolean seen = transaction.jdbc()
                .sql("SELECT EXISTS (SELECT FROM resource WHERE type = :type AND id = :id)")
                .param("type", cursor.last().type())
                .param("id", cursor.last().id())
                .query(Boolean.class)
                .single();
        if (!seen) {
            throw SearchRefused.invalid("_cursor", "it is out of date; start the search again");
        }
    }
}
