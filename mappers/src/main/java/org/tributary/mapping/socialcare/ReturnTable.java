package org.tributary.mapping.socialcare;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.MappingIssue.Severity;

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
record ReturnTable(Map<Column, Integer> header, int fields, List<Row> rows, List<MappingIssue> issues) {

    /** Without these no row can be placed, or every person of the return would lose what the hub knew of them. */
    private static final List<Column> MANDATORY = List.of(Column.LA_CODE, Column.PERIOD_START, Column.PERIOD_END,
            Column.NHS_NUMBER, Column.PERSON_ID, Column.GENDER, Column.ETHNICITY, Column.DATE_OF_BIRTH,
            Column.CLIENT_TYPE, Column.POSTCODE, Column.ACCOMMODATION_STATUS, Column.HAS_UNPAID_CARER,
            Column.EVENT_TYPE, Column.EVENT_START, Column.EVENT_END);

    /**
     * A data row as it stands.
     *
     * @param number
     *            from 1, the header apart
     * @param line
     *            the file's line it starts on, from 1
     */
    record Row(int number, long line, List<String> fields) {
    }

    static ReturnTable parse(byte[] bytes) {
        return ReturnText.decode(bytes)
                .map(ReturnTable::parse)
                .orElseGet(() -> refused("file-not-utf-8", Kind.STRUCTURE, "line 1",
                        "The file is in UTF-16, which cannot be read.", "Save the file as CSV in UTF-8."));
    }

    boolean rejected() {
        return issues.stream().anyMatch(MappingIssue::rejects);
    }

    private static ReturnTable parse(ReturnText text) {
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text.text())) {
            Iterator<CsvRecord> records = reader.iterator();
            if (!records.hasNext()) {
                return refused("file-empty", Kind.STRUCTURE, "line 1", "The file is empty.",
                        "Send a return with a header row and at least one data row.");
            }
            return read(records, text.guessed());
        } catch (CsvParseException e) {
            return refused("csv-unreadable", Kind.STRUCTURE, "file",
                    "The file is not readable as CSV: a quoted value does not end, or a value is too long.",
                    "Close every opening quotation mark and write one inside a value twice.");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException("Reading a text in memory", e);
        }
    }

    private static ReturnTable read(Iterator<CsvRecord> records, boolean guessed) {
        List<MappingIssue> issues = new ArrayList<>();
        if (guessed) {
            issues.add(new MappingIssue("file-not-utf-8", Severity.WARNING, Kind.STRUCTURE, 1, "file",
                    "The file is not UTF-8; it was read as Windows-1252.", "Save the file as CSV in UTF-8."));
        }
        CsvRecord heading = records.next();
        Map<Column, Integer> header = header(heading, issues);
        List<MappingIssue> missing = missing(header);
        if (!missing.isEmpty()) {
            return new ReturnTable(Map.of(), 0, List.of(), missing);
        }
        List<Row> rows = new ArrayList<>();
        while (records.hasNext()) {
            CsvRecord csv = records.next();
            List<String> fields = csv.getFields();
            if (!fields.stream().allMatch(String::isBlank)) {
                rows.add(new Row(rows.size() + 1, csv.getStartingLineNumber(), fields));
            }
        }
        if (rows.isEmpty()) {
            return refused("file-without-rows", Kind.REQUIRED, "line 1", "The file has no data rows.",
                    "Send a return with at least one data row.");
        }
        return new ReturnTable(header, heading.getFieldCount(), rows, issues);
    }

    private static Map<Column, Integer> header(CsvRecord heading, List<MappingIssue> issues) {
        Map<Column, Integer> header = new EnumMap<>(Column.class);
        for (int i = 0; i < heading.getFieldCount(); i++) {
            String text = heading.getField(i).strip();
            Column column = Column.findByHeading(text).orElse(null);
            if (column == null) {
                issues.add(unknown(i, text));
            } else if (header.putIfAbsent(column, i) != null) {
                issues.add(new MappingIssue("column-repeated", Severity.WARNING, Kind.STRUCTURE, 1, place(i, text),
                        "The column stands twice; the first is read and this one is not carried.",
                        "Send each column once."));
            }
        }
        return header;
    }

    private static MappingIssue unknown(int index, String heading) {
        return new MappingIssue("column-not-carried", Severity.INFORMATION, Kind.NOT_SUPPORTED, 1,
                place(index, heading), "The column is not part of Client Level Data and is not carried.",
                "Nothing, unless the heading is a misspelling of one of the specification's.");
    }

    private static String place(int index, String heading) {
        String shown = heading.length() > 60 ? heading.substring(0, 60) + '…' : heading;
        return heading.isEmpty() ? "line 1, field " + (index + 1) : "line 1, column \"" + shown + '"';
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
