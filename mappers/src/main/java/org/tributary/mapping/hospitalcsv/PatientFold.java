package org.tributary.mapping.hospitalcsv;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Patient;
import org.tributary.mapping.FoldResult;
import org.tributary.mapping.IdentifierSystems;
import org.tributary.mapping.ResourceIds;
import org.tributary.mapping.SourceFeed;
import org.tributary.mapping.support.FhirJson;

/** A person as the newest rows describe them. */
final class PatientFold {

    private static final String ETHNIC_CATEGORY = "https://fhir.hl7.org.uk/StructureDefinition/"
            + "Extension-UKCore-EthnicCategory";

    private PatientFold() {
    }

    static FoldResult fold(String personId, Facts facts, SourceFeed feed) {
        Map<String, String> values = facts.rows().getOrDefault(Facts.PERSON, Map.of());
        Patient patient = new Patient();
        patient.setId(id(personId, feed));
        patient.addIdentifier()
                .setSystem(IdentifierSystems.localPatient(feed.organisation()))
                .setValue(personId);
        find(values, "NEWNHSNO").ifPresent(
                number -> patient.addIdentifier().setSystem(IdentifierSystems.NHS_NUMBER).setValue(number));
        find(values, "SEX").flatMap(sex -> Tables.code("SEX", sex))
                .ifPresent(gender -> patient.setGender(AdministrativeGender.fromCode(gender)));
        find(values, "DOB").ifPresent(birth -> patient.setBirthDateElement(new DateType(birth)));
        find(values, "HOMEADD").ifPresent(postcode -> patient.addAddress().setPostalCode(postcode));
        find(values, "ETHNOS")
                .ifPresent(code -> patient.addExtension(ETHNIC_CATEGORY, Tables.ethnicCategory(code)));
        Providers.practice(find(values, "GPPRAC")).ifPresent(patient::addGeneralPractitioner);
        return new FoldResult(List.of(FhirJson.mapped(patient)), List.of());
    }

    static String id(String personId, SourceFeed feed) {
        return ResourceIds.of(feed, "Patient", IdentifierSystems.localPatient(feed.organisation()), personId);
    }

    private static Optional<String> find(Map<String, String> values, String name) {
        return Optional.ofNullable(values.get(name));
    }
}
