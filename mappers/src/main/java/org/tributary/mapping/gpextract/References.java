package org.tributary.mapping.gpextract;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
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

    Identifier identifier(String guid) {
        return new Identifier().setSystem(system()).setValue(guid);
    }

    /** Names a resource by its guid, and labels what patients must not be shown. */
    void name(DomainResource resource, Row row, String guid) {
        resource.setId(id(resource.fhirType(), guid));
        if (row.isTrue("IsConfidential")) {
            resource.getMeta()
                    .addSecurity(new Coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "NOPAT", null));
        }
    }

    /** Names an entry of the record, with where it belongs in the record. */
    void entry(DomainResource resource, Row row, String guid) {
        name(resource, row, guid);
        find("Organization", row, "OrganisationGuid")
                .ifPresent(organisation -> resource.addExtension(HUB + "entry-organisation", organisation));
        find("Condition", row, "ProblemGuid")
                .ifPresent(problem -> resource.addExtension(HUB + "entry-problem", problem));
        row.find("ParentObservationGuid")
                .ifPresent(parent -> resource.addExtension(HUB + "parent-entry", identifier(parent)));
        entered(resource, row);
    }

    void entered(DomainResource resource, Row row) {
        row.find("EnteredDate")
                .map(day -> row.find("EnteredTime")
                        .map(time -> ZonedTime.resolve(LocalDateTime.parse(day + 'T' + time), feed.zone())
                                .time()
                                .format(WITH_SECONDS))
                        .orElse(day))
                .ifPresent(time -> resource.addExtension(HUB + "entered", new DateTimeType(time)));
    }

    String local(String kind) {
        return IdentifierSystems.local(feed.organisation(), kind);
    }

    private String system() {
        return local("emis-guid");
    }
}
