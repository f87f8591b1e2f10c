package org.tributary.hub.access;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    int records() {
        return records;
    }

    Set<String> patients() {
        return patients;
    }
}
