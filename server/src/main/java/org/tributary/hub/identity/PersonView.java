package org.tributary.hub.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A person as one caller may see them: each value from the first of the source Patients visible to the caller that has
 * one (those with a verified NHS number first, then the one changed last), and the list of them.
 *
 * @param id
 *            the person's opaque id; not the one asked for when that person was retired into this one
 * @param birthDate
 *            {@code yyyy}, {@code yyyy-MM} or {@code yyyy-MM-dd}
 * @param gender
 *            FHIR administrative gender
 * @param nhsNumber
 *            ten digits
 * @param nhsNumberVerified
 *            whether a source says that it verified the number (status 01)
 * @param address
 *            lines and postcode joined by commas
 * @param deceased
 *            whether a source says that the person died
 * @param sources
 *            at least one
 * @param from
 *            for each of {@code name}, {@code birthDate}, {@code gender}, {@code nhsNumber} and {@code address} that is
 *            told, the logical id of the Patient whose value it is
 */
public record PersonView(String id, String name, Optional<String> birthDate, Optional<String> gender,
        Optional<String> nhsNumber, boolean nhsNumberVerified, Optional<String> address, boolean deceased,
        List<SourceRecord> sources, Map<String, String> from) {

    public PersonView {
        sources = List.copyOf(sources);
        from = Map.copyOf(from);
    }

    /**
     * One source's Patient.
     *
     * @param patient
     *            the Patient's logical id
     * @param organisation
     *            ODS code of the publisher
     * @param setting
     *            care setting code
     * @param lastUpdated
     *            when the Patient last changed here, ISO-8601 in UTC
     */
    public record SourceRecord(String patient, String organisation, String setting, String lastUpdated) {
    }
}
