package org.tributary.hub.identity.compare;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import org.tributary.hub.identity.compare.Traits.Name;

/**
 * How far one name of a Patient agrees with one of another.
 *
 * @param further
 *            {@link Level#SAME} when they share a further given name that tells people apart
 */
record NameLevels(Level family, Level given, Level further) {

    static final NameLevels MISSING = new NameLevels(Level.MISSING, Level.MISSING, Level.MISSING);

    private static final double ALIKE_FAMILY = 0.9;
    private static final double ALIKE_GIVEN = 0.88;
    private static final double ALIKE_SOUND = 0.8;

    static NameLevels of(Name one, Name other) {
        if (isSwapped(one, other)) {
            return swapped(one, other);
        }
        if (areBothSwapped(one, other)) {
            return new NameLevels(Level.SAME, given(one.families(), other.families()), Level.MISSING);
        }
        return new NameLevels(family(one, other), given(one.givens(), other.givens()),
                further(one.givens(), other.givens()));
    }

    private static final Comparator<NameLevels> LEAST_FIRST = Comparator
            .comparingInt((NameLevels levels) -> points(levels.family) + points(levels.given))
            .thenComparingInt(levels -> points(levels.given))
            .thenComparing(NameLevels::given, Comparator.reverseOrder())
            .thenComparing(NameLevels::family, Comparator.reverseOrder())
            .thenComparing(NameLevels::further, Comparator.reverseOrder());

    /**
     * The pair of names that agrees most tells how far two people's names agree. Where it is silent about a part, the
     * others tell of that part: a name without a given name must not hide that the given names differ.
     */
    static NameLevels best(Collection<NameLevels> all) {
        NameLevels best = all.stream().max(LEAST_FIRST).orElse(MISSING);
        return new NameLevels(best.family != Level.MISSING ? best.family : told(all, NameLevels::family),
                best.given != Level.MISSING ? best.given : told(all, NameLevels::given), best.further);
    }

    private static Level told(Collection<NameLevels> all, Function<NameLevels, Level> part) {
        return all.stream()
                .map(part)
                .filter(level -> level != Level.MISSING)
                .max(Comparator.comparingInt(NameLevels::points).thenComparing(Comparator.reverseOrder()))
                .orElse(Level.MISSING);
    }

    private static int points(Level level) {
        return switch (level) {
            case SAME -> 6;
            case SWAPPED, NICKNAME -> 5;
            case FURTHER_DIFFERENT, ALIKE, PART -> 4;
            case MIDDLE, VARIANT -> 3;
            case INITIAL -> 2;
            case MISSING -> 1;
            case DIFFERENT, UNTRUSTED, UNLIKE, ONE_DIGIT, PARTIAL, DISTRICT -> 0;
        };
    }

    private static boolean isSwapped(Name one, Name other) {
        if (one.families().isEmpty() || one.givens().isEmpty() || other.families().isEmpty()
                || other.givens().isEmpty()) {
            return false;
        }
        String family = one.family();
        String given = one.givens().getFirst();
        String otherFamily = other.family();
        String otherGiven = other.givens().getFirst();
        return !isAlike(family, given, ALIKE_FAMILY) && !isAlike(family, otherFamily, ALIKE_FAMILY)
                && (family.equals(otherGiven) || isAlike(family, otherGiven, ALIKE_FAMILY))
                && (otherFamily.equals(given) || isAlike(otherFamily, given, ALIKE_FAMILY));
    }

    /** Two names of which neither is a slip, as twins may have them, are no less two for standing in another place. */
    private static NameLevels swapped(Name one, Name other) {
        if (areTwoNames(one.givens().getFirst(), other.family())) {
            return new NameLevels(Level.SAME, given(one.givens(), other.families()), Level.MISSING);
        }
        if (areTwoNames(other.givens().getFirst(), one.family())) {
            return new NameLevels(Level.SAME, given(one.families(), other.givens()), Level.MISSING);
        }
        return new NameLevels(Level.SWAPPED, Level.SWAPPED, further(one.givens(), other.givens()));
    }

    private static boolean areTwoNames(String one, String other) {
        return !one.equals(other) && GivenNames.isCommon(one) && GivenNames.isCommon(other);
    }

    /** Whether both have family and given name in each other's place: Oliver and Matthew are brothers of one name. */
    private static boolean areBothSwapped(Name one, Name other) {
        return one.families().size() == 1 && other.families().size() == 1 && !one.givens().isEmpty()
                && !other.givens().isEmpty() && one.givens().getFirst().equals(other.givens().getFirst())
                && !GivenNames.isCommon(one.givens().getFirst()) && areTwoNames(one.family(), other.family());
    }

    private static Level family(Name one, Name other) {
        if (one.families().isEmpty() || other.families().isEmpty()) {
            return Level.MISSING;
        }
        String mine = one.family();
        String theirs = other.family();
        if (mine.equals(theirs)) {
            return Level.SAME;
        }
        if ((one.families().size() > 1 || other.families().size() > 1)
                && !Collections.disjoint(longWords(one.families()), longWords(other.families()))) {
            return Level.PART;
        }
        return isAlike(mine, theirs, ALIKE_FAMILY) ? Level.ALIKE : Level.DIFFERENT;
    }

    /** De, van and the like are no names by themselves. */
    private static List<String> longWords(List<String> words) {
        return words.stream().filter(word -> word.length() > 3).toList();
    }

    private static Level given(List<String> one, List<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Level.MISSING;
        }
        Level first = first(one, other);
        if (first == Level.DIFFERENT && further(one, other) == Level.SAME
                && !areTwoNames(one.getFirst(), other.getFirst())
                && Typing.areTwoSlips(one.getFirst(), other.getFirst())) {
            return Level.ALIKE;
        }
        if (!furtherDiffer(one, other)) {
            return first;
        }
        return switch (first) {
            case SAME, NICKNAME -> areReordered(one, other) ? first : Level.FURTHER_DIFFERENT;
            // Twins may have names that are alike; a slip does not change the further names, too.
            case VARIANT, ALIKE -> Level.DIFFERENT;
            case UNTRUSTED, UNLIKE, FURTHER_DIFFERENT, MIDDLE, INITIAL, PART, SWAPPED, ONE_DIGIT, PARTIAL, DISTRICT,
                    DIFFERENT, MISSING ->
                first;
        };
    }

    /** The first of the given names, whatever the further ones say. */
    private static Level first(List<String> one, List<String> other) {
        String mine = one.getFirst();
        String theirs = other.getFirst();
        if (mine.equals(theirs)) {
            return Level.SAME;
        }
        if (mine.length() == 1 || theirs.length() == 1) {
            return mine.charAt(0) == theirs.charAt(0) ? Level.INITIAL : middle(one, other);
        }
        if (GivenNames.soundAlike(mine, theirs) || areReordered(one, other)) {
            return Level.NICKNAME;
        }
        if (GivenNames.sameRoot(mine, theirs)) {
            return GivenNames.isIndependent(mine) && GivenNames.isIndependent(theirs) ? Level.VARIANT : Level.NICKNAME;
        }
        if (isSlipInGiven(mine, theirs)) {
            return Level.ALIKE;
        }
        // Anne Marie and Annemarie.
        if (String.join("", one).equals(String.join("", other))) {
            return Level.SAME;
        }
        return middle(one, other);
    }

    /**
     * Whether both have a further given name in common, in whatever place, that is known to be one and is not borne by
     * half a community, as Kaur and Singh are.
     */
    private static Level further(List<String> one, List<String> other) {
        return one.stream()
                .skip(1)
                .filter(GivenNames::tellsApart)
                .anyMatch(name -> other.stream().skip(1).anyMatch(name::equals)) ? Level.SAME : Level.MISSING;
    }

    /** Names that are known are two names, however alike; a word that is none may be a slip in a form of a name. */
    private static boolean isSlipInGiven(String mine, String theirs) {
        if (areTwoNames(mine, theirs)) {
            return false;
        }
        return isAlike(mine, theirs, ALIKE_GIVEN) || isSlipInAFormOf(mine, theirs) || isSlipInAFormOf(theirs, mine);
    }

    private static boolean isSlipInAFormOf(String name, String word) {
        return GivenNames.forms(name).stream().anyMatch(form -> Typing.areSlips(form, word));
    }

    /** Whether the same given names stand in another order. */
    private static boolean areReordered(List<String> one, List<String> other) {
        return one.size() > 1 && one.size() == other.size() && new HashSet<>(one).equals(new HashSet<>(other));
    }

    /** Whether both have further names, and none of one could be one of the other. */
    private static boolean furtherDiffer(List<String> one, List<String> other) {
        if (one.size() < 2 || other.size() < 2) {
            return false;
        }
        return one.stream()
                .skip(1)
                .noneMatch(mine -> other.stream().skip(1).anyMatch(theirs -> mayBeSame(mine, theirs)));
    }

    private static boolean mayBeSame(String mine, String theirs) {
        return mine.charAt(0) == theirs.charAt(0) && (mine.length() == 1 || theirs.length() == 1)
                || mine.equals(theirs) || GivenNames.soundAlike(mine, theirs) || GivenNames.sameRoot(mine, theirs)
                || isAlike(mine, theirs, ALIKE_GIVEN);
    }

    private static Level middle(List<String> one, List<String> other) {
        return one.contains(other.getFirst()) || other.contains(one.getFirst()) ? Level.MIDDLE : Level.DIFFERENT;
    }

    private static boolean isAlike(String one, String other, double enough) {
        if (one.length() < 3 || other.length() < 3) {
            return false;
        }
        if (Typing.asScanned(one).equals(Typing.asScanned(other))) {
            return true;
        }
        double likeness = Folding.likeness(one, other);
        return likeness >= enough || Typing.areSlips(one, other)
                || likeness >= ALIKE_SOUND && Folding.sound(one).equals(Folding.sound(other));
    }
}
