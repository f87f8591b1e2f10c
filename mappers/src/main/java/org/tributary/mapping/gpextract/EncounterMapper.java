package org.tributary.mapping.gpextract;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Resource;

/** A consultation. */
final class EncounterMapper {

    private EncounterMapper() {
    }

    static List<Resource> map(Row row, References references) {
        String guid = row.key(Table.CONSULTATION);
        Encounter encounter = new Encounter();
        references.name(encounter, row, guid);
        references.entered(encounter, row);
        encounter.addIdentifier(references.identifier(guid));
        encounter.setStatus(row.find("Complete").filter("false"::equals).isPresent()
                ? EncounterStatus.INPROGRESS
                : EncounterStatus.FINISHED);
        encounter.setClass_(new Coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "AMB", "ambulatory"));
        CodeableConcept source = Code.concept(row, "ConsultationSourceCodeId");
        row.find("ConsultationSourceTerm").ifPresent(source::setText);
        if (!source.isEmpty()) {
            encounter.addType(source);
        }
        encounter.setSubject(references.patient(row));
        row.date("EffectiveDate").ifPresent(date -> encounter.getPeriod().setStartElement(date));
        participant(encounter, row, references, "ClinicianUserInRoleGuid", "PPRF", "primary performer");
        participant(encounter, row, references, "EnteredByUserInRoleGuid", "ENT", "data entry person");
        references.find("Appointment", row, "AppointmentSlotGuid").ifPresent(encounter::addAppointment);
        references.find("Organization", row, "OrganisationGuid").ifPresent(encounter::setServiceProvider);
        return List.of(encounter);
    }

    private static void participant(Encounter encounter, Row row, References references, String column, String code,
            String display) {
        references.find("PractitionerRole", row, column)
                .ifPresent(person -> encounter.addParticipant()
                        .setIndividual(person)
                        .addType(new CodeableConcept(new Coding(
                                "http://terminology.hl7.org/CodeSystem/v3-ParticipationType", code, display))));
    }
}
