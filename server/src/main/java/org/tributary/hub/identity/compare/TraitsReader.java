package org.tributary.hub.identity.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tributary.hub.identity.compare.Traits.Name;
import org.tributary.hub.identity.compare.Traits.Number;
import org.tributary.mapping.IdentifierSystems;
import org.tributary.mapping.NhsNumber;
import tools.jackson.databind.JsonNode;

/** Reads the traits of one Patient. What cannot be read says nothing. */
final class TraitsReader {

    private static final String VERIFICATION = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus";
    private static final String IDENTITY_UNKNOWN = "https://tributary.example/fhir/StructureDefinition/identity-unknown";
    private static final Pattern DATE = Pattern.compile("\\d{4}(-\\d{2}(-\\d{2})?)?");

    /** What systems fill in when they have to give a birth date and know none. */
    private static final Set<String> DEFAULT_DATES = Set.of("1800-01-01", "1900-01-01", "1901-01-01", "1900", "1901");

    /** Pseudo postcodes: no fixed abode, abroad, not known. */
    private static final String NO_POSTCODE = "ZZ99";

    private static final Pattern POSTCODE = Pattern.compile("[A-Z]{1,2}\\d[A-Z\\d]?\\d[A-Z]{2}");
    /** Ten digits, or one more or less, that are not all the same. */
    private static final Pattern NEARLY_A_NUMBER = Pattern.compile("(?!(\\d)\\1*$)\\d{9,11}");
    private static final Pattern ONE_OF_SEVERAL = Pattern.compile("(TWIN|TRIPLET|QUADRUPLET)(ONE|TWO|[A-D]|\\d)?");
    private static final int SHORTEST_PHONE = 7;
    private static final int PHONE_DIGITS = 10;
    private static final int LONGEST = 100;
    private static final int MOST = 20;

    private final JsonNode patient;

    TraitsReader(JsonNode patient) {
        this.patient = patient;
    }

    Traits read(String id, int feed) {
        return new Traits(id, feed, numbers(), mistyped(), names(), birthDate(), sex(), postcodes(), phones(), lines(),
                multipleBirth(),
                identityUnknown(), localNumbers(), mergedWith());
    }

    private List<Number> numbers() {
        Collection<Number> numbers = new TreeSet<>(
                Comparator.comparing(Number::value).thenComparing(Number::status));
        for (JsonNode identifier : patient.path("identifier")) {
            if (isNhsNumber(identifier) && !identifier.path("use").asString("").equals("old")) {
                NhsNumber.parse(identifier.path("value").asString(""))
                        .ifPresent(number -> numbers.add(new Number(number.value(), status(identifier))));
            }
        }
        return onePerValue(numbers);
    }

    private List<String> mistyped() {
        return sorted(nodes(patient.path("identifier"))
                .filter(identifier -> isNhsNumber(identifier) && !identifier.path("use").asString("").equals("old"))
                .map(identifier -> text(identifier.path("value")).replaceAll("[ -]", ""))
                .filter(value -> NEARLY_A_NUMBER.matcher(value).matches() && NhsNumber.parse(value).isEmpty()));
    }

    /** Of one number told twice, the status that says least. */
    private static List<Number> onePerValue(Collection<Number> numbers) {
        List<Number> distinct = new ArrayList<>();
        for (Number number : numbers) {
            if (!distinct.isEmpty() && distinct.getLast().value().equals(number.value())) {
                distinct.removeLast();
            }
            distinct.add(number);
        }
        return distinct;
    }

    private static String status(JsonNode identifier) {
        for (JsonNode extension : identifier.path("extension")) {
            if (extension.path("url").asString("").equals(VERIFICATION)) {
                return extension.path("valueCodeableConcept").path("coding").path(0).path("code").asString("");
            }
        }
        return "";
    }

    private List<Name> names() {
        Set<Name> names = new TreeSet<>(Comparator.comparing((Name name) -> String.join(" ", name.families()))
                .thenComparing(name -> String.join(" ", name.givens())));
        for (JsonNode name : patient.path("name")) {
            List<String> families = Folding.words(text(name.path("family")));
            families.removeIf(word -> GivenNames.isPlaceholder(word) && !GivenNames.isCommon(word));
            List<String> givens = new ArrayList<>();
            nodes(name.path("given")).forEach(given -> givens.addAll(Folding.words(text(given))));
            givens.removeIf(GivenNames::isPlaceholder);
            if (!families.isEmpty() || !givens.isEmpty()) {
                names.add(new Name(families, givens));
            }
        }
        return names.stream().limit(MOST).toList();
    }

    /** Newborns who have no name yet are called Twin 1 and the like. */
    private boolean multipleBirth() {
        return patient.path("multipleBirthBoolean").asBoolean(false) || patient.has("multipleBirthInteger")
                || nodes(patient.path("name")).flatMap(name -> nodes(name.path("given")))
                        .flatMap(given -> Folding.words(text(given)).stream())
                        .anyMatch(word -> ONE_OF_SEVERAL.matcher(word).matches());
    }

    private Optional<String> birthDate() {
        return Optional.of(text(patient.path("birthDate")))
                .filter(date -> DATE.matcher(date).matches() && !DEFAULT_DATES.contains(date));
    }

    private Optional<String> sex() {
        return Optional.of(text(patient.path("gender"))).filter(sex -> sex.equals("male") || sex.equals("female"));
    }

    private List<String> postcodes() {
        return sorted(nodes(patient.path("address")).map(address -> Folding.fold(text(address.path("postalCode"))))
                .filter(code -> POSTCODE.matcher(code).matches() && !code.startsWith(NO_POSTCODE)));
    }

    private List<String> lines() {
        return sorted(nodes(patient.path("address")).map(address -> Folding.fold(text(address.path("line").path(0)))));
    }

    private List<String> phones() {
        return sorted(nodes(patient.path("telecom"))
                .filter(telecom -> !Set.of("email", "url").contains(telecom.path("system").asString("")))
                .map(telecom -> text(telecom.path("value")).replaceAll("[^0-9]", ""))
                .filter(digits -> digits.length() >= SHORTEST_PHONE && digits.chars().distinct().count() > 2)
                .map(digits -> digits.substring(Math.max(0, digits.length() - PHONE_DIGITS))));
    }

    private boolean identityUnknown() {
        return nodes(patient.path("extension"))
                .anyMatch(extension -> extension.path("url").asString("").equals(IDENTITY_UNKNOWN)
                        && extension.path("valueBoolean").asBoolean(false));
    }

    private List<String> localNumbers() {
        return sorted(nodes(patient.path("identifier"))
                .filter(identifier -> !isNhsNumber(identifier) && identifier.path("system").isString()
                        && identifier.path("value").isString())
                .map(identifier -> text(identifier.path("system")) + '|' + text(identifier.path("value"))));
    }

    private List<String> mergedWith() {
        return sorted(nodes(patient.path("link"))
                .filter(link -> Set.of("replaced-by", "replaces").contains(link.path("type").asString("")))
                .map(link -> text(link.path("other").path("reference")))
                .filter(reference -> reference.startsWith("Patient/"))
                .map(reference -> reference.substring("Patient/".length())));
    }

    private static boolean isNhsNumber(JsonNode identifier) {
        return identifier.path("system").asString("").equals(IdentifierSystems.NHS_NUMBER);
    }

    private static List<String> sorted(Stream<String> values) {
        return values.filter(value -> !value.isEmpty() && value.length() <= 2 * LONGEST)
                .distinct()
                .sorted()
                .limit(MOST)
                .toList();
    }

    private static Stream<JsonNode> nodes(JsonNode array) {
        return array.isArray() ? array.valueStream() : Stream.empty();
    }

    private static String text(JsonNode node) {
        String text = node.isString() ? node.asString() : "";
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
