package org.tributary.hub.cohort;

import java.io.ByteArrayInputStream;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.identity.People;
import org.tributary.hub.identity.PersonView;
import org.tributary.hub.pathway.CareRecords;
import org.tributary.hub.pathway.TimelineFilter;
import org.tributary.hub.store.CodeSets;
import org.tributary.hub.store.MatchingIds;
import org.tributary.hub.store.ResourceSearch;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Counts and lists the people who meet a definition, as the caller may see them. */
@Component
@EnableConfigurationProperties(CohortSettings.class)
public final class Cohorts {

    /** No definition is longer. */
    static final int MOST_BYTES = 256 * 1024;

    /** No page of members is longer. */
    public static final int MOST_MEMBERS = 200;

    private static final String NO_JSON = "The definition is not JSON that can be read";
    /** PostgreSQL's SQLSTATE of a statement that ran out of time. */
    private static final String QUERY_CANCELLED = "57014";
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final JsonMapper JSON = JsonMapper
            .builder(JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .build();

    private final ReaderDatabase database;
    private final People people;
    private final ResourceSearch search;
    private final Optional<CodeSets.Source> codeSets;
    private final CohortSettings settings;
    private final Clock clock;

    Cohorts(ReaderDatabase database, People people, ResourceSearch search, Optional<CodeSets.Source> codeSets,
            CohortSettings settings, Clock clock) {
        this.database = database;
        this.people = people;
        this.search = search;
        this.codeSets = codeSets;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether a caller may count people: who may read no Patient has nobody to count. */
    public static boolean mayCount(Caller caller) {
        return caller.may(Interaction.READ, "Patient");
    }

    /** Whether a caller may be told who the people are: for direct care, and no analyst. */
    public static boolean mayList(Caller caller) {
        return mayCount(caller) && Disclosure.mayKnowPeople(caller);
    }

    /**
     * Reads and checks a definition. Value sets are looked up as the caller sees them.
     *
     * @param json
     *            in UTF-8, as docs/cohorts.md tells
     * @throws CohortRefused
     *             naming the place where something is wrong
     */
    public CohortDefinition read(Caller caller, byte[] json) {
        Optional<CodeSets> seen = codeSets.map(source -> source.seenBy(caller));
        return new CohortDefinition(new DefinitionReader(today(),
                url -> seen.flatMap(sets -> sets.findValueSet(url))).read(new JsonPart(parse(json), "")));
    }

    private static JsonNode parse(byte[] json) {
        if (json.length > MOST_BYTES) {
            throw CohortRefused.unreadable("A definition may have at most " + MOST_BYTES + " bytes");
        }
        try {
            JsonNode read = JSON.readTree(new ByteArrayInputStream(json));
            if (!read.isMissingNode()) {
                return read;
            }
        } catch (JacksonException e) {
            throw CohortRefused.unreadable(NO_JSON);
        }
        throw CohortRefused.unreadable(NO_JSON);
    }

    /**
     * How many people there are, and how many are left after each criterion; of one moment.
     *
     * @throws CohortRefused
     *             when it takes too long
     */
    public CohortCount count(Caller caller, CohortDefinition definition) {
        LocalDate today = today();
        Disclosure disclosure = Disclosure.to(caller);
        List<Long> counts = read(caller, transaction -> count(transaction, definition, today));
        Criterion.Group root = definition.root();
        List<CohortCount.Step> steps = IntStream.range(0, counts.size())
                .mapToObj(i -> new CohortCount.Step("/" + root.match().code() + "/" + i,
                        CohortWords.of(root.members().get(i)), disclosure.of(counts.get(i))))
                .toList();
        return new CohortCount(steps.getLast().people(), steps, disclosure == Disclosure.ROUNDED, today);
    }

    private List<Long> count(ReadTransaction transaction, CohortDefinition definition, LocalDate today) {
        CohortSql.Statement statement = statement(transaction, definition, today);
        return transaction.jdbc()
                .sql(statement.counts())
                .params(statement.parameters())
                .query((row, number) -> {
                    List<Long> counts = new ArrayList<>();
                    for (int step = 1; step <= statement.steps(); step++) {
                        counts.add(row.getLong(step));
                    }
                    return counts;
                })
                .single();
    }

    /**
     * A page of the people themselves; each is in the audit trail before the page is out.
     *
     * @param limit
     *            at most {@link #MOST_MEMBERS}
     * @param after
     *            what the page before says in {@code next}
     * @throws CohortRefused
     *             when it takes too long
     * @throws IllegalStateException
     *             when the caller may not be told
     */
    public CohortMembers list(Caller caller, CohortDefinition definition, int limit, Optional<UUID> after) {
        if (!mayList(caller)) {
            throw new IllegalStateException("Doors ask whether their caller may list people");
        }
        LocalDate today = today();
        return read(caller, transaction -> {
            CohortSql.Statement statement = statement(transaction, definition, today);
            List<UUID> found = transaction.jdbc()
                    .sql(statement.members())
                    .params(statement.parameters())
                    .param("after", after.orElse(BEFORE_ALL))
                    .param("limit", limit + 1)
                    .query(UUID.class)
                    .list();
            List<UUID> page = found.subList(0, Math.min(limit, found.size()));
            return new CohortMembers(page.stream().flatMap(person -> view(transaction, person).stream()).toList(),
                    found.size() > limit ? Optional.of(page.getLast().toString()) : Optional.empty());
        });
    }

    private <T> T read(Caller caller, Function<ReadTransaction, T> question) {
        try {
            return database.read(caller, transaction -> {
                transaction.jdbc()
                        .sql("SELECT set_config('statement_timeout', :milliseconds, true)")
                        .param("milliseconds", Long.toString(settings.timeout().toMillis()))
                        .query(String.class)
                        .single();
                return question.apply(transaction);
            });
        } catch (DataAccessException e) {
            if (NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException cause
                    && QUERY_CANCELLED.equals(cause.getSQLState())) {
                throw CohortRefused.tooLong(settings.timeout());
            }
            throw e;
        }
    }

    private Optional<PersonView> view(ReadTransaction transaction, UUID person) {
        transaction.release().person(people.listPatients(transaction, person.toString()));
        return people.find(transaction, person.toString());
    }

    private CohortSql.Statement statement(ReadTransaction transaction, CohortDefinition definition, LocalDate today) {
        StayPeople stays = new StayPeople(transaction, today);
        return CohortSql.write(definition.root(), CareRecords.grantedTypes(transaction.caller()),
                new CohortSql.Elsewhere() {

                    @Override
                    public MatchingIds patientsOfSex(String sex, String prefix) {
                        return search.matching(transaction, search.compile("Patient",
                                List.of(new ResourceSearch.Parameter("gender", sex))), prefix);
                    }

                    @Override
                    public UUID[] personsWithStays(Criterion.Stay stay) {
                        return stays.find(stay);
                    }
                });
    }

    private LocalDate today() {
        return TimelineFilter.dayOf(clock.instant());
    }
}
