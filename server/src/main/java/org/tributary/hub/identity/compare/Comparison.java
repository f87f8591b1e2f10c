package org.tributary.hub.identity.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tributary.hub.identity.compare.Traits.Name;
import org.tributary.hub.identity.compare.Traits.Number;

/** Compares two Patients field by field; the same whichever comes first. */
final class Comparison {

    private static final double ALIKE_LINE = 0.9;

    private final Traits one;
    private final Traits other;

    private Comparison(Traits one, Traits other) {
        this.one = one;
        this.other = other;
    }

    static Evidence of(Traits one, Traits other) {
        return new Comparison(one, other).evidence();
    }

    private Evidence evidence() {
        Map<Field, Level> levels = new EnumMap<>(Field.class);
        levels.put(Field.NHS_NUMBER, number());
        levels.put(Field.BIRTH_DATE, Dates.compare(one.birthDate(), other.birthDate()));
        levels.put(Field.SEX, same(one.sex(), other.sex()));
        levels.put(Field.POSTCODE, postcode());
        levels.put(Field.PHONE, any(one.phones(), other.phones()));
        levels.put(Field.ADDRESS, line());
        levels.put(Field.LOCAL_NUMBER,
                Collections.disjoint(one.localNumbers(), other.localNumbers()) ? Level.MISSING : Level.SAME);
        NameLevels names = names();
        levels.put(Field.FAMILY, names.family());
        levels.put(Field.GIVEN, names.given());
        levels.put(Field.FURTHER, names.further());
        return new Evidence(levels);
    }

    /** Of several numbers on a side, one that agrees counts: gates tell of the others. */
    private Level number() {
        if (one.numbers().isEmpty() || other.numbers().isEmpty()) {
            return falseNumber();
        }
        Level best = Level.DIFFERENT;
        for (Number mine : one.numbers()) {
            for (Number theirs : other.numbers()) {
                if (mine.value().equals(theirs.value())) {
                    Level same = mine.trusted() && theirs.trusted() ? Level.SAME : Level.UNTRUSTED;
                    best = best == Level.SAME ? best : same;
                }
            }
        }
        return best;
    }

    /** What a number of a false check digit tells beside one that is trusted: the same but for a slip, or another. */
    private Level falseNumber() {
        List<String> trusted = Stream.of(one, other)
                .flatMap(traits -> traits.numbers().stream())
                .filter(Number::trusted)
                .map(Number::value)
                .toList();
        List<String> typed = Stream.of(one, other)
                .filter(traits -> traits.numbers().isEmpty())
                .flatMap(traits -> traits.mistyped().stream())
                .toList();
        if (trusted.isEmpty() || typed.isEmpty()) {
            return Level.MISSING;
        }
        return trusted.stream().anyMatch(number -> typed.stream().anyMatch(slip -> Typing.oneSlip(number, slip)))
                ? Level.ONE_DIGIT
                : Level.UNLIKE;
    }

    private Level postcode() {
        Level any = any(one.postcodes(), other.postcodes());
        if (any != Level.DIFFERENT) {
            return any;
        }
        boolean district = false;
        for (String mine : one.postcodes()) {
            for (String theirs : other.postcodes()) {
                if (Typing.oneSlip(mine, theirs)) {
                    return Level.ALIKE;
                }
                district |= outward(mine).equals(outward(theirs));
            }
        }
        return district ? Level.DISTRICT : Level.DIFFERENT;
    }

    private static String outward(String postcode) {
        return postcode.substring(0, postcode.length() - 3);
    }

    private Level line() {
        Level any = any(one.lines(), other.lines());
        if (any != Level.DIFFERENT) {
            return any;
        }
        for (String mine : one.lines()) {
            for (String theirs : other.lines()) {
                if (digits(mine).equals(digits(theirs)) && Folding.likeness(mine, theirs) >= ALIKE_LINE) {
                    return Level.ALIKE;
                }
            }
        }
        return Level.DIFFERENT;
    }

    private static String digits(String line) {
        StringBuilder digits = new StringBuilder();
        line.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
        return digits.toString();
    }

    private NameLevels names() {
        List<NameLevels> all = new ArrayList<>();
        for (Name mine : one.names()) {
            for (Name theirs : other.names()) {
                all.add(NameLevels.of(mine, theirs));
            }
        }
        return NameLevels.best(all);
    }

    private static Level any(Collection<String> mine, Collection<String> theirs) {
        if (mine.isEmpty() || theirs.isEmpty()) {
            return Level.MISSING;
        }
        return Collections.disjoint(mine, theirs) ? Level.DIFFERENT : Level.SAME;
    }

    private static Level same(Optional<String> mine, Optional<String> theirs) {
        return any(mine.map(List::of).orElse(List.of()), theirs.map(List::of).orElse(List.of()));
    }
}
