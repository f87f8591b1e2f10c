package org.tributary.hub.identity.review;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.tributary.hub.identity.compare.Evidence;
import org.tributary.hub.identity.compare.Field;
import org.tributary.hub.identity.compare.Level;
import tools.jackson.databind.JsonNode;

/**
 * Two source Patients of whom a human has to say whether they are one person.
 *
 * @param id
 *            the same whenever the pair comes again
 * @param since
 *            since when it waits
 * @param rule
 *            why it was not decided by itself: a gate, or the weights
 * @param score
 *            the weight of the evidence in bits
 * @param evidence
 *            field by field, what speaks most for one person first
 * @param records
 *            the two, then the other Patients of their persons that the caller may see
 */
public record ReviewCase(UUID id, Instant since, String rule, double score, List<EvidenceLine> evidence,
        List<Record> records) {

    public ReviewCase {
        evidence = List.copyOf(evidence);
        records = List.copyOf(records);
    }

    /**
     * What one field says.
     *
     * @param field
     *            e.g. {@code birth-date}
     * @param level
     *            e.g. {@code one-digit}
     * @param weight
     *            in bits; below 0 when it speaks for two people
     * @param words
     *            e.g. {@code The birth date differs by one digit or two swapped ones.}
     */
    public record EvidenceLine(String field, String level, double weight, String words) {

        static EvidenceLine of(Field field, Evidence evidence, double bits) {
            Level level = evidence.levels().getOrDefault(field, Level.MISSING);
            return new EvidenceLine(field.code(), level.code(), Math.round(bits * 10) / 10.0,
                    "The " + field.words() + ' ' + level.words() + '.');
        }
    }

    /**
     * A source Patient of a case.
     *
     * @param person
     *            the person it is placed in now
     * @param organisation
     *            ODS code of the publisher
     * @param setting
     *            care setting code
     * @param ofPair
     *            whether it is one of the two, rather than of one of their persons
     */
    public record Record(String patient, String person, String organisation, String setting, boolean ofPair,
            JsonNode resource) {

        Record with(JsonNode json) {
            return new Record(patient, person, organisation, setting, ofPair, json);
        }
    }
}
