package org.tributary.hub.ops.synth;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A synthetic borough: invented people, what two practices, two trusts and a council would send about them in the year
 * to 30 June 2026, and the truth about who is who. The same number of people and seed always give the same bytes;
 * nothing depends on the clock or the machine. Times are London's.
 *
 * <p>
 * Of all people 15 % moved house (the address differs between sources), 10 % lack their NHS number in some source, 3 %
 * carry a wrong one in some source, 5 % are twins, 10 % have two or more typing errors in some source, and 1 % are at a
 * trust that has not traced their number; 3 % of HL7 messages come twice and 5 % out of order. Documents that must be
 * rejected say so.
 */
public final class Borough {
    /** Fewer people cannot bear the journeys that are promised. */
    public static final int FEWEST_PEOPLE = 10;
    /** More people than local numbers. */
    public static final int MOST_PEOPLE = 500_000;

    private final Population population;
    private final List<Journey> journeys;
    private final SourceRecords records;
    private final List<Dispatch> dispatches;

    private Borough(Population population, List<Journey> journeys, SourceRecords records, List<Dispatch> dispatches) {
        this.population = population;
        this.journeys = journeys;
        this.records = records;
        this.dispatches = dispatches;
    }

    /**
     * @param people
     *            from {@value #FEWEST_PEOPLE} to {@value #MOST_PEOPLE}
     * @throws IllegalArgumentException
     *             when there are fewer or more
     */
    public static Borough generate(int people, long seed) {
        if (people < FEWEST_PEOPLE || people > MOST_PEOPLE) {
            throw new IllegalArgumentException(
                    "A borough has from " + FEWEST_PEOPLE + " to " + MOST_PEOPLE + " people, not " + people);
        }
        Population population = Population.of(people, seed);
        List<Journey> journeys = Journeys.plan(population, seed);
        SourceRecords records = SourceRecords.of(population, journeys, seed);
        List<Dispatch> dispatches = new ArrayList<>();
        dispatches.addAll(PracticeFeed.send(population, journeys, records, seed));
        dispatches.addAll(AcuteFeed.send(population, journeys, records, seed));
        dispatches.addAll(CouncilReturn.send(population, journeys, records, seed));
        dispatches.sort(Comparator.comparing(Dispatch::sentAt));
        return new Borough(population, journeys, records, List.copyOf(dispatches));
    }

    public List<SyntheticFeed> feeds() {
        return Arrays.stream(Feed.values()).map(Feed::published).toList();
    }

    /**
     * All documents in the order they would be sent, all feeds interleaved. Each is written when the stream reaches it,
     * so a large borough needs little memory; ask again to send everything again.
     */
    public Stream<SyntheticDocument> documents() {
        return dispatches.stream().map(Dispatch::document);
    }

    /** One row for each source record, by person. */
    public List<TruthRow> truth() {
        return allRecords().map(SourceRecord::truth).toList();
    }

    /**
     * The pairs of source records that the rule "same valid NHS number, its verification status absent, 01 or 02, and
     * same birth date" links. All other pairs must stay apart under that rule.
     */
    public List<ExpectedLink> expectedLinks() {
        record Key(String number, LocalDate birthDate) {
        }
        Map<Key, List<SourceRecord>> alike = new HashMap<>();
        List<ExpectedLink> links = new ArrayList<>();
        allRecords().filter(SourceRecord::hasReliableNumber).forEach(record -> {
            String number = record.nhsNumber();
            if (number != null) {
                List<SourceRecord> before = alike.computeIfAbsent(new Key(number, record.birthDate()),
                        key -> new ArrayList<>());
                before.forEach(other -> links.add(link(other, record)));
                before.add(record);
            }
        });
        return links;
    }

    /**
     * Keys of people (see {@link TruthRow#person}) who have a GP record, a hospital stay and council support, told in
     * full and without a fault: worth opening first.
     */
    public List<String> worthOpening() {
        return population.people().subList(0, Population.SHOWN).stream().map(Person::key).toList();
    }

    Population population() {
        return population;
    }

    List<Journey> journeys() {
        return journeys;
    }

    /** The numbers of the people whose records have that fault. */
    Set<Integer> faulty(Fault fault) {
        return records.faults().getOrDefault(fault, Set.of());
    }

    SourceRecords records() {
        return records;
    }

    Stream<Dispatch> dispatches(Predicate<Feed> of) {
        return dispatches.stream().filter(dispatch -> of.test(dispatch.feed()));
    }

    private Stream<SourceRecord> allRecords() {
        return records.byPerson().stream().flatMap(List::stream);
    }

    private static ExpectedLink link(SourceRecord one, SourceRecord other) {
        if (one.person() != other.person()) {
            throw new IllegalStateException("The generator gave two people one NHS number and birth date");
        }
        return new ExpectedLink(one.truth(), other.truth());
    }
}
