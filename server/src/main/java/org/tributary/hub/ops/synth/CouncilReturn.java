package org.tributary.hub.ops.synth;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The council's Client Level Data return of the year to the reference date: release 1 headings, one row an event, and a
 * few rows with a day that no calendar has.
 */
final class CouncilReturn {
    private static final String NAME = "cld.csv";
    private static final String HEADINGS = "LA Code,Reporting Period Start Date,Reporting Period End Date,NHS Number,"
            + "LA Person Unique Identifier,First Name,Last Name,GP Practice Name,GP Practice Code,Gender,Ethnicity,"
            + "Date of Birth,Date of Death,Client Type,Primary Support Reason,Postcode,Accommodation Status,"
            + "Employment Status,Has Unpaid Carer,Autism Spectrum Disorder (ASD),Visual Impairment,Hearing Impairment,"
            + "Dementia,Client Funding Status,Event Type,Event Reference,Event Start Date,Event End Date,"
            + "Event Description,Event Outcome,Request: Route of Access,Assessment Type,Eligible Needs Identified,"
            + "Method of Assessment,Total Hrs Caring per week,No. of adults being cared for,Adult 1 Linked Person_ID,"
            + "Adult 2 Linked Person_ID,Adult 3 Linked Person_ID,Service Type,Service Component,Delivery Mechanism,"
            + "Provider CQC Location Name,Provider CQC Location ID,Review Reason,Review Outcomes Achieved,"
            + "Method of Review,Unit Cost,Cost Frequency (Unit Type),Planned units per week";
    static final List<String> COLUMNS = List.of(HEADINGS.split(","));
    private static final String IMPOSSIBLE_DAY = "2026-02-30";

    private final long seed;
    private final List<Map<String, String>> good = new ArrayList<>();
    private final List<Map<String, String>> bad = new ArrayList<>();

    private CouncilReturn(long seed) {
        this.seed = seed;
    }

    /** The return, sent a fortnight after its period; none where the council has no client. */
    static List<Dispatch> send(Population population, List<Journey> journeys, SourceRecords records, long seed) {
        CouncilReturn council = new CouncilReturn(seed);
        for (Person person : population.people()) {
            Support support = journeys.get(person.number() - 1).support();
            for (SourceRecord held : records.of(person)) {
                if (held.feed() == Feed.COUNCIL && support != null) {
                    council.good
                            .addAll(new ClientRows(held, support, Draws.of(seed, "council", person.number())).rows());
                }
            }
        }
        if (council.good.isEmpty()) {
            return List.of();
        }
        council.spoil();
        return List
                .of(new Dispatch(Feed.COUNCIL, NAME, Calendar.REFERENCE.plusDays(14).atTime(10, 0), council.good.size(),
                        council.bad.size(), council::write));
    }

    private void spoil() {
        Draws draws = Draws.of(seed, "council faults");
        int count = 1 + good.size() / 100;
        for (int i = 0; i < count; i++) {
            Map<String, String> row = new TreeMap<>(draws.pick(good));
            row.put("Event Start Date", IMPOSSIBLE_DAY);
            row.put("Event Reference", row.get("Event Reference") + "-X" + i);
            bad.add(row);
        }
    }

    private byte[] write() {
        List<Map<String, String>> rows = new ArrayList<>(good);
        rows.addAll(bad);
        rows.sort(Comparator.<Map<String, String>, String>comparing(row -> value(row, "LA Person Unique Identifier"))
                .thenComparing(row -> value(row, "Event Start Date"))
                .thenComparing(row -> value(row, "Event Reference")));
        StringBuilder csv = new StringBuilder(rows.size() * 600).append(HEADINGS).append("\r\n");
        for (Map<String, String> row : rows) {
            for (int i = 0; i < COLUMNS.size(); i++) {
                csv.append(i == 0 ? "" : ",").append(quoted(value(row, COLUMNS.get(i))));
            }
            csv.append("\r\n");
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String value(Map<String, String> row, String column) {
        return row.getOrDefault(column, "");
    }

    private static String quoted(String value) {
        boolean plain = value.indexOf(',') < 0 && value.indexOf('"') < 0;
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }

    /** Writes a day; nothing when there is none. */
    static String day(@Nullable LocalDate date) {
        return date == null ? "" : date.toString();
    }
}
