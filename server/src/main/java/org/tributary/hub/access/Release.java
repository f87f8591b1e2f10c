package org.tributary.hub.access;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.access.AuditEntry.Action;
import org.tributary.hub.access.AuditEntry.Outcome;

/** What a read found for its caller, as the audit trail tells it. Whoever reads record data says so here. */
public final class Release {

    private final Set<String> patients = new LinkedHashSet<>();
    private int records;

    Release() {
    }

    /**
     * Notes a record.
     *
     * @param patient
     *            the logical id of the Patient it belongs to; null when it belongs to none
     */
    public void record(@Nullable String patient) {
        records++;
        if (patient != null) {
            patients.add(patient);
        }
    }

    /** Notes a record of a person, by the logical ids of their Patients. */
    public void person(Collection<String> patientIds) {
        records++;
        patients.addAll(patientIds);
    }

    /**
     * What was noted so far, as a line of the audit trail that whoever takes it has to write; the rest of the
     * transaction starts anew. For reads that are too long to be told of in one line.
     */
    public AuditEntry take(Caller caller) {
        AuditEntry entry = new AuditEntry(caller, Action.READ, Outcome.SUCCESS, records, patients);
        forget();
        return entry;
    }

    /** Takes back what was noted: it was looked at, and is shown to nobody. */
    public void forget() {
        patients.clear();
        records = 0;
    }

    int records() {
        return records;
    }

    Set<String> patients() {
        return patients;
    }
}
