package org.tributary.mapping.gpextract;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.tributary.mapping.IdentifierSystems;
import org.tributary.mapping.ResourceIds;
import org.tributary.mapping.SourceFeed;
import org.tributary.mapping.support.ZonedTime;

/** The ids of what an extract names by guid, and references to it, whether it has come yet or not. */
record References(SourceFeed feed) {

    private static final String HUB = "https://tributary.example/fhir/StructureDefinition/";
    private static final DateTimeFormatter WITH_SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

    String id(String type, String guid) {
        return ResourceIds.of(feed, type, system(), guid);
    }

    Reference to(String type, String guid) {
        return new Reference(type + '/' + id(type, guid));
    }

    Optional<Reference> find(String type, Row row, String column) {
        return row.find(column).map(guid -> to(type, guid));
    }

    Reference patient(Row row) {
        return to("Patient", row.find("PatientGuid").orElse(""));
    }

    /** The organisation that a row names; the publisher's, where it names none. */
    Reference organization(Row row) {
        return find("Organization", row, "OrganisationGuid").orElseGet(() -> new Reference().setType("Organization")
                .setIdentifier(new Identifier().setSystem(IdentifierSystems.ODS_ORGANISATION)
                        .setValue(feed.organisation())));
    }

    /** The plan that a DrugRecord states, beside the statement that goes by the same guid. */
    String planId(String guid) {
        return ResourceIds.of(feed, "MedicationRequest", local("medication-plan"), guid);
    }

    Identifier identifier(String guid) {
        return new Identifier().setSystem(system()).setValue(guid);
    }

    Words words() {
        return new Words(feed.options());
    }

    /** Names a resource by its guid, and labels what patients, or most who care for them, must not be shown. */
    void name(DomainResource resource, Row row, String guid) {
        resource.setId(id(resource.fhirType(), guid));
        if (row.isTrue("IsConfidential")) {
            resource.getMeta()
                    .addSecurity(new Coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "NOPAT", null));
        }
        if (row.isTrue("SpineSensitive")) {
            resource.getMeta()
                    .addSecurity(new Coding("http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "R",
                            "restricted"));
        }
    }

    /** Names an entry of the record, with where it belongs in the record. */
    void entry(DomainResource resource, Row row, String guid) {
        name(resource, row, guid);
        extend(resource, HUB + "entry-organisation", find("Organization", row, "OrganisationGuid"));
        extend(resource, HUB + "entry-problem", find("Condition", row, "ProblemGuid"));
        extend(resource, HUB + "parent-entry", row.find("ParentObservationGuid").map(this::identifier));
        extend(resource, HUB + "entered-by", find("PractitionerRole", row, "EnteredByUserInRoleGuid"));
        entered(resource, row);
    }

    /** Where a type has no element for the consultation that an entry was made in. */
    void consultation(DomainResource resource, Row row) {
        extend(resource, HUB + "entry-consultation", find("Encounter", row, "ConsultationGuid"));
    }

    /** Where a type has no element for the clinician who made an entry. */
    void clinician(DomainResource resource, Row row) {
        extend(resource, HUB + "entry-clinician", find("PractitionerRole", row, "ClinicianUserInRoleGuid"));
    }

    void entered(DomainResource resource, Row row) {
        extend(resource, HUB + "entered", enteredTime(row).map(DateTimeType::new));
    }

    /** When a row was entered: a moment, or a day where no time is told. */
    Optional<String> enteredTime(Row row) {
        return row.find("EnteredDate")
                .map(day -> row.find("EnteredTime")
                        .map(time -> ZonedTime.resolve(LocalDateTime.parse(day + 'T' + time), feed.zone())
                                .time()
                                .format(WITH_SECONDS))
                        .orElse(day));
    }

    String local(String kind) {
        return IdentifierSystems.local(feed.organisation(), kind);
    }

    private static void extend(DomainResource resource, String url, Optional<? extends Type> value) {
        value.ifPresent(known -> resource.addExtension(url, known));
    }

    private String system() {
        return local("emis-guid");
    }
}
