package org.tributary.hub.ops.synth.pairs;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.ops.synth.Draws;
import org.tributary.hub.ops.synth.NhsNumbers;

/**
 * The people of an invented town, as they really are, and which of them are easily taken for one another.
 *
 * @param households
 *            how many addresses are lived at: those of the numbers below this one
 */
record Town(List<Resident> residents, List<Neighbours> neighbours, int households) {

    static final LocalDate TODAY = LocalDate.of(2026, 6, 30);

    static Town of(int people, long seed, Shares shares) {
        return new Maker(people, Draws.of(seed, "town"), shares).make();
    }

    Resident resident(int number) {
        return residents.get(number);
    }

    private static final class Maker {
        private static final int PERCENT_OF_ONE_TELEPHONE = 40;
        private static final int PERCENT_OF_TWINS_AT_HOME = 25;
        private static final int ADULT = 19;
        private static final int LARGEST_FAMILY = 8;

        private final int size;
        private final Draws draws;
        private final Shares shares;
        private final NhsNumbers numbers;
        private final List<Resident> residents = new ArrayList<>();
        private final List<Neighbours> neighbours = new ArrayList<>();
        private int households;

        Maker(int size, Draws draws, Shares shares) {
            this.size = size;
            this.draws = draws;
            this.shares = shares;
            this.numbers = new NhsNumbers(draws);
        }

        Town make() {
            while (residents.size() < size) {
                settle(Household.draw(draws));
            }
            List<Integer> addresses = new ArrayList<>(IntStream.range(0, households).boxed().toList());
            draws.shuffle(addresses);
            residents.replaceAll(
                    resident -> resident.withHome(Place.at(addresses.get(resident.household()))));
            return new Town(List.copyOf(residents), List.copyOf(neighbours), households);
        }

        private void settle(Household kind) {
            int household = households++;
            Culture culture = Culture.draw(draws);
            String family = culture.family(draws);
            String telephone = telephone();
            List<Integer> ages = kind.ages(draws);
            int first = residents.size();
            for (int i = 0; i < ages.size() && hasRoom(); i++) {
                boolean stranger = kind.isOfStrangers();
                Culture own = stranger ? Culture.draw(draws) : culture;
                boolean female = kind == Household.COUPLE ? i == 0 : draws.percent(51);
                String phone = draws.percent(PERCENT_OF_ONE_TELEPHONE) || ages.get(i) < ADULT ? telephone : telephone();
                Resident one = add(household, own,
                        own.familyOf(stranger ? own.family(draws) : family, female), female, birth(ages.get(i)), phone);
                tell(kind, first, one, ages);
                giveRelatives(one);
            }
        }

        /** Says how someone stands to those of the household who came before. */
        private void tell(Household kind, int first, Resident one, List<Integer> ages) {
            if (one.number() == first) {
                return;
            }
            Resident other = residents.get(first);
            if (kind.isOfStrangers()) {
                neighbours.add(new Neighbours(one.number() - 1, one.number(), Situation.SHARED_ADDRESS));
            } else if (kind == Household.COUPLE) {
                neighbours.add(new Neighbours(other.number(), one.number(), Situation.COUPLE));
            } else {
                for (int before = first; before < one.number(); before++) {
                    Resident elder = residents.get(before);
                    boolean children = age(elder) < ages.getFirst() - ADULT && age(one) < ages.getFirst() - ADULT;
                    if (children && elder.household() == one.household()
                            && !elder.birthDate().equals(one.birthDate())) {
                        neighbours.add(new Neighbours(before, one.number(), Situation.SIBLINGS));
                    }
                }
            }
        }

        private void giveRelatives(Resident one) {
            if (draws.perMille(shares.perMille(Situation.TWINS)) && hasRoom()) {
                twin(one);
            }
            if (age(one) > ADULT && draws.perMille(shares.perMille(Situation.PARENT_AND_CHILD_OF_ONE_NAME))
                    && hasRoom()) {
                childOfOneName(one);
            }
            if (draws.perMille(shares.perMille(Situation.COUSINS_OF_ONE_NAME)) && hasRoom()) {
                LocalDate birth = birthInYear(one.birthDate().getYear());
                Resident cousin = add(households++, one.culture(), one.family(), one.given(),
                        middle(one.culture(), one.female(), birth), one.female(), birth, telephone());
                ofOneName(one, cousin, Situation.COUSINS_OF_ONE_NAME);
            }
            if (one.culture().isFrequent(one.family()) && draws.perMille(shares.perMille(Situation.NAMESAKES))
                    && hasRoom()) {
                Resident namesake = add(households++, one.culture(), one.family(), one.given(),
                        middle(one.culture(), one.female(), one.birthDate()), one.female(), one.birthDate(),
                        telephone());
                neighbours.add(new Neighbours(one.number(), namesake.number(), Situation.NAMESAKES));
            }
            if (draws.perMille(shares.perMille(Situation.NUMBER_OF_TWO)) && one.number() > 0) {
                shareNumber(one);
            }
        }

        private void twin(Resident first) {
            boolean female = draws.percent(67) == first.female();
            boolean atHome = age(first) < ADULT || draws.percent(PERCENT_OF_TWINS_AT_HOME);
            List<String> likeNames = TwinNames.like(first.given());
            boolean alike = female == first.female() && !likeNames.isEmpty()
                    && draws.perMille(shares.perMille(Situation.TWINS_OF_LIKE_NAMES));
            boolean oneFirstName = female == first.female() && first.culture().namesTwinsAlike()
                    && draws.perMille(shares.perMille(Situation.TWINS_OF_ONE_FIRST_NAME));
            String given = oneFirstName
                    ? first.given()
                    : alike ? draws.pick(likeNames) : otherThan(first.given(), first, female);
            String family = age(first) >= ADULT && female && draws.percent(40)
                    ? first.culture().family(draws)
                    : first.culture().familyOf(first.family(), female);
            Resident second = add(atHome ? first.household() : households++, first.culture(), family, given,
                    middleOfTwin(first, given, female, oneFirstName),
                    female, first.birthDate(), atHome ? first.phone() : telephone());
            residents.set(first.number(), residents.get(first.number()).withTwin(second.number()));
            residents.set(second.number(), second.withTwin(first.number()));
            neighbours.add(new Neighbours(first.number(), second.number(),
                    oneFirstName
                            ? Situation.TWINS_OF_ONE_FIRST_NAME
                            : alike ? Situation.TWINS_OF_LIKE_NAMES : Situation.TWINS));
        }

        /** Nobody calls one twin by the other's name. */
        private @Nullable String middleOfTwin(Resident first, String given, boolean female, boolean oneFirstName) {
            String middle = oneFirstName
                    ? otherThan(String.valueOf(first.middle()), first, female)
                    : middle(first.culture(), female, first.birthDate());
            return first.given().equals(middle) && !oneFirstName || given.equals(middle) ? null : middle;
        }

        private String otherThan(String taken, Resident sibling, boolean female) {
            String name = taken;
            while (name.equals(taken) || name.equals(sibling.middle())) {
                name = sibling.culture().given(female, sibling.birthDate().getYear(), draws);
            }
            return name;
        }

        private void childOfOneName(Resident parent) {
            int born = Math.min(TODAY.getYear() - 1, parent.birthDate().getYear() + draws.between(19, 36));
            LocalDate birth = draws.percent(15)
                    ? sameDay(parent.birthDate(), born)
                    : birthInYear(born);
            Resident child = add(parent.household(), parent.culture(), parent.family(), parent.given(),
                    draws.percent(50) ? parent.middle() : middle(parent.culture(), parent.female(), birth),
                    parent.female(), birth, parent.phone());
            ofOneName(parent, child, Situation.PARENT_AND_CHILD_OF_ONE_NAME);
        }

        private void ofOneName(Resident one, Resident other, Situation situation) {
            residents.set(one.number(), residents.get(one.number()).withNamesake(other.number()));
            residents.set(other.number(), other.withNamesake(one.number()));
            neighbours.add(new Neighbours(one.number(), other.number(), situation));
        }

        private static LocalDate sameDay(LocalDate day, int year) {
            return LocalDate.of(year, day.getMonthValue(), Math.min(28, day.getDayOfMonth()));
        }

        private void shareNumber(Resident one) {
            Resident other = residents.get(draws.below(one.number()));
            if (other.sharesNumberWith() < 0 && !other.birthDate().equals(one.birthDate()) && !one.isTwin()) {
                residents.set(one.number(), residents.get(one.number()).withNumberOf(other));
                residents.set(other.number(), other.sharingNumberWith(one.number()));
                neighbours.add(new Neighbours(other.number(), one.number(), Situation.TWO_OF_ONE_NUMBER));
            }
        }

        /** No two of a household are given one name, unless it is meant. */
        private Resident add(int household, Culture culture, String family, boolean female, LocalDate birth,
                String phone) {
            String given = culture.given(female, birth.getYear(), draws);
            while (isTaken(given, household)) {
                given = culture.given(female, birth.getYear(), draws);
            }
            return add(household, culture, family, given, middle(culture, female, birth), female, birth, phone);
        }

        private Resident add(int household, Culture culture, String family, String given, @Nullable String middle,
                boolean female, LocalDate birth, String phone) {
            String number = residents.size() < NhsNumbers.MOST ? numbers.next() : null;
            Resident one = new Resident(residents.size(), household, Place.NO_FIXED_ABODE, culture, family, given,
                    given.equals(middle) || family.equals(middle) ? null : middle, female, birth, phone, number, -1,
                    -1, -1);
            residents.add(one);
            return one;
        }

        private @Nullable String middle(Culture culture, boolean female, LocalDate birth) {
            return culture.middle(female, birth.getYear(), draws);
        }

        private boolean isTaken(String given, int household) {
            int from = Math.max(0, residents.size() - LARGEST_FAMILY);
            return residents.subList(from, residents.size())
                    .stream()
                    .anyMatch(other -> other.household() == household && other.given().equals(given));
        }

        private boolean hasRoom() {
            return residents.size() < size;
        }

        private static int age(Resident resident) {
            return TODAY.getYear() - resident.birthDate().getYear();
        }

        private LocalDate birth(int age) {
            return TODAY.minusYears(age).minusDays(draws.below(365));
        }

        private LocalDate birthInYear(int year) {
            return LocalDate.ofYearDay(year, draws.between(1, year == TODAY.getYear() ? 180 : 365));
        }

        /** The area code 01632 belongs to no place. */
        private String telephone() {
            int number = draws.between(200_000, 999_999);
            return "01632 " + number;
        }
    }
}
