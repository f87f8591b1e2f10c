package org.tributary.hub.ops.synth.pairs;

import java.util.ArrayList;
import java.util.List;
import org.tributary.hub.ops.synth.Draws;
import org.tributary.hub.ops.synth.pairs.Held.Name;

/** What becomes of a name without anybody's slip. Each gives the same name back where it cannot befall it. */
final class NameChanges {
    private NameChanges() {
    }

    static Name speltOtherwise(Name name, Draws draws) {
        List<String> ofFirst = Spellings.others(name.first());
        List<String> ofFamily = Spellings.others(name.family());
        if (!ofFirst.isEmpty() && (ofFamily.isEmpty() || draws.percent(50))) {
            return name.withFirst(draws.pick(ofFirst));
        }
        return ofFamily.isEmpty() ? name : name.withFamily(draws.pick(ofFamily));
    }

    static Name shortened(Name name, Draws draws) {
        List<String> pets = PetNames.of(name.first());
        return pets.isEmpty() ? name : name.withFirst(draws.pick(pets));
    }

    static Name withoutMiddle(Name name) {
        return new Name(name.family(), List.of(name.first()));
    }

    /** The middle name alone, or before the first. */
    static Name middleFirst(Name name, Draws draws) {
        if (name.given().size() < 2) {
            return name;
        }
        String middle = name.given().get(1);
        return new Name(name.family(), draws.percent(60) ? List.of(middle) : List.of(middle, name.first()));
    }

    static Name partOfFamily(Name name, Draws draws) {
        String[] parts = name.family().split("[- ]");
        return parts.length < 2 ? name : name.withFamily(parts[draws.percent(50) ? 0 : parts.length - 1]);
    }

    static Name married(Name name, String other, Draws draws) {
        return name.withFamily(draws.percent(20) ? name.family() + '-' + other : other);
    }

    static Name swapped(Name name) {
        List<String> given = new ArrayList<>(name.given());
        given.set(0, name.family());
        return new Name(name.first(), List.copyOf(given));
    }

    static Name baby(Name name, boolean twin, Draws draws) {
        if (twin && draws.percent(60)) {
            return new Name(name.family(), List.of(draws.percent(50) ? "Twin 1" : "Twin 2"));
        }
        return new Name(name.family(), List.of(draws.percent(70) ? "Baby" : "Baby Of"));
    }
}
