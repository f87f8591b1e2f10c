package org.tributary.mapping;

/**
 * Something a mapper could not take as it came. Its texts are shown to the sender and kept in logs: they name places
 * and codes, never a person's name, number, address or clinical text.
 *
 * @param id
 *            stable kebab-case name of the situation, e.g. {@code pid-3-bad-check-digit}
 * @param severity
 *            FHIR issue severity; {@link Severity#ERROR} and {@link Severity#FATAL} mean that the record was rejected
 * @param kind
 *            FHIR issue type
 * @param record
 *            the record's number in the document, from 1
 * @param location
 *            where, in the source's own terms: {@code PID-3[2].1}, {@code line 12, column "NHS Number"},
 *            {@code Bundle.entry[3].resource.birthDate}
 * @param message
 *            one sentence: what was found, and what was kept or dropped
 * @param remedy
 *            one sentence: what the sender can do about it
 */
public record MappingIssue(String id, Severity severity, Kind kind, int record, String location, String message,
        String remedy) {

    /** FHIR IssueSeverity. */
    public enum Severity {
        FATAL, ERROR, WARNING, INFORMATION
    }

    /** The FHIR IssueTypes that mappers use. Unsupported and invalid are different words. */
    public enum Kind {
        STRUCTURE("structure"), REQUIRED("required"), VALUE("value"), INVARIANT("invariant"), CODE_INVALID(
                "code-invalid"),
        NOT_SUPPORTED("not-supported"), DUPLICATE("duplicate"), INCOMPLETE("incomplete");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /** The code of FHIR's IssueType value set. */
        public String code() {
            return code;
        }
    }

    /** Whether the record that this issue speaks of was rejected because of it. */
    public boolean rejects() {
        return severity == Severity.FATAL || severity == Severity.ERROR;
    }
}
