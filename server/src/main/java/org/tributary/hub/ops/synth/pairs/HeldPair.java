package org.tributary.hub.ops.synth.pairs;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.ops.synth.NhsNumbers;

/**
 * What the two organisations hold about one person.
 *
 * @param situations
 *            why the two differ; empty when nothing does
 * @param bearers
 *            the numbers of the people under whose NHS number a record lies
 */
record HeldPair(Held first, Held second, Set<Situation> situations, List<Integer> bearers) {

    private static final int ENOUGH = 3;

    /**
     * Whether anybody could tell that this is one person: the records agree exactly in three of NHS number (which
     * counts twice), family name, first given name, birth date, postcode and telephone, at least one of them being the
     * NHS number, the given name or the birth date; and neither organisation says that it does not know who this is.
     */
    boolean holdsEnough() {
        if (situations.contains(Situation.UNKNOWN_PERSON)) {
            return false;
        }
        boolean number = same(number(first), number(second));
        boolean given = same(first.name().first(), second.name().first());
        boolean birth = Objects.equals(first.birthDate(), second.birthDate()) && first.birthDate() != null;
        int agreeing = (number ? 2 : 0) + (given ? 1 : 0) + (birth ? 1 : 0)
                + (same(first.name().family(), second.name().family()) ? 1 : 0)
                + (same(postcode(first), postcode(second)) ? 1 : 0) + (same(first.phone(), second.phone()) ? 1 : 0);
        return agreeing >= ENOUGH && (number || given || birth);
    }

    private static boolean same(@Nullable String one, @Nullable String other) {
        return one != null && other != null && one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
    }

    private static @Nullable String number(Held held) {
        Held.Number number = held.number();
        return number != null && NhsNumbers.isValid(number.value()) ? number.value() : null;
    }

    private static @Nullable String postcode(Held held) {
        Place place = held.place();
        return place == null || place.equals(Place.NO_FIXED_ABODE) ? null : place.postcode();
    }
}
