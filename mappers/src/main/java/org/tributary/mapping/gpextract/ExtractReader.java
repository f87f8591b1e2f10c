package org.tributary.mapping.gpextract;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
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
            .comparing((Map<String, String> row) -> row.getOrDefault("ProcessingId", ""), ExtractReader::byNumber)
            .thenComparing(row -> new TreeMap<>(row).toString());

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final SourceDocument document;
    private final Words words;
    private final Map<String, Map<String, String>> codes = new HashMap<>();
    private final Map<AggregateKey, Map<Table, Map<String, String>>> things = new LinkedHashMap<>();
    private final List<MappingIssue> issues = new ArrayList<>();
    private int records;

    ExtractReader(SourceDocument document, Words words) {
        this.document = document;
        this.words = words;
    }

    MappingResult read() {
        Optional<Archive> archive = Archive.read(document.bytes());
        if (archive.isEmpty()) {
            return refused("zip-unreadable",
                    "The document is no zip of files, or holds more than 200 files or 512 MB.",
                    "Send the files of one extraction as a zip.");
        }
        List<Member> members = archive.get().members();
        members.stream().filter(member -> isCoding(member.name())).forEach(this::readCodes);
        for (Member member : members) {
            Optional<Table> table = Table.find(member.name());
            if (table.isPresent()) {
                readTable(table.get(), member);
            } else if (!isCoding(member.name())) {
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

    static boolean isCoding(String file) {
        return CODING.matcher(file).matches();
    }

    private void readCodes(Member member) {
        CsvTable table = table(member, Severity.WARNING);
        int key = table.headings().indexOf(Code.COLUMN);
        if (key < 0 && !table.rejected()) {
            tellMissing(member, Code.COLUMN);
        }
        tellNotCarried(member.name(), table, column -> column.equals(Code.COLUMN) || column.equals("ProcessingId")
                || Code.columns().contains(column));
        for (CsvTable.Row row : table.rows()) {
            if (row.fields().size() != table.headings().size()) {
                issues.add(new MappingIssue("row-field-count", Severity.WARNING, Kind.STRUCTURE, 1,
                        member.name() + ", line " + row.line(),
                        "The row does not have as many fields as the header; its code is not explained.",
                        "Quote values that hold commas, and send one field for each column."));
            } else if (key >= 0) {
                codes.put(row.fields().get(key).strip(), meaning(table, row));
            }
        }
    }

    private static Map<String, String> meaning(CsvTable table, CsvTable.Row row) {
        Map<String, String> meaning = new TreeMap<>();
        for (String column : Code.columns()) {
            int index = table.headings().indexOf(column);
            if (index >= 0 && !row.fields().get(index).isBlank()) {
                meaning.put(column, row.fields().get(index).strip());
            }
        }
        return meaning;
    }

    private void readTable(Table table, Member member) {
        CsvTable csv = table(member, Severity.ERROR);
        if (csv.rejected()) {
            records++;
            return;
        }
        tellNotCarried(table.file(), csv, table::carries);
        if (!csv.headings().contains(table.key())) {
            tellMissing(member, table.key());
        }
        RowReader reader = new RowReader(table, csv.headings(), words);
        int free = 0;
        for (CsvTable.Row row : csv.rows()) {
            records++;
            RowIssues rowIssues = new RowIssues(records, table.file() + ", line " + row.line());
            Optional<Map<String, String>> values = reader.read(row, rowIssues);
            values.ifPresent(read -> keep(table, withCodes(read, rowIssues)));
            free += values.filter(read -> table == Table.SLOT && isFree(read)).isPresent() ? 1 : 0;
            issues.addAll(rowIssues.list());
        }
        if (free > 0) {
            issues.add(new MappingIssue("free-slots-not-carried", Severity.INFORMATION, Kind.NOT_SUPPORTED, 1,
                    table.file(), "Slots of no patient are not carried (" + free + ").", "Nothing."));
        }
    }

    private static boolean isFree(Map<String, String> slot) {
        return !slot.containsKey("PatientGuid") && !"true".equals(slot.get("Deleted"));
    }

    private void keep(Table table, Map<String, String> values) {
        AggregateKey key = new AggregateKey(table.thing().name(), values.getOrDefault(table.key(), ""));
        things.computeIfAbsent(key, unknown -> new TreeMap<>())
                .merge(table, values, (one, other) -> LATEST.compare(one, other) < 0 ? other : one);
    }

    private Map<String, String> withCodes(Map<String, String> values, RowIssues rowIssues) {
        Map<String, String> all = new TreeMap<>(values);
        values.forEach((column, code) -> {
            if (!Code.isCode(column)) {
                return;
            }
            Map<String, String> meaning = codes.get(code);
            if (meaning == null) {
                rowIssues.warn("code-not-in-extract", Kind.INCOMPLETE, () -> column,
                        "The extract's coding files do not hold the code; its number alone is kept.",
                        "Send the coding files with every extract, whole.");
            } else {
                meaning.forEach((part, text) -> all.put(Code.meaning(column, part), text));
            }
        });
        return all;
    }

    private void tellNotCarried(String file, CsvTable csv, Predicate<String> carried) {
        Set<String> before = new HashSet<>();
        for (int i = 0; i < csv.headings().size(); i++) {
            int index = i;
            String heading = csv.headings().get(i);
            boolean filled = csv.rows()
                    .stream()
                    .anyMatch(row -> row.fields().size() > index && !row.fields().get(index).isBlank());
            boolean again = !before.add(heading);
            if (filled && !carried.test(heading)) {
                issues.add(new MappingIssue("column-not-carried", Severity.INFORMATION, Kind.NOT_SUPPORTED, 1,
                        file + ", " + CsvTable.place(i, heading), "The column is filled and is not carried.",
                        "Nothing."));
            } else if (filled && again) {
                issues.add(new MappingIssue("column-repeated", Severity.WARNING, Kind.DUPLICATE, 1,
                        file + ", " + CsvTable.place(i, heading),
                        "The heading stands twice; where both columns are filled the last is carried.",
                        "Send each column once."));
            }
        }
    }

    private void tellMissing(Member member, String column) {
        issues.add(new MappingIssue("column-missing", Severity.WARNING, Kind.REQUIRED, 1, member.name(),
                "The file does not have the column " + column + ", which its rows go by.",
                "Send the file with its header."));
    }

    /** A file that cannot be read costs a record when it is a table's; coding files hold no records. */
    private CsvTable table(Member member, Severity worst) {
        CsvTable table = CsvTable.parse(member.bytes());
        table.issues()
                .forEach(issue -> issues.add(new MappingIssue(issue.id(), issue.rejects() ? worst : issue.severity(),
                        issue.kind(), issue.rejects() && worst == Severity.ERROR ? records + 1 : 1,
                        member.name() + ", " + issue.location(), issue.message(), issue.remedy())));
        return table;
    }

    private static int byNumber(String one, String other) {
        boolean numbers = NUMBER.matcher(one).matches() && NUMBER.matcher(other).matches();
        return numbers ? Long.compare(Long.parseLong(one), Long.parseLong(other)) : one.compareTo(other);
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
