package org.tributary.mapping.socialcare;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Organization;
import org.tributary.mapping.MappedResource;
import org.tributary.mapping.ResourceIds;
import org.tributary.mapping.SourceFeed;
import org.tributary.mapping.support.FhirJson;

/** The council or a provider: the newest statement, completed from older ones. */
final class OrganizationMapper {

    private static final String TYPE = "http://terminology.hl7.org/CodeSystem/organization-type";

    private OrganizationMapper() {
    }

    /**
     * @param statements
     *            oldest first
     */
    static List<MappedResource> fold(List<OrganisationStatement> statements, SourceFeed feed) {
        return statements.stream()
                .reduce((older, newer) -> newer.completedFrom(older))
                .map(statement -> FhirJson.mapped(organization(statement, feed)))
                .stream()
                .toList();
    }

    private static Organization organization(OrganisationStatement statement, SourceFeed feed) {
        Organization organization = new Organization();
        organization.setId(ResourceIds.of(feed, "Organization", statement.system(), statement.value()));
        organization.addIdentifier().setSystem(statement.system()).setValue(statement.value());
        if (statement.laCode() != null) {
            organization.addIdentifier().setSystem(OrganisationStatement.LA_CODE).setValue(statement.laCode());
        }
        organization.addType(type(statement.role()));
        if (statement.name() != null) {
            organization.setName(statement.name());
        }
        return organization;
    }

    private static CodeableConcept type(OrganisationStatement.Role role) {
        return new CodeableConcept(switch (role) {
            case COUNCIL -> new Coding(TYPE, "govt", "Government");
            case PROVIDER -> new Coding(TYPE, "prov", "Healthcare Provider");
        });
    }
}
