package org.tributary.mapping.gpextract;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Resource;
import org.tributary.mapping.IdentifierSystems;

/** The organisations and people of an extract. */
final class Directory {

    private static final String OPEN = "http://hl7.org/fhir/StructureDefinition/organization-period";

    private Directory() {
    }

    static List<Resource> organization(Row row, References references) {
        Organization organization = new Organization();
        String guid = row.key(Table.ORGANISATION);
        references.name(organization, row, guid);
        organization.addIdentifier(references.identifier(guid));
        row.find("ODSCode")
                .ifPresent(code -> organization.addIdentifier()
                        .setSystem(IdentifierSystems.ODS_ORGANISATION)
                        .setValue(code));
        Period open = period(row, "OpenDate", "CloseDate");
        if (!open.isEmpty()) {
            organization.addExtension(OPEN, open);
        }
        organization.setActive(row.find("CloseDate").isEmpty());
        row.find("OrganisationType").ifPresent(type -> organization.addType(new CodeableConcept().setText(type)));
        row.find("OrganisationName").ifPresent(organization::setName);
        references.find("Organization", row, "ParentOrganisationGuid").ifPresent(organization::setPartOf);
        return List.of(organization);
    }

    /** A person in a job: the person and the job go by the one guid. */
    static List<Resource> practitioner(Row row, References references) {
        String guid = row.key(Table.USER_IN_ROLE);
        Practitioner practitioner = new Practitioner();
        references.name(practitioner, row, guid);
        practitioner.addIdentifier(references.identifier(guid));
        HumanName name = name(row);
        practitioner.addName(name.isEmpty() ? Absent.unknown(name) : name);
        PractitionerRole role = new PractitionerRole();
        references.name(role, row, guid);
        role.addIdentifier(references.identifier(guid));
        role.setPractitioner(references.to("Practitioner", guid));
        role.setOrganization(references.organization(row));
        role.setPeriod(period(row, "ContractStartDate", "ContractEndDate"));
        CodeableConcept job = new CodeableConcept();
        row.find("JobCategoryCode")
                .ifPresent(code -> job.addCoding(new Coding().setSystem(references.local("job-category"))
                        .setCode(code)));
        row.find("JobCategoryName").ifPresent(job::setText);
        if (!job.isEmpty()) {
            role.addCode(job);
        }
        return List.of(practitioner, role);
    }

    /** Title, given names and surname, of a person or a patient. */
    static HumanName name(Row row) {
        HumanName name = new HumanName();
        row.find("Surname").ifPresent(name::setFamily);
        row.find("GivenName").ifPresent(name::addGiven);
        row.find("MiddleNames").ifPresent(names -> List.of(names.split("\\s+", -1)).forEach(name::addGiven));
        row.find("Title").ifPresent(name::addPrefix);
        return name;
    }

    static Period period(Row row, String start, String end) {
        Period period = new Period();
        row.find(start).ifPresent(day -> period.setStartElement(new DateTimeType(day)));
        row.find(end).ifPresent(day -> period.setEndElement(new DateTimeType(day)));
        return period;
    }
}
