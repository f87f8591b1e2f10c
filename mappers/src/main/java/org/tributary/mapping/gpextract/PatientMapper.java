package org.tributary.mapping.gpextract;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.EpisodeOfCare;
import org.hl7.fhir.r4.model.EpisodeOfCare.EpisodeOfCareStatus;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.tributary.mapping.IdentifierSystems;
import org.tributary.mapping.NhsNumber;

/** A patient, and their registration with the practice as an EpisodeOfCare. */
final class PatientMapper {

    private static final List<String> OF_REGISTRATIONS = List.of("DateOfRegistration", "DateOfDeactivation",
            "PatientTypeDescription");

    private PatientMapper() {
    }

    static List<Resource> map(Row row, References references) {
        List<Resource> resources = new ArrayList<>();
        resources.add(patient(row, references));
        if (OF_REGISTRATIONS.stream().anyMatch(column -> row.find(column).isPresent())) {
            resources.add(registration(row, references));
        }
        return resources;
    }

    private static Patient patient(Row row, References references) {
        String guid = row.key(Table.PATIENT);
        Patient patient = new Patient();
        references.name(patient, row, guid);
        patient.addIdentifier(references.identifier(guid));
        row.find("NhsNumber")
                .flatMap(NhsNumber::parse)
                .ifPresent(number -> patient.addIdentifier()
                        .setSystem(IdentifierSystems.NHS_NUMBER)
                        .setValue(number.value()));
        row.find("PatientNumber")
                .ifPresent(number -> patient.addIdentifier()
                        .setSystem(references.local("patient-number"))
                        .setValue(number));
        patient.setActive(row.find("DateOfDeactivation").isEmpty());
        if (!Directory.name(row).isEmpty()) {
            patient.addName(Directory.name(row));
        }
        row.find("Sex")
                .flatMap(references.words()::sex)
                .ifPresent(sex -> patient.setGender(AdministrativeGender.fromCode(sex.code())));
        row.find("DateOfBirth").ifPresent(day -> patient.setBirthDateElement(new DateType(day)));
        row.find("DateOfDeath").ifPresent(day -> patient.setDeceased(new DateTimeType(day)));
        addTelecom(patient, row);
        addAddress(patient, row);
        addCarer(patient, row);
        addUsualGp(patient, row, references);
        references.find("Organization", row, "OrganisationGuid").ifPresent(patient::setManagingOrganization);
        return patient;
    }

    private static void addTelecom(Patient patient, Row row) {
        row.find("HomePhone")
                .ifPresent(number -> patient.addTelecom()
                        .setSystem(ContactPointSystem.PHONE)
                        .setUse(ContactPointUse.HOME)
                        .setValue(number));
        row.find("MobilePhone")
                .ifPresent(number -> patient.addTelecom()
                        .setSystem(ContactPointSystem.PHONE)
                        .setUse(ContactPointUse.MOBILE)
                        .setValue(number));
        row.find("EmailAddress")
                .ifPresent(address -> patient.addTelecom().setSystem(ContactPointSystem.EMAIL).setValue(address));
    }

    private static void addAddress(Patient patient, Row row) {
        Address address = new Address();
        Stream.of("HouseNameFlatNumber", "NumberAndStreet", "Village")
                .forEach(column -> row.find(column).ifPresent(address::addLine));
        row.find("Town").ifPresent(address::setCity);
        row.find("County").ifPresent(address::setDistrict);
        row.find("Postcode").ifPresent(address::setPostalCode);
        if (!address.isEmpty()) {
            patient.addAddress(address);
        }
    }

    /** A GP of another practice is known by name and guid alone, which no row of the extract explains. */
    private static void addUsualGp(Patient patient, Row row, References references) {
        references.find("PractitionerRole", row, "UsualGpUserInRoleGuid").ifPresent(patient::addGeneralPractitioner);
        Reference external = new Reference();
        row.find("ExternalUsusalGP").ifPresent(external::setDisplay);
        row.find("ExternalUsualGPGuid").map(references::identifier).ifPresent(external::setIdentifier);
        if (!external.isEmpty()) {
            patient.addGeneralPractitioner(external);
        }
        row.find("ExternalUsusalGPOrganisation")
                .map(name -> new Reference().setType("Organization").setDisplay(name))
                .ifPresent(patient::addGeneralPractitioner);
    }

    private static void addCarer(Patient patient, Row row) {
        HumanName name = new HumanName();
        row.find("CarerName").ifPresent(name::setText);
        row.find("CarerRelation")
                .map(relation -> new CodeableConcept().setText(relation))
                .ifPresent(relation -> patient.addContact()
                        .addRelationship(relation)
                        .setName(name.isEmpty() ? Absent.unknown(name) : name));
        if (!patient.hasContact() && !name.isEmpty()) {
            patient.addContact().setName(name);
        }
    }

    private static EpisodeOfCare registration(Row row, References references) {
        EpisodeOfCare episode = new EpisodeOfCare();
        references.name(episode, row, row.key(Table.PATIENT));
        episode.addIdentifier(references.identifier(row.key(Table.PATIENT)));
        episode.setPatient(references.to("Patient", row.key(Table.PATIENT)));
        episode.setStatus(row.find("DateOfDeactivation").isPresent()
                ? EpisodeOfCareStatus.FINISHED
                : EpisodeOfCareStatus.ACTIVE);
        row.find("PatientTypeDescription").ifPresent(type -> episode.addType(new CodeableConcept().setText(type)));
        episode.setManagingOrganization(references.organization(row));
        episode.setPeriod(Directory.period(row, "DateOfRegistration", "DateOfDeactivation"));
        if (!episode.getPeriod().hasStart()) {
            episode.getPeriod().setStartElement(Absent.unknown(new DateTimeType()));
        }
        return episode;
    }
}
