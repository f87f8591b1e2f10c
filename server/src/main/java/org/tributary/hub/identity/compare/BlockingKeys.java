package org.tributary.hub.identity.compare;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tributary.hub.identity.compare.Traits.Name;

/**
 * What two Patients must share for linkage to compare them at all: hashes of combinations that few people share, so
 * that no candidate need ever be left out because there are too many. Day and month of birth dates are taken in either
 * order, names by their sound and by what they are short for.
 */
public final class BlockingKeys {

    private final Set<Long> keys = new TreeSet<>();
    private final Traits traits;

    private BlockingKeys(Traits traits) {
        this.traits = traits;
    }

    public static Set<Long> of(Traits traits) {
        BlockingKeys keys = new BlockingKeys(traits);
        keys.addNumbers();
        keys.addNames();
        keys.addAddresses();
        return keys.keys;
    }

    /** The key of a Patient itself, by which those that its source merged with it find it. */
    public static long ofPatient(String id) {
        return hash("patient\n" + id);
    }

    private void addNumbers() {
        traits.numbers().forEach(number -> add("nhs", number.value()));
        traits.localNumbers().forEach(number -> add("local", number));
        add("patient", traits.id());
        traits.mergedWith().forEach(other -> add("patient", other));
    }

    private void addNames() {
        String date = traits.birthDate().orElse("");
        for (Name name : traits.names()) {
            Set<String> families = sounds(name.families());
            Set<String> givens = sounds(name.givens());
            Set<String> all = new TreeSet<>(families);
            all.addAll(givens);
            if (traits.hasFullBirthDate()) {
                all.forEach(sound -> add("date+name", eitherOrder(date), sound));
            }
            for (String family : families) {
                for (String given : firsts(givens)) {
                    addFullName(date, family, given);
                }
            }
        }
    }

    /** Family and given name, in either order. */
    private void addFullName(String date, String one, String other) {
        String first = one.compareTo(other) <= 0 ? one : other;
        String second = one.compareTo(other) <= 0 ? other : one;
        if (!date.isEmpty()) {
            add("names+year", first, second, date.substring(0, 4));
        }
        if (traits.hasFullBirthDate()) {
            add("names+day", first, second, eitherOrder(date).substring(4));
        }
        traits.postcodes().forEach(postcode -> add("names+postcode", first, second, postcode));
        traits.phones().forEach(phone -> add("names+phone", first, second, phone));
    }

    private void addAddresses() {
        if (traits.hasFullBirthDate()) {
            String date = eitherOrder(traits.birthDate().orElseThrow());
            traits.postcodes().forEach(postcode -> add("date+postcode", date, postcode));
            traits.phones().forEach(phone -> add("date+phone", date, phone));
        }
        Set<String> givens = new TreeSet<>();
        traits.names().forEach(name -> givens.addAll(firsts(sounds(name.givens()))));
        for (String given : givens) {
            traits.postcodes()
                    .forEach(postcode -> traits.lines()
                            .forEach(line -> add("given+address", given, postcode, line)));
            traits.phones().forEach(phone -> add("given+phone", given, phone));
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

    private void add(String... parts) {
        keys.add(hash(String.join("\n", parts)));
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
