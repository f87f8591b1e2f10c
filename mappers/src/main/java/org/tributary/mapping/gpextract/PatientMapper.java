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
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.tributary.mapping.IdentifierSystems;
import org.tributary.mapping.NhsNumber;
import org.tributary.mapping.support.CodeMap;

/** A patient, and their registration with the practice as an EpisodeOfCare. */
final class PatientMapper {

    static final CodeMap SEX = CodeMap.load("gp-extract-sex");

    private PatientMapper() {
    }

    static List<Resource> map(Row row, References references) {
        List<Resource> resources = new ArrayList<>();
        resources.add(patient(row, references));
        if (row.find("DateOfRegistration").isPresent()) {
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
                .flatMap(SEX::translate)
                .ifPresent(sex -> patient.setGender(AdministrativeGender.fromCode(sex.code())));
        row.find("DateOfBirth").ifPresent(day -> patient.setBirthDateElement(new DateType(day)));
        row.find("DateOfDeath").ifPresent(day -> patient.setDeceased(new DateTimeType(day)));
        addTelecom(patient, row);
        addAddress(patient, row);
        addCarer(patient, row);
        references.find("PractitionerRole", row, "UsualGpUserInRoleGuid")
                .or(() -> row.find("ExternalUsusalGP").map(name -> new Reference().setDisplay(name)))
                .ifPresent(patient::addGeneralPractitioner);
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

    private static void addCarer(Patient patient, Row row) {
        row.find("CarerName").ifPresent(name -> {
            patient.addContact().getName().setText(name);
            row.find("CarerRelation")
                    .ifPresent(relation -> patient.getContactFirstRep()
                            .addRelationship(new CodeableConcept().setText(relation)));
        });
    }

    private static EpisodeOfCare registration(Row row, References references) {
        EpisodeOfCare episode = new EpisodeOfCare();
        references.name(episode, row, row.key(Table.PATIENT));
        episode.setPatient(references.to("Patient", row.key(Table.PATIENT)));
        episode.setStatus(row.find("DateOfDeactivation").isPresent()
                ? EpisodeOfCareStatus.FINISHED
                : EpisodeOfCareStatus.ACTIVE);
        row.find("PatientTypeDescription").ifPresent(type -> episode.addType(new CodeableConcept().setText(type)));
        references.find("Organization", row, "OrganisationGuid").ifPresent(episode::setManagingOrganization);
        row.date("DateOfRegistration").ifPresent(episode.getPeriod()::setStartElement);
        row.date("DateOfDeactivation").ifPresent(episode.getPeriod()::setEndElement);
        return episode;
    }
}
