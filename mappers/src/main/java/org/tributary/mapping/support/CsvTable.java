package org.tributary.mapping.support;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.MappingIssue.Severity;

/**
 * A comma-separated file with a header (RFC 4180), in UTF-8 or Windows-1252.
 *
 * @param headings
 *            the header's fields, white space around them apart
 * @param rows
 *            the data rows; rows of nothing but separators, as spreadsheets leave at the end, are not rows
 * @param issues
 *            about the file as a whole; when one rejects, there is neither header nor row
 */
public record CsvTable(List<String> headings, List<Row> rows, List<MappingIssue> issues) {

    /**
     * A data row as it stands.
     *
     * @param number
     *            from 1, the header apart
     * @param line
     *            the file's line it starts on, from 1
     */
    public record Row(int number, long line, List<String> fields) {
    }

    public static CsvTable parse(byte[] bytes) {
        return CsvText.decode(bytes)
                .map(CsvTable::parse)
                .orElseGet(() -> refused("file-not-utf-8", "line 1", "The file is in UTF-16, which cannot be read.",
                        "Save the file as CSV in UTF-8."));
    }

    public boolean rejected() {
        return issues.stream().anyMatch(MappingIssue::rejects);
    }

    /** The place of a column in the header, by its position from 0, for an issue's location. */
    public static String place(int index, String heading) {
        String shown = heading.length() > 60 ? heading.substring(0, 60) + '…' : heading;
        return heading.isEmpty() ? "line 1, field " + (index + 1) : "line 1, column \"" + shown + '"';
    }

    private static CsvTable parse(CsvText text) {
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text.text())) {
            Iterator<CsvRecord> records = reader.iterator();
            if (!records.hasNext()) {
                return refused("file-empty", "line 1", "The file is empty.",
                        "Send a file with a header row and at least one data row.");
            }
            return read(records, text.guessed());
        } catch (CsvParseException e) {
            return refused("csv-unreadable", "file",
                    "The file is not readable as CSV: a quoted value does not end, or a value is too long.",
                    "Close every opening quotation mark and write one inside a value twice.");
        } catch (IOException e) {
            throw new UncheckedIOException("Reading a text in memory", e);
        }
    }

    private static CsvTable read(Iterator<CsvRecord> records, boolean guessed) {
        List<MappingIssue> issues = guessed
                ? List.of(new MappingIssue("file-not-utf-8", Severity.WARNING, Kind.STRUCTURE, 1, "file",
                        "The file is not UTF-8; it was read as Windows-1252.", "Save the file as CSV in UTF-8."))
                : List.of();
        List<String> headings = records.next().getFields().stream().map(String::strip).toList();
        List<Row> rows = new ArrayList<>();
        while (records.hasNext()) {
            CsvRecord csv = records.next();
            List<String> fields = csv.getFields();
            if (!fields.stream().allMatch(String::isBlank)) {
                rows.add(new Row(rows.size() + 1, csv.getStartingLineNumber(), fields));
            }
        }
        return new CsvTable(headings, rows, issues);
    }

    private static CsvTable refused(String id, String location, String message, String remedy) {
        return new CsvTable(List.of(), List.of(),
                List.of(new MappingIssue(id, Severity.ERROR, Kind.STRUCTURE, 1, location, message, remedy)));
    }
}
