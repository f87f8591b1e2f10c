package org.tributary.hub.ops.synth;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one source holds about a person's identity, right or wrong.
 *
 * @param localNumber
 *            the source's own number
 * @param nhsNumber
 *            null when the source has none; may be wrong
 * @param numberStatus
 *            NHS number status code, e.g. 01; null where the source sends none
 * @param address
 *            the last one the source knows
 * @param earlierAddress
 *            what it held before an update within the period; null without one
 * @param leftOn
 *            the day the person left this practice; null while it is theirs, and for other sources
 */
record SourceRecord(Feed feed, Person person, String localNumber, @Nullable String nhsNumber,
        @Nullable String numberStatus, String family, String given, LocalDate birthDate, Address address,
        @Nullable Address earlierAddress, @Nullable LocalDate leftOn) {

    /** A record without a fault. */
    static SourceRecord right(Feed feed, Person person, String localNumber) {
        String status = switch (feed) {
            case GP_RIVERSIDE, GP_HILLVIEW -> "01";
            case ACUTE_NORTHBANK, ACUTE_SOUTHMOOR -> person.number() % 7 == 0 ? "02" : "01";
            case COUNCIL -> null;
        };
        return new SourceRecord(feed, person, localNumber, person.nhsNumber(), status, person.family(), person.given(),
                person.birthDate(), person.home(), null, null);
    }

    SourceRecord withNumber(@Nullable String number, @Nullable String status) {
        return new SourceRecord(feed, person, localNumber, number, status, family, given, birthDate, address,
                earlierAddress, leftOn);
    }

    SourceRecord withNames(String newFamily, String newGiven) {
        return new SourceRecord(feed, person, localNumber, nhsNumber, numberStatus, newFamily, newGiven, birthDate,
                address,
                earlierAddress, leftOn);
    }

    SourceRecord withBirthDate(LocalDate changed) {
        return new SourceRecord(feed, person, localNumber, nhsNumber, numberStatus, family, given, changed, address,
                earlierAddress, leftOn);
    }

    SourceRecord withAddress(Address changed, @Nullable Address earlier) {
        return new SourceRecord(feed, person, localNumber, nhsNumber, numberStatus, family, given, birthDate, changed,
                earlier, leftOn);
    }

    SourceRecord leftOn(LocalDate day) {
        return new SourceRecord(feed, person, localNumber, nhsNumber, numberStatus, family, given, birthDate, address,
                earlierAddress, day);
    }

    /** Whether an exact rule may rely on the number: valid, and its status absent, 01 or 02. */
    boolean hasReliableNumber() {
        return nhsNumber != null && NhsNumbers.isValid(nhsNumber)
                && (numberStatus == null || numberStatus.equals("01") || numberStatus.equals("02"));
    }

    TruthRow truth() {
        return new TruthRow(person.key(), feed.code, feed.patientSystem(), localNumber);
    }
}
