package org.tributary.hub.identity.compare;

import static org.tributary.hub.identity.compare.KeyKind.BIRTH_DATE_AND_NAME;
import static org.tributary.hub.identity.compare.KeyKind.BIRTH_DATE_AND_PHONE;
import static org.tributary.hub.identity.compare.KeyKind.BIRTH_DATE_AND_POSTCODE;
import static org.tributary.hub.identity.compare.KeyKind.FAMILY_NAME_POSTCODE_AND_YEAR;
import static org.tributary.hub.identity.compare.KeyKind.GIVEN_NAME_AND_ADDRESS;
import static org.tributary.hub.identity.compare.KeyKind.GIVEN_NAME_AND_PHONE;
import static org.tributary.hub.identity.compare.KeyKind.LOCAL_NUMBER;
import static org.tributary.hub.identity.compare.KeyKind.NAMES_AND_DAY;
import static org.tributary.hub.identity.compare.KeyKind.NAMES_AND_POSTCODE;
import static org.tributary.hub.identity.compare.KeyKind.NAMES_AND_YEAR;
import static org.tributary.hub.identity.compare.KeyKind.NHS_NUMBER;
import static org.tributary.hub.identity.compare.KeyKind.NHS_NUMBER_AND_BIRTH_DATE;
import static org.tributary.hub.identity.compare.KeyKind.PATIENT;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tributary.hub.identity.compare.Traits.Name;

/**
 * What two Patients must share for linkage to compare them at all: hashes of combinations that few people share. Day
 * and month of birth dates are taken in either order, names by their sound and by what they are short for.
 */
public final class BlockingKeys {

    private final Map<Long, KeyKind> keys = new TreeMap<>();
    private final Traits traits;

    private BlockingKeys(Traits traits) {
        this.traits = traits;
    }

    public static Set<Long> of(Traits traits) {
        return kindsOf(traits).keySet();
    }

    /** Keys, and what is common to those who share them. */
    public static Map<Long, KeyKind> kindsOf(Traits traits) {
        BlockingKeys keys = new BlockingKeys(traits);
        keys.addNumbers();
        keys.addNames();
        keys.addAddresses();
        return keys.keys;
    }

    /** The key of a Patient itself, by which those that its source merged with it find it. */
    public static long ofPatient(String id) {
        return hash(PATIENT.code() + '\n' + id);
    }

    private void addNumbers() {
        for (Traits.Number number : traits.numbers()) {
            add(NHS_NUMBER, number.value());
            if (traits.hasFullBirthDate()) {
                add(NHS_NUMBER_AND_BIRTH_DATE, number.value(), traits.birthDate().orElseThrow());
            }
        }
        traits.localNumbers().forEach(number -> add(LOCAL_NUMBER, number));
        add(PATIENT, traits.id());
        traits.mergedWith().forEach(other -> add(PATIENT, other));
    }

    private void addNames() {
        String date = traits.birthDate().orElse("");
        for (Name name : traits.names()) {
            Set<String> families = sounds(name.families());
            Set<String> givens = sounds(name.givens());
            Set<String> all = new TreeSet<>(families);
            all.addAll(givens);
            if (traits.hasFullBirthDate()) {
                all.forEach(sound -> add(BIRTH_DATE_AND_NAME, eitherOrder(date), sound));
            }
            for (String family : families) {
                addFamilyAtHome(date, family);
                for (String given : firsts(givens)) {
                    addFullName(date, family, given);
                }
            }
        }
    }

    /** Who has slips in given name and birth date is still found at home: few there are of one name and year. */
    private void addFamilyAtHome(String date, String family) {
        if (!date.isEmpty()) {
            traits.postcodes()
                    .forEach(postcode -> add(FAMILY_NAME_POSTCODE_AND_YEAR, family, postcode, date.substring(0, 4)));
        }
    }

    /** Family and given name, in either order. */
    private void addFullName(String date, String one, String other) {
        String first = one.compareTo(other) <= 0 ? one : other;
        String second = one.compareTo(other) <= 0 ? other : one;
        if (!date.isEmpty()) {
            add(NAMES_AND_YEAR, first, second, date.substring(0, 4));
        }
        if (traits.hasFullBirthDate()) {
            add(NAMES_AND_DAY, first, second, eitherOrder(date).substring(4));
        }
        traits.postcodes().forEach(postcode -> add(NAMES_AND_POSTCODE, first, second, postcode));
    }

    private void addAddresses() {
        if (traits.hasFullBirthDate()) {
            String date = eitherOrder(traits.birthDate().orElseThrow());
            traits.postcodes().forEach(postcode -> add(BIRTH_DATE_AND_POSTCODE, date, postcode));
            traits.phones().forEach(phone -> add(BIRTH_DATE_AND_PHONE, date, phone));
        }
        Set<String> givens = new TreeSet<>();
        traits.names().forEach(name -> givens.addAll(firsts(sounds(name.givens()))));
        for (String given : givens) {
            traits.postcodes()
                    .forEach(postcode -> traits.lines()
                            .forEach(line -> add(GIVEN_NAME_AND_ADDRESS, given, postcode, line)));
            traits.phones().forEach(phone -> add(GIVEN_NAME_AND_PHONE, given, phone));
        }
    }

    /** The sounds of words, and of what they are short for; initials have none. */
    private static Set<String> sounds(List<String> words) {
        Set<String> sounds = new LinkedHashSet<>();
        for (String word : words) {
            if (word.length() > 1) {
                sounds.add(Folding.sound(GivenNames.root(word)));
            }
        }
        return sounds;
    }

    private static Set<String> firsts(Set<String> sounds) {
        return sounds.isEmpty() ? Set.of() : Set.of(sounds.iterator().next());
    }

    /** {@code yyyy}, then day and month, the smaller first. */
    private static String eitherOrder(String date) {
        String month = date.substring(5, 7);
        String day = date.substring(8, 10);
        return date.substring(0, 4) + (month.compareTo(day) <= 0 ? month + day : day + month);
    }

    private void add(KeyKind kind, String... parts) {
        keys.put(hash(kind.code() + '\n' + String.join("\n", parts)), kind);
    }

    /** FNV-1a of 64 bits, its bits then mixed so that all count. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash ^= hash >>> 33;
        hash *= 0xff51afd7ed558ccdL;
        return hash ^ hash >>> 33;
    }
}
