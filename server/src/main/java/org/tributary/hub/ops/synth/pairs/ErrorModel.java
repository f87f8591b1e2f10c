package org.tributary.hub.ops.synth.pairs;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.ops.synth.Draws;

/**
 * Makes of a person the two records that organisations hold of them. Each {@link Situation} befalls a person by its
 * share, independently of the others, and one of the two records by chance: mostly the hospital's, which asks in a
 * hurry.
 */
final class ErrorModel {

    private final Town town;
    private final Shares shares;
    private final long seed;
    private final WrongNumbers wrongNumbers;

    ErrorModel(Town town, Shares shares, long seed) {
        this.town = town;
        this.shares = shares;
        this.seed = seed;
        this.wrongNumbers = new WrongNumbers(town);
    }

    HeldPair recordsOf(Resident resident) {
        Draws draws = Draws.of(seed, "records", resident.number());
        return new Case(resident, draws).befall();
    }

    /** One person's two records, while things befall them. */
    private final class Case {
        private static final int PERCENT_IN_FIRST = 25;
        private static final int PERCENT_TWIN_SAID_BY_PRACTICE = 30;
        private static final int PERCENT_TWIN_SAID_BY_HOSPITAL = 60;
        private static final int NEWBORN_DAYS = 365;

        private final Resident resident;
        private final Draws draws;
        private final EnumSet<Situation> situations = EnumSet.noneOf(Situation.class);
        private final List<Integer> bearers = new ArrayList<>();
        private Held first;
        private Held second;

        Case(Resident resident, Draws draws) {
            this.resident = resident;
            this.draws = draws;
            this.first = Held.right(resident, resident.isTwin() && draws.percent(PERCENT_TWIN_SAID_BY_PRACTICE));
            this.second = Held.right(resident, resident.isTwin() && draws.percent(PERCENT_TWIN_SAID_BY_HOSPITAL));
        }

        HeldPair befall() {
            if (resident.sharesNumberWith() >= 0) {
                situations.add(Situation.NUMBER_OF_TWO);
            }
            status();
            names();
            slips();
            home();
            birthAndSex();
            strangers();
            numbers();
            return new HeldPair(first, second, situations, bearers);
        }

        private void names() {
            may(Situation.SPELT_OTHERWISE, held -> held.withName(NameChanges.speltOtherwise(held.name(), draws)));
            may(Situation.SHORT_NAME, held -> held.withName(NameChanges.shortened(held.name(), draws)));
            may(Situation.MIDDLE_NAME_LEFT_OUT, held -> held.withName(NameChanges.withoutMiddle(held.name())));
            may(Situation.MIDDLE_NAME_FIRST, held -> held.withName(NameChanges.middleFirst(held.name(), draws)));
            may(Situation.PART_OF_FAMILY_NAME, held -> held.withName(NameChanges.partOfFamily(held.name(), draws)));
            if (resident.female() && resident.birthDate().isBefore(Town.TODAY.minusYears(20)) || draws.percent(5)) {
                may(Situation.MARRIED, held -> held
                        .withName(NameChanges.married(held.name(), resident.culture().family(draws), draws)));
            }
        }

        private void slips() {
            may(Situation.HEARD_WRONG, held -> held.withName(draws.percent(50)
                    ? held.name().withFamily(Slips.heard(held.name().family(), draws))
                    : held.name().withFirst(Slips.heard(held.name().first(), draws))));
            may(Situation.READ_WRONG, this::misread);
            may(Situation.TYPED_WRONG_ONCE, held -> mistyped(held, 1));
            may(Situation.TYPED_WRONG, held -> mistyped(held, draws.between(2, 3)));
            may(Situation.NAMES_SWAPPED, held -> held.withName(NameChanges.swapped(held.name())));
        }

        private Held misread(Held held) {
            Place place = held.place();
            return switch (draws.below(3)) {
                case 0 -> held.withName(held.name().withFamily(Slips.read(held.name().family(), draws)));
                case 1 -> held.withName(held.name().withFirst(Slips.read(held.name().first(), draws)));
                default -> place == null ? held : held.withPlace(place.withLine(Slips.read(place.line(), draws)));
            };
        }

        private Held mistyped(Held held, int fields) {
            List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3));
            draws.shuffle(order);
            Held wrong = held;
            for (int field : order.subList(0, fields)) {
                Place place = wrong.place();
                LocalDate birth = wrong.birthDate();
                wrong = switch (field) {
                    case 0 -> wrong.withName(wrong.name().withFamily(Slips.typed(wrong.name().family(), draws)));
                    case 1 -> wrong.withName(wrong.name().withFirst(Slips.typed(wrong.name().first(), draws)));
                    case 2 -> place == null ? wrong : wrong.withPlace(Slips.typed(place, draws));
                    default -> birth == null ? wrong : wrong.withBirthDate(Slips.digit(birth, draws));
                };
            }
            return wrong;
        }

        private void home() {
            may(Situation.MOVED, held -> {
                // Half move to where somebody else lives or has lived.
                int house = draws.below(town.households());
                Held moved = held.withPlace(Place.at(draws.percent(50) ? house : town.households() + house));
                return draws.percent(60) ? moved.withPhone(telephone()) : moved;
            });
            may(Situation.PHONE_CHANGED, held -> held.withPhone(telephone()));
            may(Situation.PHONE_MISSING, held -> held.withPhone(null));
            may(Situation.NO_FIXED_ABODE, held -> held.withPlace(Place.NO_FIXED_ABODE));
            may(Situation.ADDRESS_MISSING, held -> held.withPlace(null));
        }

        private String telephone() {
            return "01632 " + draws.between(200_000, 999_999);
        }

        private void birthAndSex() {
            may(Situation.DAY_AND_MONTH_SWAPPED, held -> held.withBirthDate(swapped(held.birthDate())));
            may(Situation.BIRTH_DIGIT_WRONG, held -> {
                LocalDate birth = held.birthDate();
                return birth == null ? held : held.withBirthDate(Slips.digit(birth, draws));
            });
            may(Situation.BIRTH_DAY_UNKNOWN, held -> {
                LocalDate birth = held.birthDate();
                return birth == null ? held : held.withBirthDate(birth.withDayOfYear(1));
            });
            may(Situation.BIRTH_DATE_MISSING, held -> held.withBirthDate(null));
            may(Situation.SEX_WRONG, held -> held.withSex(!resident.female()));
            may(Situation.SEX_MISSING, held -> held.withSex(null));
        }

        private static @Nullable LocalDate swapped(@Nullable LocalDate date) {
            if (date == null || date.getDayOfMonth() > 12) {
                return date;
            }
            LocalDate swapped = LocalDate.of(date.getYear(), date.getDayOfMonth(), date.getMonthValue());
            return swapped.isAfter(Town.TODAY) ? date : swapped;
        }

        /** People who could not say who they are; always in the hospital. */
        private void strangers() {
            if (resident.birthDate().isAfter(Town.TODAY.minusDays(NEWBORN_DAYS))
                    && draws.perMille(shares.perMille(Situation.UNNAMED_BABY))) {
                situations.add(Situation.UNNAMED_BABY);
                second = second.withName(NameChanges.baby(second.name(), resident.isTwin(), draws));
            }
            if (draws.perMille(shares.perMille(Situation.UNKNOWN_PERSON))) {
                situations.add(Situation.UNKNOWN_PERSON);
                LocalDate guess = resident.birthDate().plusYears(draws.between(-5, 5)).withDayOfYear(1);
                second = new Held(null,
                        new Held.Name("Unknown", List.of(resident.female() ? "Female" : "Male")), resident.female(),
                        draws.percent(50) || guess.isAfter(Town.TODAY) ? null : guess, null, null, false,
                        draws.percent(80));
            }
        }

        /** The practice has traced its numbers; the hospital mostly, and sometimes it does not say. */
        private void status() {
            if (second.number() != null) {
                int by = draws.below(100);
                second = second.withNumber(
                        new Held.Number(second.number().value(), by < 70 ? "01" : by < 80 ? "02" : null));
            }
        }

        private void numbers() {
            may(Situation.NUMBER_UNTRACED, held -> {
                Held.Number number = held.number();
                return number == null ? held : held.withNumber(new Held.Number(number.value(), "03"));
            });
            may(Situation.NUMBER_OF_FALSE_CHECK_DIGIT, WrongNumbers::falseCheckDigit);
            if (!situations.contains(Situation.UNKNOWN_PERSON) && !situations.contains(Situation.UNNAMED_BABY)) {
                may(Situation.NUMBER_OF_A_STRANGER,
                        held -> under(wrongNumbers.stranger(resident, draws), held));
                may(Situation.NUMBER_OF_THE_HOUSEHOLD,
                        held -> under(wrongNumbers.ofHousehold(resident, draws), held));
                if (resident.isTwin()) {
                    may(Situation.NUMBER_OF_THE_TWIN, held -> under(town.resident(resident.twin()), held));
                }
                if (resident.namesake() >= 0) {
                    may(Situation.NUMBER_OF_A_NAMESAKE, held -> under(town.resident(resident.namesake()), held));
                }
            }
            if (draws.perMille(shares.perMille(Situation.NUMBER_MISSING_IN_BOTH))) {
                if (first.number() != null || second.number() != null) {
                    situations.add(Situation.NUMBER_MISSING_IN_BOTH);
                }
                first = first.withNumber(null);
                second = second.withNumber(null);
                bearers.clear();
            } else {
                may(Situation.NUMBER_MISSING_IN_ONE, held -> held.withNumber(null));
            }
        }

        private Held under(@Nullable Resident bearer, Held held) {
            if (bearer == null || bearer.number() == resident.number() || !WrongNumbers.tellsApart(held, bearer)) {
                return held;
            }
            Held changed = WrongNumbers.filedUnder(bearer, held);
            if (!changed.equals(held)) {
                bearers.add(bearer.number());
            }
            return changed;
        }

        /** Lets something befall one of the records by its share, if it changes anything. */
        private void may(Situation situation, UnaryOperator<Held> change) {
            if (!draws.perMille(shares.perMille(situation))) {
                return;
            }
            boolean inFirst = draws.percent(PERCENT_IN_FIRST);
            Held before = inFirst ? first : second;
            Held after = change.apply(before);
            if (!after.equals(before)) {
                situations.add(situation);
                if (inFirst) {
                    first = after;
                } else {
                    second = after;
                }
            }
        }
    }
}
