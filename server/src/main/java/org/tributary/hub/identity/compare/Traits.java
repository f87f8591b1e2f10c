package org.tributary.hub.identity.compare;

import java.util.List;
import java.util.Optional;
import org.tributary.mapping.NhsNumber;
import tools.jackson.databind.JsonNode;

/**
 * What linkage compares of one source Patient. Every list is sorted and holds nothing twice, so that Patients that say
 * the same have equal traits.
 *
 * @param id
 *            the Patient's logical id
 * @param feed
 *            whose Patient it is
 * @param numbers
 *            the valid NHS numbers it carries; more than one is a conflict within the record
 * @param mistyped
 *            what stands in the place of an NHS number and is none, since its check digit is wrong
 * @param names
 *            present and former ones
 * @param birthDate
 *            {@code yyyy}, {@code yyyy-MM} or {@code yyyy-MM-dd}; empty when it is what systems fill in for an unknown
 *            one
 * @param sex
 *            {@code male} or {@code female}
 * @param postcodes
 *            folded, without those that stand for no address
 * @param phones
 *            the last ten digits
 * @param lines
 *            the first lines of addresses, folded
 * @param multipleBirth
 *            whether the source says that the person is a twin or the like
 * @param identityUnknown
 *            whether the source says that it does not know who this is (HL7 PID-31)
 * @param localNumbers
 *            other identifiers with a system, as {@code system|value}
 * @param mergedWith
 *            the Patients that its source says are the same (Patient.link replaced-by and replaces)
 */
public record Traits(String id, int feed, List<Number> numbers, List<String> mistyped, List<Name> names,
        Optional<String> birthDate,
        Optional<String> sex, List<String> postcodes, List<String> phones, List<String> lines, boolean multipleBirth,
        boolean identityUnknown, List<String> localNumbers, List<String> mergedWith) {

    public Traits {
        numbers = List.copyOf(numbers);
        mistyped = List.copyOf(mistyped);
        names = List.copyOf(names);
        postcodes = List.copyOf(postcodes);
        phones = List.copyOf(phones);
        lines = List.copyOf(lines);
        localNumbers = List.copyOf(localNumbers);
        mergedWith = List.copyOf(mergedWith);
    }

    /**
     * A valid NHS number.
     *
     * @param status
     *            its verification status, e.g. 01; empty when the source does not say
     */
    public record Number(String value, String status) {

        /** Whether the status lets it link: absent, 01 (present and verified) or 02 (present but not traced). */
        public boolean trusted() {
            return status.isEmpty() || status.equals("01") || status.equals("02");
        }

        /** Whether it is of the range that is never issued to a person. */
        boolean test() {
            return new NhsNumber(value).isTestNumber();
        }
    }

    /**
     * One name.
     *
     * @param families
     *            the folded words of the family name
     * @param givens
     *            the folded given names, the first one first
     */
    public record Name(List<String> families, List<String> givens) {

        public Name {
            families = List.copyOf(families);
            givens = List.copyOf(givens);
        }

        String family() {
            return String.join("", families);
        }
    }

    /** Reads a Patient. */
    public static Traits of(String id, int feed, JsonNode patient) {
        return new TraitsReader(patient).read(id, feed);
    }

    /** Whether the two share a name with its family name and at least two given names. */
    static boolean haveAllNamesInCommon(Traits one, Traits other) {
        return one.names.stream()
                .anyMatch(name -> name.givens().size() > 1 && !name.families().isEmpty() && other.names.contains(name));
    }

    /** The number that it is known by; empty when it has none, or several. */
    Optional<Number> number() {
        return numbers.size() == 1 ? Optional.of(numbers.getFirst()) : Optional.empty();
    }

    /** Whether its birth date has year, month and day. */
    boolean hasFullBirthDate() {
        return birthDate.filter(date -> date.length() == 10).isPresent();
    }
}
