package org.tributary.hub.access;

import java.util.Set;

/**
 * One line of the audit trail: who was shown or changed what.
 *
 * @param outcome
 *            whether the request was done
 * @param records
 *            how many records were shown or changed
 * @param patients
 *            the logical ids of the Patients they belong to
 */
public record AuditEntry(Caller caller, Action action, Outcome outcome, int records, Set<String> patients) {

    /** What happened to the records (R4, AuditEvent.action). */
    public enum Action {
        CREATE("C"), READ("R"), UPDATE("U"), DELETE("D"), EXECUTE("E");

        private final String code;

        Action(String code) {
            this.code = code;
        }

        /** R4's code. */
        public String code() {
            return code;
        }
    }

    /** How it ended (R4, AuditEvent.outcome). */
    public enum Outcome {
        SUCCESS(0), FAILURE(4);

        private final int code;

        Outcome(int code) {
            this.code = code;
        }

        /** R4's code. */
        public int code() {
            return code;
        }
    }

    public AuditEntry {
        patients = Set.copyOf(patients);
    }
}
