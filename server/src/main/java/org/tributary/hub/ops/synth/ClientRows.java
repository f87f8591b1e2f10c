package org.tributary.hub.ops.synth;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows of one client of the council, as columns by heading; what the return leaves blank is absent. */
final class ClientRows {
    private static final List<String> PROVIDERS = List.of("Lantern Home Care", "Staithe Reablement Team",
            "Orchard Community Support");
    private static final List<String> HOMES = List.of("Owner occupier or shared ownership scheme",
            "Tenant: Local authority or other social housing provider", "Tenant: Private landlord",
            "Sheltered housing, extra care housing or other sheltered housing");

    private final SourceRecord client;
    private final Support support;
    private final Draws draws;
    private final Map<String, String> person;
    private final List<Map<String, String>> rows = new ArrayList<>();

    ClientRows(SourceRecord client, Support support, Draws draws) {
        this.client = client;
        this.support = support;
        this.draws = draws;
        this.person = person();
    }

    List<Map<String, String>> rows() {
        request();
        assessment();
        LocalDate last;
        if (support.fromHospital()) {
            service("Short Term Support: ST-Max", "Reablement", support.serviceStart(), support.serviceEnd());
            review(support.serviceEnd(), "Planned", support.continues()
                    ? "Progress to Support Planning / Services"
                    : "Service ended as planned");
            last = support.serviceEnd().plusDays(1);
        } else {
            last = support.serviceStart();
        }
        if (support.continues()) {
            service("Long Term Support: Community", "Home support or domiciliary care", last, null);
            review(last.plusDays(draws.between(42, 60)), "Planned", "No change in package");
        }
        return rows;
    }

    private Map<String, String> person() {
        Map<String, String> row = new TreeMap<>();
        Person known = client.person();
        row.put("LA Code", Feed.COUNCIL.ods);
        row.put("Reporting Period Start Date", CouncilReturn.day(Calendar.PERIOD_START));
        row.put("Reporting Period End Date", CouncilReturn.day(Calendar.REFERENCE));
        String number = client.nhsNumber();
        row.put("NHS Number", number == null ? "" : number);
        row.put("LA Person Unique Identifier", client.localNumber());
        row.put("First Name", client.given());
        row.put("Last Name", client.family());
        row.put("GP Practice Name", known.practice().title);
        row.put("GP Practice Code", known.practice().ods);
        row.put("Gender", known.female() ? "Female" : "Male");
        row.put("Ethnicity", known.background().careReturnWords);
        row.put("Date of Birth", CouncilReturn.day(client.birthDate()));
        row.put("Client Type", "Service User");
        row.put("Postcode", client.address().postcode());
        row.put("Accommodation Status", draws.pick(HOMES));
        if (known.age() < 65) {
            row.put("Employment Status", "Not in paid employment: Not actively seeking work or retired");
        }
        row.put("Has Unpaid Carer", draws.percent(40) ? "Yes" : "No");
        row.put("Autism Spectrum Disorder (ASD)", "No");
        row.put("Visual Impairment", draws.percent(85) ? "No visual impairment" : "Partial sight/sight impaired");
        row.put("Hearing Impairment", draws.percent(70) ? "No hearing impairment" : "Hard of hearing");
        row.put("Dementia", draws.percent(known.age() >= 80 ? 30 : 5) ? "Yes" : "No");
        return row;
    }

    private void request() {
        Map<String, String> row = event("Request", support.request(), support.request(), "Progress to Assessment");
        if (row != null) {
            row.put("Request: Route of Access",
                    support.fromHospital() ? "Discharge from Hospital" : "Community / Other route");
        }
    }

    private void assessment() {
        boolean reablement = support.fromHospital();
        Map<String, String> row = event("Assessment", support.request(), support.assessment(),
                reablement ? "Progress to Reablement/ST-Max" : "Progress to Support Planning / Services");
        if (row != null) {
            row.put("Assessment Type", reablement ? "Short Term Assessment" : "Long Term Assessment");
            row.put("Eligible Needs Identified", "Yes");
            row.put("Method of Assessment", "Face to face");
            needs(row);
        }
    }

    private void service(String type, String component, LocalDate start, @Nullable LocalDate end) {
        boolean ended = end != null && !end.isAfter(Calendar.REFERENCE);
        Map<String, String> row = event("Service", start, ended ? end : null,
                ended ? "Service ended as planned" : "Provision of service");
        if (row == null) {
            return;
        }
        int provider = component.equals("Reablement") ? 1 : draws.percent(50) ? 0 : 2;
        row.put("Service Type", type);
        row.put("Service Component", component);
        row.put("Delivery Mechanism", "CASSR Commissioned Support");
        row.put("Provider CQC Location Name", PROVIDERS.get(provider));
        row.put("Provider CQC Location ID", "1-99990000" + provider);
        row.put("Client Funding Status", "Fully social care funded");
        row.put("Unit Cost", component.equals("Reablement") ? "24.50" : "21.75");
        row.put("Cost Frequency (Unit Type)", "Hourly");
        row.put("Planned units per week", Integer.toString(draws.between(4, 18)));
        needs(row);
    }

    private void review(LocalDate day, String reason, String outcome) {
        Map<String, String> row = event("Review", day, day, outcome);
        if (row != null) {
            row.put("Review Reason", reason);
            row.put("Review Outcomes Achieved", draws.percent(60) ? "Fully Met" : "Partially Met");
            row.put("Method of Review", draws.percent(70) ? "Face to face" : "Telephone");
            row.put("Client Funding Status", "Fully social care funded");
            needs(row);
        }
    }

    private void needs(Map<String, String> row) {
        boolean memory = "Yes".equals(row.get("Dementia"));
        row.put("Primary Support Reason",
                memory ? "Support with memory and cognition" : "Physical support: Personal care support");
    }

    /** A row, unless it lies outside the period: what began or ended after it is not yet known. */
    private @Nullable Map<String, String> event(String type, LocalDate start, @Nullable LocalDate end, String outcome) {
        LocalDate known = end == null ? start : end;
        if (known.isAfter(Calendar.REFERENCE) || known.isBefore(Calendar.PERIOD_START)) {
            return null;
        }
        Map<String, String> row = new TreeMap<>(person);
        row.put("Event Type", type);
        row.put("Event Reference", client.localNumber() + '-' + (rows.size() + 1));
        row.put("Event Start Date", start.toString());
        row.put("Event End Date", CouncilReturn.day(end));
        row.put("Event Outcome", outcome);
        rows.add(row);
        return row;
    }
}
