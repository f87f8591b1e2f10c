package org.tributary.hub.ops.synth;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The identity that each source holds for each person, with the faults laid out by exact quotas (to the nearest person)
 * as long as enough people can bear them.
 *
 * @param byPerson
 *            in the order of the people; each person's current practice first, then a former one, trusts, the council
 * @param faults
 *            the numbers of the people concerned
 */
record SourceRecords(List<List<SourceRecord>> byPerson, Map<Fault, Set<Integer>> faults) {

    static SourceRecords of(Population population, List<Journey> journeys, long seed) {
        return new Maker(population, journeys, Draws.of(seed, "records")).make();
    }

    List<SourceRecord> of(Person person) {
        return byPerson.get(person.number() - 1);
    }

    private static final class Maker {
        /** Birth years of a number's owner and its wrong holder differ by more than any mistyped date can bridge. */
        private static final int SAFE_YEARS = 12;

        private final Population population;
        private final Draws draws;
        private final int size;
        private final Map<Feed, LocalNumbers> numbers = new EnumMap<>(Feed.class);
        private final List<List<SourceRecord>> records = new ArrayList<>();
        private final Map<Fault, Set<Integer>> faults = new EnumMap<>(Fault.class);

        Maker(Population population, List<Journey> journeys, Draws draws) {
            this.population = population;
            this.draws = draws;
            this.size = population.people().size();
            for (Feed feed : Feed.values()) {
                numbers.put(feed, new LocalNumbers(feed, draws));
            }
            for (Person person : population.people()) {
                records.add(rightRecords(person, journeys.get(person.number() - 1)));
            }
        }

        SourceRecords make() {
            moveHouse();
            loseNumbers();
            confuseNumbers();
            mistype();
            leaveUntraced();
            return new SourceRecords(records, faults);
        }

        private List<SourceRecord> rightRecords(Person person, Journey journey) {
            List<SourceRecord> right = new ArrayList<>();
            right.add(right(person, person.practice()));
            journey.trusts().forEach(trust -> right.add(right(person, trust)));
            if (journey.support() != null) {
                right.add(right(person, Feed.COUNCIL));
            }
            return right;
        }

        private SourceRecord right(Person person, Feed feed) {
            return SourceRecord.right(feed, person, requireNonNull(numbers.get(feed)).of(person.number()));
        }

        /** Somebody known to one source only has moved from the other practice, which still holds the old address. */
        private void moveHouse() {
            int quota = Fault.MOVED_HOUSE.quota(size);
            Predicate<Integer> single = number -> !population.twins().contains(number);
            List<Integer> movers = choose(quota * 3 / 5, single.and(this::isKnownTwice), Set.of());
            for (int number : movers) {
                List<SourceRecord> held = records.get(number - 1);
                Address before = Address.draw(draws);
                int behind = draws.below(held.size());
                held.set(behind, held.get(behind).withAddress(before, null));
                for (int i = 0; i < held.size(); i++) {
                    if (i != behind && held.get(i).feed().isTrust() && draws.percent(50)) {
                        held.set(i, held.get(i).withAddress(held.get(i).address(), before));
                    }
                }
            }
            Set<Integer> moved = new TreeSet<>(movers);
            for (int number : choose(quota - movers.size(), single, moved)) {
                List<SourceRecord> held = records.get(number - 1);
                Person person = population.people().get(number - 1);
                LocalDate left = Calendar.PERIOD_START.plusDays(draws.between(5, 170));
                held.add(1, right(person, person.practice().neighbour()).withAddress(Address.draw(draws), null)
                        .leftOn(left.isBefore(person.birthDate().plusDays(40))
                                ? Calendar.REFERENCE.minusDays(2)
                                : left));
                moved.add(number);
            }
            faults.put(Fault.MOVED_HOUSE, moved);
        }

        /** Half of them where a trust or the council has no number, half where their practice has none. */
        private void loseNumbers() {
            int quota = Fault.NO_NHS_NUMBER.quota(size);
            Set<Integer> lost = new TreeSet<>();
            for (int number : choose(quota / 2, this::isKnownTwice, Set.of())) {
                replace(number, outsider(number), record -> record.withNumber(null, statusWithout(record.feed())));
                lost.add(number);
            }
            for (int number : choose(quota - lost.size(), anyone -> true, lost)) {
                replace(number, 0, record -> record.withNumber(null, null));
                lost.add(number);
            }
            faults.put(Fault.NO_NHS_NUMBER, lost);
        }

        private void confuseNumbers() {
            int quota = Fault.WRONG_NHS_NUMBER.quota(size);
            Set<Integer> lost = faults.getOrDefault(Fault.NO_NHS_NUMBER, Set.of());
            List<Integer> known = choose(quota * 2 / 3, this::isKnownTwice, lost);
            Set<Integer> wrong = new TreeSet<>(known);
            Set<Integer> barred = new TreeSet<>(lost);
            barred.addAll(known);
            wrong.addAll(choose(quota - known.size(), anyone -> true, barred));
            for (int number : wrong) {
                int at = known.contains(number) ? outsider(number) : 0;
                replace(number, at, record -> {
                    String status = record.numberStatus() == null ? null : "02";
                    return record.withNumber(wrongNumber(record), status);
                });
            }
            faults.put(Fault.WRONG_NHS_NUMBER, wrong);
        }

        private String wrongNumber(SourceRecord record) {
            Person person = record.person();
            if (draws.percent(50)) {
                for (int tries = 0; tries < 50; tries++) {
                    Person other = draws.pick(population.people());
                    if (Math.abs(other.birthDate().getYear() - person.birthDate().getYear()) >= SAFE_YEARS) {
                        return other.nhsNumber();
                    }
                }
            }
            return NhsNumbers.withWrongCheckDigit(person.nhsNumber());
        }

        private void mistype() {
            int quota = Fault.TYPING_ERRORS.quota(size);
            Set<Integer> typed = new TreeSet<>(choose(quota, this::isKnownTwice, Set.of()));
            typed.addAll(choose(quota - typed.size(), anyone -> true, typed));
            for (int number : typed) {
                replace(number, draws.below(records.get(number - 1).size()), record -> Typing.mistype(record, draws));
            }
            faults.put(Fault.TYPING_ERRORS, typed);
        }

        private void leaveUntraced() {
            Set<Integer> barred = new TreeSet<>(faults.getOrDefault(Fault.NO_NHS_NUMBER, Set.of()));
            barred.addAll(faults.getOrDefault(Fault.WRONG_NHS_NUMBER, Set.of()));
            Predicate<Integer> patient = number -> records.get(number - 1)
                    .stream()
                    .anyMatch(held -> held.feed().isTrust());
            Set<Integer> untraced = new TreeSet<>(choose(Fault.UNTRACED_NUMBER.quota(size), patient, barred));
            for (int number : untraced) {
                List<SourceRecord> held = records.get(number - 1);
                held.replaceAll(
                        record -> record.feed().isTrust() ? record.withNumber(record.nhsNumber(), "03") : record);
            }
            faults.put(Fault.UNTRACED_NUMBER, untraced);
        }

        private boolean isKnownTwice(int number) {
            return records.get(number - 1).size() > 1;
        }

        private static @Nullable String statusWithout(Feed feed) {
            return feed.isTrust() ? "07" : null;
        }

        /** The place of one of a person's records that is not their practice's. */
        private int outsider(int number) {
            return draws.between(1, records.get(number - 1).size() - 1);
        }

        private void replace(int number, int at, UnaryOperator<SourceRecord> change) {
            List<SourceRecord> held = records.get(number - 1);
            held.set(at, change.apply(held.get(at)));
        }

        /** Up to so many people at random, never those whom a demonstration shows. */
        private List<Integer> choose(int count, Predicate<Integer> eligible, Set<Integer> barred) {
            List<Integer> candidates = new ArrayList<>();
            for (int number = Population.SHOWN + 1; number <= size; number++) {
                if (eligible.test(number) && !barred.contains(number)) {
                    candidates.add(number);
                }
            }
            draws.shuffle(candidates);
            return candidates.subList(0, Math.min(Math.max(count, 0), candidates.size()));
        }
    }

    /** A source's own numbers: six digits that say nothing of the order of the people. */
    private static final class LocalNumbers {
        private static final int RANGE = 900_000;
        private static final int STRIDE = 222_461; // shares no factor with the range

        private final Feed feed;
        private final int offset;

        LocalNumbers(Feed feed, Draws draws) {
            this.feed = feed;
            this.offset = draws.below(RANGE);
        }

        String of(int person) {
            long digits = 100_000 + (offset + (long) person * STRIDE) % RANGE;
            return switch (feed) {
                case GP_RIVERSIDE, GP_HILLVIEW -> Long.toString(digits);
                case ACUTE_NORTHBANK -> "N" + digits;
                case ACUTE_SOUTHMOOR -> "S" + digits;
                case COUNCIL -> "TB" + digits;
            };
        }
    }
}
