package org.tributary.mapping.socialcare;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.MappingIssue.Severity;
import org.tributary.mapping.support.CsvTable;

/**
 * A return file's header and rows.
 *
 * @param header
 *            where each column stands
 * @param fields
 *            how many fields the header has
 * @param rows
 *            the data rows; rows of nothing but separators, as spreadsheets leave at the end, are not rows
 * @param issues
 *            about the file as a whole; when one rejects, there are no rows
 */
record ReturnTable(Map<Column, Integer> header, int fields, List<CsvTable.Row> rows, List<MappingIssue> issues) {

    /** Without these no row can be placed, or every person of the return would lose what the hub knew of them. */
    private static final List<Column> MANDATORY = List.of(Column.LA_CODE, Column.PERIOD_START, Column.PERIOD_END,
            Column.NHS_NUMBER, Column.PERSON_ID, Column.GENDER, Column.ETHNICITY, Column.DATE_OF_BIRTH,
            Column.CLIENT_TYPE, Column.POSTCODE, Column.ACCOMMODATION_STATUS, Column.HAS_UNPAID_CARER,
            Column.EVENT_TYPE, Column.EVENT_START, Column.EVENT_END);

    static ReturnTable parse(byte[] bytes) {
        CsvTable csv = CsvTable.parse(bytes);
        if (csv.rejected()) {
            return new ReturnTable(Map.of(), 0, List.of(), csv.issues());
        }
        List<MappingIssue> issues = new ArrayList<>(csv.issues());
        Map<Column, Integer> header = header(csv.headings(), issues);
        List<MappingIssue> missing = missing(header);
        if (!missing.isEmpty()) {
            return new ReturnTable(Map.of(), 0, List.of(), missing);
        }
        if (csv.rows().isEmpty()) {
            return refused("file-without-rows", Kind.REQUIRED, "line 1", "The file has no data rows.",
                    "Send a return with at least one data row.");
        }
        return new ReturnTable(header, csv.headings().size(), csv.rows(), issues);
    }

    boolean rejected() {
        return issues.stream().anyMatch(MappingIssue::rejects);
    }

    private static Map<Column, Integer> header(List<String> headings, List<MappingIssue> issues) {
        Map<Column, Integer> header = new EnumMap<>(Column.class);
        for (int i = 0; i < headings.size(); i++) {
            String text = headings.get(i);
            Column column = Column.findByHeading(text).orElse(null);
            if (column == null) {
                issues.add(unknown(i, text));
            } else if (header.putIfAbsent(column, i) != null) {
                issues.add(new MappingIssue("column-repeated", Severity.WARNING, Kind.STRUCTURE, 1,
                        CsvTable.place(i, text),
                        "The column stands twice; the first is read and this one is not carried.",
                        "Send each column once."));
            }
        }
        return header;
    }

    private static MappingIssue unknown(int index, String heading) {
        return new MappingIssue("column-not-carried", Severity.INFORMATION, Kind.NOT_SUPPORTED, 1,
                CsvTable.place(index, heading), "The column is not part of Client Level Data and is not carried.",
                "Nothing, unless the heading is a misspelling of one of the specification's.");
    }

    private static List<MappingIssue> missing(Map<Column, Integer> header) {
        return MANDATORY.stream()
                .filter(column -> !header.containsKey(column))
                .map(column -> new MappingIssue("column-missing", Severity.ERROR, Kind.REQUIRED, 1,
                        "line 1, column \"" + column.heading() + '"',
                        "The mandatory column \"" + column.heading() + "\" is missing; nothing of the file is kept.",
                        "Send the file with every mandatory column under its heading in the specification."))
                .toList();
    }

    private static ReturnTable refused(String id, Kind kind, String location, String message, String remedy) {
        return new ReturnTable(Map.of(), 0, List.of(),
                List.of(new MappingIssue(id, Severity.ERROR, kind, 1, location, message, remedy)));
    }
}
