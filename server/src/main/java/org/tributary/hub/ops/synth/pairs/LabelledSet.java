package org.tributary.hub.ops.synth.pairs;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tributary.hub.ops.synth.Draws;

/**
 * Invented people, each with a record in two organisations, and the truth about who is who. The same number of people,
 * seed and shares always give the same bytes. Records and pairs are made when a stream reaches them, so that a large
 * set needs little memory.
 */
public final class LabelledSet {
    public static final int FEWEST_PEOPLE = 100;
    public static final int MOST_PEOPLE = 1_000_000;

    /** A prime above every size: a walk in such strides visits everybody once. */
    private static final long STRIDE = 15_485_863;

    private final Town town;
    private final ErrorModel errors;
    private final long seed;

    private LabelledSet(Town town, ErrorModel errors, long seed) {
        this.town = town;
        this.errors = errors;
        this.seed = seed;
    }

    /**
     * @param people
     *            from {@value #FEWEST_PEOPLE} to {@value #MOST_PEOPLE}; those beyond the first 900,000 have no NHS
     *            number, since the range kept for tests has no more
     * @throws IllegalArgumentException
     *             when there are fewer or more
     */
    public static LabelledSet generate(int people, long seed, Shares shares) {
        if (people < FEWEST_PEOPLE || people > MOST_PEOPLE) {
            throw new IllegalArgumentException(
                    "A labelled set has from " + FEWEST_PEOPLE + " to " + MOST_PEOPLE + " people, not " + people);
        }
        Town town = Town.of(people, seed, shares);
        return new LabelledSet(town, new ErrorModel(town, shares, seed), seed);
    }

    /** How many people there are. */
    public int size() {
        return town.residents().size();
    }

    /** One record of each person. */
    public Stream<LabelledRecord> records(LabelledSource source) {
        return everybody().map(resident -> {
            HeldPair held = errors.recordsOf(resident);
            Held own = source == LabelledSource.PRACTICES ? held.first() : held.second();
            String id = id(resident.number(), source);
            Draws habits = Draws.of(seed, "habits", resident.number(), source.ordinal());
            return new LabelledRecord(source, id, key(resident.number()),
                    PatientJson.write(source, id, localNumber(resident.number(), source), own, habits));
        });
    }

    /** First the pairs that are one person, then the people who are easily taken for one. */
    public Stream<LabelledPair> pairs() {
        return Stream.of(town.residents().stream().map(this::ofOne),
                town.neighbours()
                        .stream()
                        .map(pair -> ofTwo(pair.one(), pair.other(), pair.situation())),
                town.residents().stream().flatMap(this::withBearers)).flatMap(pairs -> pairs);
    }

    private LabelledPair ofOne(Resident resident) {
        HeldPair held = errors.recordsOf(resident);
        return new LabelledPair(List.of(id(resident.number(), LabelledSource.PRACTICES)),
                List.of(id(resident.number(), LabelledSource.HOSPITAL)), true, held.situations(), held.holdsEnough());
    }

    private Stream<LabelledPair> withBearers(Resident resident) {
        return errors.recordsOf(resident)
                .bearers()
                .stream()
                .map(bearer -> ofTwo(resident.number(), bearer, Situation.BEARER_OF_THE_NUMBER));
    }

    private LabelledPair ofTwo(int one, int other, Situation situation) {
        return new LabelledPair(ids(one), ids(other), false, Set.of(situation), false);
    }

    private List<String> ids(int person) {
        return List.of(id(person, LabelledSource.PRACTICES), id(person, LabelledSource.HOSPITAL));
    }

    /** Neighbours do not come one after the other. */
    private Stream<Resident> everybody() {
        int size = town.residents().size();
        return IntStream.range(0, size).mapToObj(at -> town.resident((int) (at * STRIDE % size)));
    }

    private String id(int person, LabelledSource source) {
        return UUID.nameUUIDFromBytes((seed + " " + person + ' ' + source).getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Each organisation counts in its own way. */
    private static String localNumber(int person, LabelledSource source) {
        return source == LabelledSource.PRACTICES
                ? Integer.toString(10_000_000 + person)
                : "H" + (100_000_000 - person * 7);
    }

    private static String key(int person) {
        String digits = Integer.toString(person);
        return "P" + "0".repeat(7 - digits.length()) + digits;
    }
}
