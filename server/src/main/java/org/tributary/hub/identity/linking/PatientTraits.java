package org.tributary.hub.identity.linking;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.tributary.mapping.IdentifierSystems;
import org.tributary.mapping.NhsNumber;
import tools.jackson.databind.JsonNode;

/**
 * What linkage compares of a source Patient.
 *
 * @param nhsNumber
 *            the first valid NHS number it carries
 * @param linkable
 *            whether that number's verification status lets it link: absent, 01 (present and verified) or 02 (present
 *            but not traced)
 * @param birthDate
 *            as the source gives it: {@code yyyy}, {@code yyyy-MM} or {@code yyyy-MM-dd}
 * @param family
 *            the first family name, folded for search: upper case, letters and digits only
 */
public record PatientTraits(Optional<NhsNumber> nhsNumber, boolean linkable, Optional<String> birthDate,
        Optional<String> family) {

    private static final Set<String> LINKABLE_STATUS = Set.of("01", "02");
    private static final String VERIFICATION = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus";

    public static PatientTraits of(JsonNode patient) {
        Optional<JsonNode> identifier = findNhsIdentifier(patient);
        return new PatientTraits(identifier.flatMap(PatientTraits::number),
                identifier.map(PatientTraits::isLinkable).orElse(false), text(patient.path("birthDate")),
                findFamily(patient));
    }

    /** The values of all identifiers but NHS numbers, each once. */
    public static Set<String> identifierValues(JsonNode patient) {
        Set<String> values = new TreeSet<>();
        for (JsonNode identifier : patient.path("identifier")) {
            if (!identifier.path("system").asString("").equals(IdentifierSystems.NHS_NUMBER)) {
                text(identifier.path("value")).ifPresent(values::add);
            }
        }
        return values;
    }

    /** A name as search compares it: accents, case, spaces and punctuation apart. */
    public static String fold(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("[^\\p{L}\\p{N}]", "")
                .toUpperCase(Locale.ROOT);
    }

    /** The first identifier that holds a valid NHS number. */
    public static Optional<JsonNode> findNhsIdentifier(JsonNode patient) {
        for (JsonNode identifier : patient.path("identifier")) {
            if (identifier.path("system").asString("").equals(IdentifierSystems.NHS_NUMBER)
                    && number(identifier).isPresent()) {
                return Optional.of(identifier);
            }
        }
        return Optional.empty();
    }

    private static Optional<NhsNumber> number(JsonNode identifier) {
        return NhsNumber.parse(identifier.path("value").asString(""));
    }

    private static boolean isLinkable(JsonNode identifier) {
        return findVerificationStatus(identifier).map(LINKABLE_STATUS::contains).orElse(true);
    }

    /** The NHS number's verification status as UK Core's extension tells it, e.g. 01. */
    public static Optional<String> findVerificationStatus(JsonNode identifier) {
        for (JsonNode extension : identifier.path("extension")) {
            if (extension.path("url").asString("").equals(VERIFICATION)) {
                return Optional.of(
                        extension.path("valueCodeableConcept").path("coding").path(0).path("code").asString(""));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> findFamily(JsonNode patient) {
        for (JsonNode name : patient.path("name")) {
            Optional<String> family = text(name.path("family")).map(PatientTraits::fold);
            if (family.isPresent()) {
                return family;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> text(JsonNode node) {
        return node.isString() && !node.asString().isBlank() ? Optional.of(node.asString()) : Optional.empty();
    }
}
