package org.tributary.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tributary.hub.WebHub;
import org.tributary.hub.ingest.FileLoad;
import org.tributary.mapping.CareSetting;

/**
 * Invented people for the pages, on 12 March 2026. Rowan Arden has been ready for discharge since 5 March and waits for
 * the council. Ash Weald left hospital on 9 March and nobody has been in touch. Hazel Fenn came back as an emergency on
 * 10 March. Jasper Lowe was referred on 10 November 2025 and waits. Iris Combe's package of care was last looked at in
 * February 2025.
 */
final class PathwayPeople {

    static final List<String> PUBLISHERS = List.of("A99901", "RZ8", "999");
    static final String WAITING = "9990000018";
    static final String LEFT = "9990000026";
    static final String BACK = "9990000034";
    static final String REFERRED = "9990000042";
    static final String SUPPORTED = "9990000050";

    private static final String NUMBER = "https://fhir.nhs.uk/Id/nhs-number";

    private PathwayPeople() {
    }

    static void load(WebHub hub, Path folder) throws IOException {
        load(hub, folder, "RZ8", CareSetting.ACUTE, "hl7", hospital());
        load(hub, folder, "999", CareSetting.SOCIAL, "csv", council());
        hub.write("A99901", patient("rowan", WAITING, "Arden", "Rowan", "1948-03-03")
                .replace("\"birthDate\"",
                        "\"generalPractitioner\":[{\"reference\":\"Practitioner/gp\"}],\"birthDate\""),
                """
                        {"resourceType":"Practitioner","id":"gp","name":[{"prefix":["Dr"],"given":["Fern"],
                         "family":"Hollow"}],"telecom":[{"system":"email","value":"fern@practice.example","rank":2},
                         {"system":"phone","value":"01632 960009","use":"old"},
                         {"system":"phone","use":"mobile","value":"07700 900001","rank":1}]}""", """
                        {"resourceType":"CareTeam","id":"team","status":"active","name":"Neighbourhood team",
                         "subject":{"reference":"Patient/rowan"},
                         "telecom":[{"system":"phone","value":"01632 960001"}],
                         "participant":[{"role":[{"text":"District nurse"}],
                           "member":{"reference":"Practitioner/gp"}}]}""", """
                        {"resourceType":"AllergyIntolerance","id":"allergy","code":{"text":"Penicillin"},
                         "clinicalStatus":{"coding":[{"code":"active",
                           "system":"http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical"}]},
                         "patient":{"reference":"Patient/rowan"}}""", weight("w1", "2025-06-02", "64"),
                weight("w2", "2025-10-13", "62.5"), weight("w3", "2026-02-09", "61"),
                patient("jasper", REFERRED, "Lowe", "Jasper", "1961-10-20"), """
                        {"resourceType":"ServiceRequest","id":"referral","status":"active","intent":"order",
                         "code":{"text":"Referral to orthopaedics"},"subject":{"reference":"Patient/jasper"},
                         "authoredOn":"2025-11-10"}""");
    }

    private static String patient(String id, String number, String family, String given, String born) {
        return """
                {"resourceType":"Patient","id":"%s","birthDate":"%s","name":[{"family":"%s","given":["%s"]}],
                 "identifier":[{"system":"%s","value":"%s"}]}""".formatted(id, born, family, given, NUMBER, number);
    }

    private static String weight(String id, String day, String kilograms) {
        return """
                {"resourceType":"Observation","id":"%s","status":"final","code":{"text":"Body weight"},
                 "subject":{"reference":"Patient/rowan"},"effectiveDateTime":"%s",
                 "valueQuantity":{"value":%s,"unit":"kg"}}""".formatted(id, day, kilograms);
    }

    private static void load(WebHub hub, Path folder, String organisation, CareSetting setting, String extension,
            String text) throws IOException {
        Path file = folder.resolve(organisation + "." + extension);
        Files.writeString(file, text);
        List<FileLoad.Reject> rejects = new ArrayList<>();
        hub.get(FileLoad.class)
                .load(new FileLoad.Source("pathway-" + organisation.toLowerCase(java.util.Locale.ROOT),
                        Optional.of(organisation), Optional.of(setting)), file, rejects::add, sum -> {
                        });
        assertThat(rejects).isEmpty();
    }

    private static String hospital() {
        return String.join("",
                message("A01", "202603011000", "7001", WAITING, "Arden^Rowan", "19480303", "V1", ""),
                message("A08", "202603050905", "7001", WAITING, "Arden^Rowan", "19480303", "V1",
                        "\rZU1" + "|".repeat(24) + "202603050900"),
                message("A01", "202603061000", "7002", LEFT, "Weald^Ash", "19520417", "V2", ""),
                message("A03", "202603091500", "7002", LEFT, "Weald^Ash", "19520417", "V2", ""),
                message("A01", "202602231000", "7003", BACK, "Fenn^Hazel", "19390801", "V3", ""),
                message("A03", "202602271500", "7003", BACK, "Fenn^Hazel", "19390801", "V3", ""),
                message("A01", "202603101000", "7003", BACK, "Fenn^Hazel", "19390801", "V4", ""));
    }

    private static String message(String event, String time, String number, String nhsNumber, String name, String born,
            String visit, String more) {
        return String.join("\r",
                "MSH|^~\\&|PAS|RZ8|HUB|ICB|" + time + "||ADT^" + event + "|" + event + time + visit
                        + "|P|2.4||||||UNICODE UTF-8",
                "EVN||" + time,
                "PID|1||" + number + "^^^RZ8^MR~" + nhsNumber + "^^^NHS^NH||" + name + "||" + born
                        + "|1|||1 Mill Lane^Elmham^^^ZZ1 1AA",
                "PV1|1|I|RZ8^W1^B01|21|||||||||||||||" + visit + (event.equals("A03") ? "|".repeat(17) + "19" : "")
                        + more)
                + "\r";
    }

    private static String council() {
        return String.join("\n", HEAD,
                event(WAITING, "P1", "Rowan,Arden", "1948-03-03", "Request,,2026-03-07,2026-03-08,,"
                        + "Progress to Assessment,Discharge from Hospital" + ",".repeat(19)),
                event(WAITING, "P1", "Rowan,Arden", "1948-03-03", "Assessment,,2026-03-09,2026-03-10,,"
                        + "Progress to Support Planning / Services,,Short Term Assessment,Yes,Face to face"
                        + ",".repeat(16)),
                event(WAITING, "P1", "Rowan,Arden", "1948-03-03", "Service,,2026-03-12,,,No change in package"
                        + ",".repeat(10) + SERVICE),
                event(SUPPORTED, "P2", "Iris,Combe", "1944-12-24", "Assessment,,2025-02-03,2025-02-03,,"
                        + "Progress to Support Planning / Services,,Short Term Assessment,Yes,Face to face"
                        + ",".repeat(16)),
                event(SUPPORTED, "P2", "Iris,Combe", "1944-12-24", "Service,,2025-02-01,,,No change in package"
                        + ",".repeat(10) + SERVICE),
                "");
    }

    private static final String SERVICE = "Long Term Support: Community,Home Support,CASSR Managed Personal Budget,"
            + "Example Care,1-000000001,,,,18.50,Hourly,10";

    private static String event(String number, String id, String name, String born, String event) {
        return "999,2025-01-01,2026-12-31," + number + "," + id + "," + name + ",Example Surgery,Z99999,Male,"
                + "Asian or Asian British - Indian," + born + ",,Service User,"
                + "Physical Support: Personal Care Support,ZZ99 3WZ,Owner occupier or shared ownership scheme,"
                + "Not in paid employment: Not actively seeking work or retired,Yes,No,,,,"
                + "Joint client and social care funded," + event;
    }

    private static final String HEAD = String.join(",",
            "LA Code",
            "Reporting Period Start Date",
            "Reporting Period End Date",
            "NHS Number",
            "LA Person Unique Identifier",
            "First Name",
            "Last Name",
            "GP Practice Name",
            "GP Practice Code",
            "Gender",
            "Ethnicity",
            "Date of Birth",
            "Date of Death",
            "Client Type",
            "Primary Support Reason",
            "Postcode",
            "Accommodation Status",
            "Employment Status",
            "Has Unpaid Carer",
            "Autism Spectrum Disorder (ASD)",
            "Visual Impairment",
            "Hearing Impairment",
            "Dementia",
            "Client Funding Status",
            "Event Type",
            "Event Reference",
            "Event Start Date",
            "Event End Date",
            "Event Description",
            "Event Outcome",
            "Request: Route of Access",
            "Assessment Type",
            "Eligible Needs Identified",
            "Method of Assessment",
            "Total Hrs Caring per week",
            "No. of adults being cared for",
            "Adult 1 Linked Person_ID",
            "Adult 2 Linked Person_ID",
            "Adult 3 Linked Person_ID",
            "Service Type",
            "Service Component",
            "Delivery Mechanism",
            "Provider CQC Location Name",
            "Provider CQC Location ID",
            "Review Reason",
            "Review Outcomes Achieved",
            "Method of Review",
            "Unit Cost",
            "Cost Frequency (Unit Type)",
            "Planned units per week");
}
