package org.tributary.hub.ops.synth;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The practice, its site and its staff: the same bytes in every record that it sends. */
final class GpOrganisation {
    private final Feed practice;

    GpOrganisation(Feed practice) {
        this.practice = practice;
    }

    String organization() {
        return "Organization/" + id("organization");
    }

    String location() {
        return "Location/" + id("location");
    }

    String practitioner(Clinician clinician) {
        return "Practitioner/" + id(clinician.number());
    }

    List<ObjectNode> resources(List<Clinician> staff) {
        List<ObjectNode> resources = new ArrayList<>(List.of(organizationResource(), locationResource()));
        for (Clinician clinician : staff) {
            resources.add(practitionerResource(clinician));
            resources.add(roleResource(clinician));
        }
        return resources;
    }

    private String id(String name) {
        return Stu3.guid(practice.ods + '/' + name);
    }

    private ObjectNode organizationResource() {
        ObjectNode organization = Stu3.resource("Organization", id("organization"), "Organization-1");
        organization.putArray("identifier")
                .addObject()
                .put("system", "https://fhir.nhs.uk/Id/ods-organization-code")
                .put("value", practice.ods);
        organization.put("name", practice.title);
        organization.putArray("telecom").add(phone());
        organization.putArray("address").add(address());
        return organization;
    }

    private ObjectNode locationResource() {
        ObjectNode location = Stu3.resource("Location", id("location"), "Location-1")
                .put("status", "active")
                .put("name", practice.title);
        location.putObject("type").put("text", "Main surgery");
        location.putArray("telecom").add(phone());
        location.set("address", address());
        location.set("managingOrganization", Stu3.reference(organization()));
        return location;
    }

    private ObjectNode practitionerResource(Clinician clinician) {
        ObjectNode practitioner = Stu3.resource("Practitioner", id(clinician.number()), "Practitioner-1");
        practitioner.putArray("identifier")
                .addObject()
                .put("system", clinician.isNurse()
                        ? "https://fhir.nhs.uk/Id/sds-user-id"
                        : "https://fhir.hl7.org.uk/Id/gmp-number")
                .put("value", clinician.number());
        ObjectNode name = practitioner.putArray("name")
                .addObject()
                .put("use", "official")
                .put("family", clinician.family());
        name.putArray("given").add(clinician.given());
        name.putArray("prefix").add(clinician.title());
        return practitioner;
    }

    private ObjectNode roleResource(Clinician clinician) {
        ObjectNode role = Stu3.resource("PractitionerRole", id(clinician.number() + "/role"), "PractitionerRole-1");
        role.set("practitioner", Stu3.reference(practitioner(clinician)));
        role.set("organization", Stu3.reference(organization()));
        String code = clinician.isNurse() ? "R0600" : "R0260";
        role.putArray("code")
                .add(Stu3.concept("https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-SDSJobRoleName-1", code,
                        clinician.job()));
        return role;
    }

    private ObjectNode phone() {
        return Stu3.object()
                .put("system", "phone")
                .put("value", practice == Feed.GP_RIVERSIDE ? "01632960001" : "01632960002")
                .put("use", "work");
    }

    private ObjectNode address() {
        ObjectNode address = Stu3.object().put("use", "work").put("type", "physical");
        address.putArray("line").add(practice == Feed.GP_RIVERSIDE ? "2 Wharf Lane" : "40 Beacon Rise");
        return address.put("city", "Tarnborough")
                .put("postalCode", practice == Feed.GP_RIVERSIDE ? "TB1 1AA" : "TB2 1AB");
    }
}
