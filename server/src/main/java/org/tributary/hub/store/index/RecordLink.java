package org.tributary.hub.store.index;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The one reference by which resources of a type belong to a patient's record ({@code Observation.subject}). The tokens
 * of such resources carry a number for patient, path and code together, so that one look into the index finds all of
 * one patient's resources with a code. Types of which a resource may name several patients have no such reference.
 */
public final class RecordLink {

    private static final Map<String, OptionalInt> PATHS = new ConcurrentHashMap<>();

    /** Odd, so that it takes no two numbers to one. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private RecordLink() {
    }

    /** The path of the rows in index_link that hold the type's record link; empty for types without. */
    public static OptionalInt path(String type) {
        return PATHS.computeIfAbsent(type, RecordLink::find);
    }

    /**
     * The number for a token of a patient's record. Under one path and code no two patients share one, so who compares
     * path and code as well needs no other proof.
     *
     * @param patient
     *            what references to the Patient carry in the index
     */
    public static long key(long patient, int path, long code) {
        return patient ^ Long.rotateLeft((code ^ path * SPREAD) * SPREAD, 31);
    }

    /** The patient whose record a resource belongs to by that reference. */
    static OptionalLong patient(String type, IndexEntries entries) {
        OptionalInt path = path(type);
        return path.isEmpty()
                ? OptionalLong.empty()
                : entries.links()
                        .stream()
                        .filter(link -> link.path() == path.getAsInt())
                        .mapToLong(IndexEntries.Link::target)
                        .findAny();
    }

    private static OptionalInt find(String type) {
        List<List<IndexPath>> claims = type.equals("Patient")
                ? List.of()
                : PatientCompartment.shared().claims(type);
        @Nullable
        IndexPath path = claims.isEmpty() || claims.getFirst().size() != 1 ? null : claims.getFirst().getFirst();
        return path == null || !path.holdsReferences() || path.routes().size() != 1
                || !path.routes().getFirst().isSingle(type)
                        ? OptionalInt.empty()
                        : OptionalInt.of(path.targetNumber("Patient"));
    }
}
