package org.tributary.hub.pathway;

import java.util.List;
import org.tributary.hub.pathway.spells.ProviderSpell;

/**
 * All that a caller may see of one person's care: what stays, delays and waits are computed from.
 *
 * @param person
 *            the person's id as it was asked for
 * @param patients
 *            the logical ids of the source Patients, in code point order; at least one
 * @param entries
 *            in the order of a timeline; words that other resources have are not filled in
 * @param spells
 *            in order
 */
public record PersonRecord(String person, List<String> patients, List<TimelineEntry> entries,
        List<ProviderSpell> spells) {

    public PersonRecord {
        patients = List.copyOf(patients);
        entries = List.copyOf(entries);
        spells = List.copyOf(spells);
    }

    public List<CareEvent> events() {
        return entries.stream().map(TimelineEntry::event).toList();
    }
}
