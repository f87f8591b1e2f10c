package org.tributary.hub.identity.linking;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Two source Patients, the one with the smaller id first. */
public record Pair(String patient, String other) {

    public static final Comparator<Pair> ORDER = Comparator.comparing(Pair::patient).thenComparing(Pair::other);

    public static Pair of(String one, String another) {
        return one.compareTo(another) <= 0 ? new Pair(one, another) : new Pair(another, one);
    }

    List<String> ends() {
        return List.of(patient, other);
    }

    /** The pair's id as a case for review: the same whenever the pair comes again. */
    public UUID id() {
        return UUID.nameUUIDFromBytes((patient + '\n' + other).getBytes(StandardCharsets.UTF_8));
    }
}
