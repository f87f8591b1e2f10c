package org.tributary.hub.identity.linking;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tributary.hub.identity.compare.Evidence;
import org.tributary.hub.identity.compare.Field;
import org.tributary.hub.identity.compare.Judge;
import org.tributary.hub.identity.compare.Level;

/**
 * Tells which links a third record casts doubt on. A twin's record that was filed under the other twin's number, or a
 * son's under his father's, agrees with the number's bearer; that it is not the bearer's shows only by the twin's or
 * the son's own record, which does not have that number and agrees better in name or birth date, or as well where the
 * given name under the number is written with a slip, or as well and in the home where the bearer's is another.
 */
final class Rivals {

    /** The best first. */
    private static final List<Level> GIVEN = List.of(Level.SAME, Level.SWAPPED, Level.NICKNAME, Level.FURTHER_DIFFERENT,
            Level.VARIANT, Level.ALIKE, Level.PART, Level.MIDDLE, Level.INITIAL, Level.MISSING, Level.DIFFERENT);
    private static final List<Level> FAMILY = List.of(Level.SAME, Level.SWAPPED, Level.PART, Level.ALIKE,
            Level.MISSING, Level.DIFFERENT);
    private static final List<Level> BIRTH = List.of(Level.SAME, Level.SWAPPED, Level.ONE_DIGIT, Level.PARTIAL,
            Level.MISSING, Level.DIFFERENT);

    private final Map<String, List<Edge>> byPatient = new HashMap<>();
    private final Set<Pair> linked = new HashSet<>();
    private final Set<Pair> twoOfOneSource = new HashSet<>();

    Rivals(Collection<Edge> edges) {
        for (Edge edge : edges) {
            if (edge.links() && hasNumberOrPlace(edge.evidence())) {
                linked.add(edge.pair());
            }
            if (edge.rule().equals(Judge.TWO_OF_ONE_SOURCE)) {
                twoOfOneSource.add(edge.pair());
            }
            byPatient.computeIfAbsent(edge.patient(), none -> new ArrayList<>()).add(edge);
            byPatient.computeIfAbsent(edge.other(), none -> new ArrayList<>()).add(edge);
        }
    }

    /** Whether a link had better be looked at by somebody. */
    boolean castDoubtOn(Edge link) {
        return haveAt(link.patient(), link.other(), link) || haveAt(link.other(), link.patient(), link);
    }

    private boolean haveAt(String shared, String end, Edge link) {
        for (Edge rival : byPatient.getOrDefault(shared, List.of())) {
            String far = rival.across(shared);
            Pair ends = Pair.of(far, end);
            if (!far.equals(end) && !linked.contains(ends)
                    && (isBetterWithoutTheNumber(rival.evidence(), link.evidence())
                            && !(rival.evidence().is(Field.NHS_NUMBER, Level.MISSING) && isBearer(shared, end))
                            || mayBeMeant(rival.evidence(), link.evidence())
                            || bearsTheNumberToo(rival.evidence(), link.evidence(), twoOfOneSource.contains(ends)))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether another source, too, knows the Patient by the same number, names and birth date: a record that tells no
     * number is the bearer's own then.
     */
    private boolean isBearer(String patient, String end) {
        return byPatient.getOrDefault(patient, List.of())
                .stream()
                .filter(Edge::links)
                .filter(edge -> edge.evidence().is(Field.NHS_NUMBER, Level.SAME)
                        && edge.evidence().is(Field.FAMILY, Level.SAME) && edge.evidence().is(Field.GIVEN, Level.SAME)
                        && edge.evidence().is(Field.BIRTH_DATE, Level.SAME))
                .map(edge -> edge.across(patient))
                .anyMatch(other -> !other.equals(end) && !twoOfOneSource.contains(Pair.of(other, end)));
    }

    private static boolean isBetterWithoutTheNumber(Evidence rival, Evidence link) {
        return link.is(Field.NHS_NUMBER, Level.SAME, Level.UNTRUSTED)
                && rival.is(Field.NHS_NUMBER, Level.DIFFERENT, Level.UNLIKE, Level.MISSING)
                && !rival.is(Field.GIVEN, Level.DIFFERENT, Level.MISSING)
                && !rival.is(Field.BIRTH_DATE, Level.DIFFERENT)
                && !isNoSignOfAnother(rival, link)
                && (isBetter(GIVEN, rival.of(Field.GIVEN), link.of(Field.GIVEN))
                        || isBetter(BIRTH, rival.of(Field.BIRTH_DATE), link.of(Field.BIRTH_DATE))
                        || isAsGood(rival, link) && isBetterInFamilyNameOrHome(rival, link)
                        || isBetterInFamilyNameAndHome(rival, link));
    }

    /**
     * A record without a number may be the bearer's own in a third place: where only the family name has a slip under
     * the number, or where the link is of the home and the third record of another. Somebody of another number and home
     * is a namesake where only the family name has a slip.
     */
    private static boolean isNoSignOfAnother(Evidence rival, Evidence link) {
        boolean slipInFamilyName = link.is(Field.GIVEN, Level.SAME) && link.is(Field.BIRTH_DATE, Level.SAME);
        boolean homeTells = isOfThePlace(link) && rival.isElsewhere();
        return rival.is(Field.NHS_NUMBER, Level.MISSING)
                ? slipInFamilyName || homeTells
                : slipInFamilyName && homeTells;
    }

    /** Under a number a family name and a home that are both others may be those of a twin who has a number, too. */
    private static boolean isBetterInFamilyNameAndHome(Evidence rival, Evidence link) {
        return link.is(Field.FAMILY, Level.DIFFERENT) && link.isElsewhere() && rival.is(Field.FAMILY, Level.SAME)
                && isOfThePlace(rival) && rival.is(Field.NHS_NUMBER, Level.DIFFERENT, Level.UNLIKE)
                && !isBetter(BIRTH, link.of(Field.BIRTH_DATE), rival.of(Field.BIRTH_DATE));
    }

    /**
     * A newborn's record without a given name says nothing of which it is, of twins under one number. Nor does one
     * whose given name is only alike, if its source keeps another apart from it whose given name is the same.
     */
    private static boolean bearsTheNumberToo(Evidence rival, Evidence link, boolean twoOfOneSource) {
        boolean nameless = link.is(Field.GIVEN, Level.MISSING) && !link.is(Field.FAMILY, Level.MISSING);
        boolean alike = twoOfOneSource && link.is(Field.GIVEN, Level.ALIKE) && !link.is(Field.FURTHER, Level.SAME)
                && rival.is(Field.GIVEN, Level.SAME);
        return (nameless || alike)
                && link.is(Field.NHS_NUMBER, Level.SAME, Level.UNTRUSTED)
                && rival.is(Field.NHS_NUMBER, Level.SAME, Level.UNTRUSTED)
                && !rival.is(Field.BIRTH_DATE, Level.DIFFERENT);
    }

    private static boolean isAsGood(Evidence rival, Evidence link) {
        return !isBetter(GIVEN, link.of(Field.GIVEN), rival.of(Field.GIVEN))
                && !isBetter(BIRTH, link.of(Field.BIRTH_DATE), rival.of(Field.BIRTH_DATE));
    }

    /**
     * Or no worse in the family name, where the given name under the number is a slip that may be another's name. Who
     * has a number of its own may have a slip in the family name, too, and need not be better where the link has a slip
     * and nothing of the home in common.
     */
    private static boolean isBetterInFamilyNameOrHome(Evidence rival, Evidence link) {
        boolean asGoodInFamily = !isBetter(FAMILY, link.of(Field.FAMILY), rival.of(Field.FAMILY));
        if (isBetter(FAMILY, rival.of(Field.FAMILY), link.of(Field.FAMILY))
                || asGoodInFamily && link.is(Field.GIVEN, Level.ALIKE)) {
            return true;
        }
        boolean slip = !link.is(Field.BIRTH_DATE, Level.SAME) && (isOfThePlace(rival) || !isOfThePlace(link));
        return rival.is(Field.NHS_NUMBER, Level.DIFFERENT, Level.UNLIKE)
                && !rival.is(Field.FAMILY, Level.DIFFERENT, Level.MISSING)
                && (link.is(Field.GIVEN, Level.ALIKE) || isBetterInTheHome(rival, link) || asGoodInFamily && slip);
    }

    /**
     * Only where the link tells of two homes: see there that a rival without a number may be the bearer before a move.
     */
    private static boolean isBetterInTheHome(Evidence rival, Evidence link) {
        return isOfThePlace(rival) && !isOfThePlace(link)
                && (link.is(Field.POSTCODE, Level.DIFFERENT, Level.DISTRICT)
                        || link.is(Field.ADDRESS, Level.DIFFERENT));
    }

    /** What the two do not both tell is not told better by a third. */
    private static boolean isBetter(List<Level> bestFirst, Level rival, Level link) {
        return link != Level.MISSING && bestFirst.indexOf(rival) < bestFirst.indexOf(link);
    }

    /**
     * Without a number nobody can say which of two is meant who have one birth date and go by such names, unless only
     * one of them is of the place, and the other of no better name.
     */
    private static boolean mayBeMeant(Evidence rival, Evidence link) {
        boolean asGood = !rival.is(Field.BIRTH_DATE, Level.MISSING, Level.DIFFERENT)
                && !isBetter(BIRTH, link.of(Field.BIRTH_DATE), rival.of(Field.BIRTH_DATE));
        boolean atHome = isOfThePlace(rival) && !isOfThePlace(link);
        return !link.is(Field.NHS_NUMBER, Level.SAME, Level.UNTRUSTED) && asGood
                && (atHome || !rival.is(Field.FAMILY, Level.DIFFERENT))
                && !rival.is(Field.GIVEN, Level.DIFFERENT, Level.MISSING)
                && (isOfThePlace(rival) || !isOfThePlace(link)
                        || isBetter(GIVEN, rival.of(Field.GIVEN), link.of(Field.GIVEN)));
    }

    /** Two homes with a record in each of two organisations are no less two for names that link all four. */
    private static boolean hasNumberOrPlace(Evidence link) {
        return link.is(Field.NHS_NUMBER, Level.SAME, Level.UNTRUSTED, Level.ONE_DIGIT) || isOfThePlace(link);
    }

    private static boolean isOfThePlace(Evidence evidence) {
        return evidence.places() > 0;
    }
}
