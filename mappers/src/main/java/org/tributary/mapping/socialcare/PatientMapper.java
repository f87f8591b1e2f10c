package org.tributary.mapping.socialcare;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.tributary.mapping.IdentifierSystems;
import org.tributary.mapping.support.CodeMap;

/** The person columns as a Patient. */
final class PatientMapper {

    private static final String ETHNIC_CATEGORY = "https://fhir.hl7.org.uk/StructureDefinition/"
            + "Extension-UKCore-EthnicCategory";
    private static final CodeMap ETHNICITY_TO_UK_CORE = CodeMap.load("cld-ethnicity-uk-core");
    private static final List<Column> LINKED_PEOPLE = List.of(Column.LINKED_PERSON_1, Column.LINKED_PERSON_2,
            Column.LINKED_PERSON_3);

    private PatientMapper() {
    }

    static Patient map(Client client) {
        Patient patient = new Patient();
        patient.setId(client.patientId());
        addIdentifiers(patient, client);
        addName(patient, client);
        client.find(Column.GENDER).flatMap(PatientMapper::gender).ifPresent(patient::setGender);
        client.find(Column.DATE_OF_BIRTH).ifPresent(day -> patient.setBirthDateElement(new DateType(day)));
        client.find(Column.DATE_OF_DEATH).ifPresent(day -> patient.setDeceased(new DateTimeType(day)));
        client.find(Column.POSTCODE).ifPresent(postcode -> patient.addAddress().setPostalCode(postcode));
        generalPractice(client).ifPresent(patient::addGeneralPractitioner);
        patient.setManagingOrganization(client.council());
        client.find(Column.ETHNICITY)
                .ifPresent(wording -> patient.addExtension(ETHNIC_CATEGORY, ethnicity(wording)));
        addCircumstances(patient, client);
        addCaring(patient, client);
        return patient;
    }

    private static void addIdentifiers(Patient patient, Client client) {
        patient.addIdentifier().setSystem(client.patientSystem()).setValue(client.personId());
        client.find(Column.NHS_NUMBER)
                .ifPresent(number -> patient.addIdentifier()
                        .setSystem(IdentifierSystems.NHS_NUMBER)
                        .setValue(number));
    }

    private static void addName(Patient patient, Client client) {
        Optional<String> first = client.find(Column.FIRST_NAME);
        Optional<String> last = client.find(Column.LAST_NAME);
        if (first.isPresent() || last.isPresent()) {
            last.ifPresent(patient.getNameFirstRep()::setFamily);
            first.ifPresent(patient.getNameFirstRep()::addGiven);
        }
    }

    private static Optional<AdministrativeGender> gender(String wording) {
        return CodeList.GENDER.translate(wording).map(target -> AdministrativeGender.fromCode(target.code()));
    }

    /** A logical reference: the return names the practice and does not describe it. */
    private static Optional<Reference> generalPractice(Client client) {
        Optional<String> code = client.find(Column.GP_PRACTICE_CODE);
        Optional<String> name = client.find(Column.GP_PRACTICE_NAME);
        if (code.isEmpty() && name.isEmpty()) {
            return Optional.empty();
        }
        Reference practice = new Reference().setType("Organization");
        code.ifPresent(ods -> practice.getIdentifier().setSystem(IdentifierSystems.ODS_ORGANISATION).setValue(ods));
        name.ifPresent(practice::setDisplay);
        return Optional.of(practice);
    }

    /** The NHS category first, then the return's own, which is finer. */
    private static CodeableConcept ethnicity(String wording) {
        CodeableConcept own = CodeList.ETHNICITY.concept(wording);
        CodeableConcept both = new CodeableConcept();
        own.getCoding()
                .forEach(coding -> ETHNICITY_TO_UK_CORE.translate(coding.getCode())
                        .ifPresent(category -> both.addCoding(category.toCoding())));
        own.getCoding().forEach(both::addCoding);
        return both.setText(own.getText());
    }

    private static void addCircumstances(Patient patient, Client client) {
        addConcept(patient, client, HubExtension.CLIENT_TYPE, Column.CLIENT_TYPE);
        addConcept(patient, client, HubExtension.ACCOMMODATION_STATUS, Column.ACCOMMODATION_STATUS);
        addConcept(patient, client, HubExtension.EMPLOYMENT_STATUS, Column.EMPLOYMENT_STATUS);
        addConcept(patient, client, HubExtension.HAS_UNPAID_CARER, Column.HAS_UNPAID_CARER);
        addConcept(patient, client, HubExtension.AUTISM, Column.AUTISM);
        addConcept(patient, client, HubExtension.VISUAL_IMPAIRMENT, Column.VISUAL_IMPAIRMENT);
        addConcept(patient, client, HubExtension.HEARING_IMPAIRMENT, Column.HEARING_IMPAIRMENT);
        addConcept(patient, client, HubExtension.DEMENTIA, Column.DEMENTIA);
    }

    private static void addCaring(Patient patient, Client client) {
        HubExtension.HOURS_CARING.addTo(patient, client.find(Column.HOURS_CARING).map(StringType::new));
        HubExtension.ADULTS_CARED_FOR.addTo(patient,
                client.find(Column.ADULTS_CARED_FOR).map(count -> new IntegerType(Integer.parseInt(count))));
        LINKED_PEOPLE.forEach(
                column -> HubExtension.CARES_FOR.addTo(patient, client.find(column).map(client::otherPatient)));
    }

    private static void addConcept(Patient patient, Client client, HubExtension extension, Column column) {
        extension.addTo(patient, client.find(column).map(column::concept));
    }
}
