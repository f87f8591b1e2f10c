package org.tributary.mapping.gpextract;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tributary.mapping.AggregateKey;
import org.tributary.mapping.Contribution;
import org.tributary.mapping.EventOrder;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.MappingIssue.Severity;
import org.tributary.mapping.MappingResult;
import org.tributary.mapping.SourceDocument;
import org.tributary.mapping.gpextract.Archive.Member;
import org.tributary.mapping.support.CsvTable;
import org.tributary.mapping.support.RowIssues;

/** Reads one extract: joins codes to the rows that use them and gathers what the rows say of each thing. */
final class ExtractReader {

    private static final Pattern CODING = Pattern.compile("(?i).*Coding_(ClinicalCode|DrugCode).*");
    private static final Pattern EXTRACTED = Pattern.compile("(?:^|\\D)(20\\d{12})(?:\\D|$)");
    private static final DateTimeFormatter FILE_TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

    /** The later of two rows of one key, by the order in which the system processed them. */
    private static final Comparator<Map<String, String>> LATEST = Comparator
            .comparing((Map<String, String> row) -> row.getOrDefault("ProcessingId", ""), RowReader::byNumber)
            .thenComparing(row -> new TreeMap<>(row).toString());

    private final SourceDocument document;
    private final Map<String, Map<String, String>> codes = new HashMap<>();
    private final Map<AggregateKey, Map<Table, Map<String, String>>> things = new LinkedHashMap<>();
    private final List<MappingIssue> issues = new ArrayList<>();
    private int records;

    ExtractReader(SourceDocument document) {
        this.document = document;
    }

    MappingResult read() {
        Optional<Archive> archive = Archive.read(document.bytes());
        if (archive.isEmpty()) {
            return refused("zip-unreadable",
                    "The document is no zip of files, or holds more than 200 files or 512 MB.",
                    "Send the files of one extraction as a zip.");
        }
        List<Member> members = archive.get().members();
        members.stream().filter(member -> CODING.matcher(member.name()).matches()).forEach(this::readCodes);
        for (Member member : members) {
            Optional<Table> table = Table.find(member.name());
            if (table.isPresent()) {
                readTable(table.get(), member);
            } else if (!CODING.matcher(member.name()).matches()) {
                issues.add(new MappingIssue("table-not-carried", Severity.INFORMATION, Kind.NOT_SUPPORTED, 1,
                        member.name(), "The file is of no table that is carried.", "Nothing."));
            }
        }
        if (records == 0) {
            return refused("extract-without-rows", "The zip holds no row of a table that is carried.",
                    "Send the files under the names of their tables, e.g. Admin_Patient.");
        }
        Instant extracted = extracted(members);
        EventOrder order = new EventOrder(extracted, extracted, 0, "", document.sha256());
        return new MappingResult(records, things.entrySet()
                .stream()
                .map(each -> new Contribution(each.getKey(), order, new Rows(each.getValue()).toJson()))
                .toList(), issues, Optional.empty());
    }

    private void readCodes(Member member) {
        CsvTable table = table(member);
        int key = table.headings().indexOf("CodeId");
        for (CsvTable.Row row : table.rows()) {
            if (key < 0 || row.fields().size() != table.headings().size()) {
                continue;
            }
            Map<String, String> meaning = new TreeMap<>();
            Code.columns().forEach((column, name) -> {
                int index = table.headings().indexOf(column);
                if (index >= 0 && !row.fields().get(index).isBlank()) {
                    meaning.put(name, row.fields().get(index).strip());
                }
            });
            codes.put(row.fields().get(key).strip(), meaning);
        }
    }

    private void readTable(Table table, Member member) {
        CsvTable csv = table(member);
        if (csv.rejected()) {
            records++;
            return;
        }
        tellNotCarried(table, csv, member);
        RowReader reader = new RowReader(table, csv.headings());
        for (CsvTable.Row row : csv.rows()) {
            records++;
            RowIssues rowIssues = new RowIssues(records, table.file() + ", line " + row.line());
            reader.read(row, rowIssues).ifPresent(values -> keep(table, withCode(values, rowIssues)));
            issues.addAll(rowIssues.list());
        }
    }

    private void keep(Table table, Map<String, String> values) {
        AggregateKey key = new AggregateKey(table.thing().name(), values.getOrDefault(table.key(), ""));
        things.computeIfAbsent(key, unknown -> new TreeMap<>())
                .merge(table, values, (one, other) -> LATEST.compare(one, other) < 0 ? other : one);
    }

    private Map<String, String> withCode(Map<String, String> values, RowIssues rowIssues) {
        String code = values.get("CodeId");
        if (code == null) {
            return values;
        }
        Map<String, String> meaning = codes.get(code);
        if (meaning == null) {
            rowIssues.warn("code-not-in-extract", Kind.INCOMPLETE, () -> "CodeId",
                    "The extract's coding files do not hold the code; its number alone is kept.",
                    "Send the coding files with every extract, whole.");
            return values;
        }
        Map<String, String> all = new TreeMap<>(values);
        all.putAll(meaning);
        return all;
    }

    private void tellNotCarried(Table table, CsvTable csv, Member member) {
        for (int i = 0; i < csv.headings().size(); i++) {
            int index = i;
            String heading = csv.headings().get(i);
            boolean filled = csv.rows()
                    .stream()
                    .anyMatch(row -> row.fields().size() > index && !row.fields().get(index).isBlank());
            if (filled && !table.carries(heading)) {
                issues.add(new MappingIssue("column-not-carried", Severity.INFORMATION, Kind.NOT_SUPPORTED, 1,
                        table.file() + ", " + CsvTable.place(i, heading), "The column is filled and is not carried.",
                        "Nothing."));
            }
        }
        if (!csv.headings().contains(table.key())) {
            issues.add(new MappingIssue("column-missing", Severity.WARNING, Kind.REQUIRED, 1, member.name(),
                    "The file does not have the column " + table.key() + ", which its rows go by.",
                    "Send the file with its header."));
        }
    }

    private CsvTable table(Member member) {
        CsvTable table = CsvTable.parse(member.bytes());
        table.issues()
                .forEach(issue -> issues.add(new MappingIssue(issue.id(), issue.severity(), issue.kind(), records + 1,
                        member.name() + ", " + issue.location(), issue.message(), issue.remedy())));
        return table;
    }

    /** The latest time that a file's name gives, which is UTC; arrival where none does. */
    private Instant extracted(List<Member> members) {
        Optional<String> latest = members.stream()
                .map(member -> EXTRACTED.matcher(member.name()))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .max(Comparator.naturalOrder());
        try {
            return latest.map(time -> LocalDateTime.parse(time, FILE_TIME).toInstant(ZoneOffset.UTC))
                    .orElse(document.received());
        } catch (DateTimeException e) {
            return document.received();
        }
    }

    private static MappingResult refused(String id, String message, String remedy) {
        return MappingResult.rejected(List.of(
                new MappingIssue(id, Severity.ERROR, Kind.STRUCTURE, 1, "file", message, remedy)));
    }
}
