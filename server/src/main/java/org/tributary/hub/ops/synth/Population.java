package org.tributary.hub.ops.synth;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The people of the borough: households with an age structure like England's, and twins.
 *
 * @param twins
 *            numbers of the people who are one of a pair: an exact {@value #TWIN_SHARE_PERCENT} % (to the nearest pair)
 */
record Population(List<Person> people, Set<Integer> twins) {
    static final int TWIN_SHARE_PERCENT = 5;
    /** The first people are old and lead the journeys that a demonstration shows. */
    static final int SHOWN = 4;

    static Population of(int size, long seed) {
        return new Maker(size, Draws.of(seed, "population")).make();
    }

    /** Who lives together: ages of the adults and how many children. */
    private enum Household {
        ELDER(18), ELDERS(12), SINGLE(20), COUPLE(18), FAMILY(26), SHARERS(6);

        private final int weight;

        Household(int weight) {
            this.weight = weight;
        }

        static Household draw(Draws draws) {
            int left = draws.below(100);
            for (Household kind : values()) {
                left -= kind.weight;
                if (left < 0) {
                    return kind;
                }
            }
            throw new IllegalStateException("The weights of the households must add up to 100");
        }
    }

    private static final class Maker {
        private final int size;
        private final Draws draws;
        private final NhsNumbers numbers;
        private final List<Person> people = new ArrayList<>();

        Maker(int size, Draws draws) {
            this.size = size;
            this.draws = draws;
            this.numbers = new NhsNumbers(draws);
        }

        Population make() {
            int pairs = (int) Math.round(size * TWIN_SHARE_PERCENT / 200.0);
            while (people.size() < size - pairs) {
                Household kind = people.size() < SHOWN ? Household.ELDER : Household.draw(draws);
                settle(kind, size - pairs);
            }
            Set<Integer> twins = twin(pairs);
            return new Population(List.copyOf(people), twins);
        }

        private void settle(Household kind, int limit) {
            Background background = Background.draw(draws);
            String family = draws.pick(background.families);
            Address home = Address.draw(draws);
            Feed practice = draws.percent(55) ? Feed.GP_RIVERSIDE : Feed.GP_HILLVIEW;
            List<Integer> ages = ages(kind);
            for (int i = 0; i < ages.size() && people.size() < limit; i++) {
                boolean sharer = kind == Household.SHARERS;
                Background own = sharer ? Background.draw(draws) : background;
                boolean female = kind == Household.COUPLE || kind == Household.ELDERS ? i == 0 : draws.percent(51);
                people.add(new Person(people.size() + 1, numbers.next(), sharer ? draws.pick(own.families) : family,
                        draws.pick(own.givenNames(female)), female, birthDate(ages.get(i)), own, home, phone(),
                        practice));
            }
        }

        private List<Integer> ages(Household kind) {
            return switch (kind) {
                case ELDER -> List.of(people.size() < SHOWN ? draws.between(74, 90) : draws.between(65, 97));
                case ELDERS -> {
                    int age = draws.between(65, 90);
                    yield List.of(age, Math.max(63, age + draws.between(-4, 4)));
                }
                case SINGLE -> List.of(draws.between(19, 64));
                case COUPLE -> {
                    int age = draws.between(24, 63);
                    yield List.of(age, Math.max(21, age + draws.between(-5, 5)));
                }
                case FAMILY -> familyAges();
                case SHARERS -> List.of(draws.between(19, 35), draws.between(19, 35));
            };
        }

        private List<Integer> familyAges() {
            List<Integer> ages = new ArrayList<>();
            int parent = draws.between(24, 52);
            ages.add(parent);
            if (draws.percent(75)) {
                ages.add(Math.max(22, parent + draws.between(-4, 6)));
            }
            int eldest = Math.min(17, parent - 20);
            int children = draws.between(1, 3);
            for (int i = 0; i < children; i++) {
                ages.add(draws.between(0, eldest));
            }
            return ages;
        }

        /**
         * Gives a sibling of the same day to some people, the young first, since twins mostly share a home as children.
         */
        private Set<Integer> twin(int pairs) {
            List<Person> young = new ArrayList<>(people.stream().filter(person -> person.age() < 30).toList());
            List<Person> old = new ArrayList<>(
                    people.stream().filter(person -> person.age() >= 30 && person.number() > SHOWN).toList());
            draws.shuffle(young);
            draws.shuffle(old);
            int childPairs = Math.min(young.size(), pairs * 2 / 3);
            List<Person> candidates = new ArrayList<>(young.subList(0, childPairs));
            candidates.addAll(old);
            candidates.addAll(young.subList(childPairs, young.size()));
            Set<Integer> twins = new TreeSet<>();
            for (Person first : candidates.subList(0, pairs)) {
                boolean female = draws.percent(50) ? first.female() : !first.female();
                people.add(new Person(people.size() + 1, numbers.next(), first.family(), siblingName(first, female),
                        female,
                        first.birthDate(), first.background(), first.home(), first.phone(), first.practice()));
                twins.add(first.number());
                twins.add(people.size());
            }
            return twins;
        }

        private String siblingName(Person first, boolean female) {
            List<String> names = first.background().givenNames(female);
            String name = draws.pick(names);
            return name.equals(first.given()) ? names.get((names.indexOf(name) + 1) % names.size()) : name;
        }

        private LocalDate birthDate(int age) {
            LocalDate latest = Calendar.REFERENCE.minusYears(age).minusDays(age == 0 ? 60 : 0);
            return latest.minusDays(draws.below(age == 0 ? 300 : 365));
        }

        private String phone() {
            int last = draws.below(1000);
            String digits = (last < 10 ? "00" : last < 100 ? "0" : "") + last;
            return draws.percent(40) ? "01632960" + digits : "07700900" + digits;
        }
    }
}
