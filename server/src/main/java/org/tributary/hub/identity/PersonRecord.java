package org.tributary.hub.identity;

import java.time.Instant;
import java.util.List;
import org.tributary.hub.store.StoredResource;

/**
 * A person as one caller may see them: the source Patients, whole.
 *
 * @param id
 *            the person's opaque id; not the one asked for when that person was retired into this one
 * @param sources
 *            at least one; those whose values count before the others' first: with a verified NHS number, then changed
 *            last
 */
public record PersonRecord(String id, List<Source> sources) {

    public PersonRecord {
        sources = List.copyOf(sources);
    }

    /**
     * A source's Patient and its link to the person.
     *
     * @param rule
     *            the name of the rule that linked it
     * @param since
     *            when it was linked
     * @param verified
     *            whether the source says that it verified the NHS number (status 01)
     */
    public record Source(StoredResource patient, String rule, Instant since, boolean verified) {
    }

    /** When something of it was last changed here: a Patient or a link. */
    public Instant lastChanged() {
        return sources.stream()
                .map(source -> source.since.isAfter(source.patient.lastUpdated())
                        ? source.since
                        : source.patient.lastUpdated())
                .max(Instant::compareTo)
                .orElseThrow();
    }
}
