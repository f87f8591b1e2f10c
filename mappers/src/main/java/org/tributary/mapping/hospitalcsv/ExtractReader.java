package org.tributary.mapping.hospitalcsv;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tributary.mapping.AggregateKey;
import org.tributary.mapping.Contribution;
import org.tributary.mapping.EventOrder;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.MappingIssue.Severity;
import org.tributary.mapping.MappingResult;
import org.tributary.mapping.SourceDocument;
import org.tributary.mapping.SourceFeed;
import org.tributary.mapping.support.CsvTable;
import org.tributary.mapping.support.RowIssues;

/** Reads one file: judges its rows and gathers what they say about each person, spell and attendance. */
final class ExtractReader {

    /** A row that is carried. */
    private record Accepted(RowValues values, RowIssues issues, String key, String person) {

        /** What rows about one thing are compared by, whatever their place in the file. */
        String comparable() {
            return Stream.of("EPIEND", "EPISTART", "APPTDATE", "ARRIVALDATE")
                    .map(name -> values.find(name).orElse(""))
                    .toList() + values.all().toString();
        }
    }

    private static final Comparator<Accepted> LATEST_LAST = Comparator.comparing(Accepted::comparable);

    private final SourceDocument document;
    private final SourceFeed feed;

    ExtractReader(SourceDocument document, SourceFeed feed) {
        this.document = document;
        this.feed = feed;
    }

    MappingResult read() {
        CsvTable table = CsvTable.parse(document.bytes());
        if (table.rejected()) {
            return MappingResult.rejected(table.issues());
        }
        List<String> headings = table.headings().stream().map(Dataset::heading).toList();
        Optional<Dataset> dataset = Dataset.find(headings);
        if (dataset.isEmpty()) {
            return MappingResult.rejected(List.of(fileIssue("column-missing", Severity.ERROR, Kind.REQUIRED, "line 1",
                    "The header has none of EPIKEY, ATTENDKEY and AEKEY, so the data set is not known.",
                    "Send admitted care, outpatients or emergency attendances under the headings of HES.")));
        }
        List<MappingIssue> issues = new ArrayList<>(table.issues());
        Map<HospitalColumn, Integer> header = header(dataset.get(), headings, issues);
        if (header.keySet().stream().noneMatch(column -> column.name().equals(Dataset.PERSON_ID))) {
            return MappingResult.rejected(List.of(fileIssue("column-missing", Severity.ERROR, Kind.REQUIRED, "line 1",
                    "No column says whom a row is about; nothing of the file is kept.",
                    "Send PSEUDO_HESID, ENCRYPTED_HESID, TOKEN_PERSON_ID or LOPATID.")));
        }
        issues.addAll(notCarried(table, headings, header));
        return read(dataset.get(), table, header, issues);
    }

    private MappingResult read(Dataset dataset, CsvTable table, Map<HospitalColumn, Integer> header,
            List<MappingIssue> issues) {
        List<RowIssues> ofRows = new ArrayList<>();
        List<Accepted> accepted = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            RowIssues rowIssues = new RowIssues(row.number(), row.line());
            ofRows.add(rowIssues);
            judge(dataset, table, header, row, rowIssues).ifPresent(accepted::add);
        }
        if (ofRows.isEmpty()) {
            issues.add(fileIssue("file-without-rows", Severity.ERROR, Kind.REQUIRED, "line 1",
                    "The file has no data rows.", "Send a file with at least one data row."));
            return MappingResult.rejected(issues);
        }
        List<Contribution> contributions = contributions(dataset, unique(accepted));
        ofRows.forEach(row -> issues.addAll(row.list()));
        return new MappingResult(ofRows.size(), contributions, issues, Optional.empty());
    }

    private Optional<Accepted> judge(Dataset dataset, CsvTable table, Map<HospitalColumn, Integer> header,
            CsvTable.Row row, RowIssues issues) {
        if (row.fields().size() != table.headings().size()) {
            issues.rejectRow("row-field-count", Kind.STRUCTURE,
                    "The row has " + row.fields().size() + " fields where the header has " + table.headings().size()
                            + '.',
                    "Quote values that hold commas, and send one field for each column.");
            return Optional.empty();
        }
        RowValues values = RowValues.read(row, header, feed.options(), issues);
        Optional<String> key = required(values, dataset.key(), "row-key-missing",
                "The row has no key, so it cannot be told from others.", issues);
        Optional<String> person = required(values, Dataset.PERSON_ID, "person-id-missing",
                "The row names no person, so nobody's record can take it.", issues);
        if (key.isEmpty() || person.isEmpty()) {
            return Optional.empty();
        }
        Consistency.check(dataset, header.keySet(), values, issues);
        return Optional.of(new Accepted(values, issues, key.get(), person.get()));
    }

    private static Optional<String> required(RowValues values, String name, String issue, String message,
            RowIssues issues) {
        Optional<String> value = values.find(name);
        if (value.isEmpty()) {
            issues.reject(issue, Kind.REQUIRED, () -> name, message, "Fill the column.");
        }
        return value;
    }

    /** Of rows with one key, the one that sorts last by its content. */
    private static List<Accepted> unique(List<Accepted> rows) {
        Map<String, Accepted> byKey = new LinkedHashMap<>();
        for (Accepted row : rows) {
            Accepted other = byKey.get(row.key());
            if (other == null) {
                byKey.put(row.key(), row);
                continue;
            }
            boolean later = LATEST_LAST.compare(other, row) < 0;
            byKey.put(row.key(), later ? row : other);
            (later ? other : row).issues()
                    .warnRow("row-duplicate", Kind.DUPLICATE,
                            "Another row of the file has the same key; that one, which is the later, is carried.",
                            "Send each episode or attendance once.");
        }
        return List.copyOf(byKey.values());
    }

    private List<Contribution> contributions(Dataset dataset, List<Accepted> rows) {
        Map<AggregateKey, Map<String, Map<String, String>>> facts = new LinkedHashMap<>();
        for (Accepted row : rows.stream().sorted(LATEST_LAST).toList()) {
            Map<String, String> person = new HashMap<>();
            Map<String, String> own = new TreeMap<>(row.values().all());
            dataset.columns()
                    .filter(Dataset::ofPerson)
                    .map(HospitalColumn::name)
                    .filter(own::containsKey)
                    .forEach(name -> person.put(name, own.get(name)));
            person.keySet().stream().filter(name -> !name.equals(Dataset.PERSON_ID)).forEach(own::remove);
            facts.computeIfAbsent(new AggregateKey(HospitalCsvMapper.PATIENT, row.person()), key -> new TreeMap<>())
                    .computeIfAbsent(Facts.PERSON, key -> new TreeMap<>())
                    .putAll(person);
            facts.computeIfAbsent(aggregate(dataset, row), key -> new TreeMap<>()).put(row.key(), own);
        }
        EventOrder order = new EventOrder(document.received(), document.received(), 0, "", document.sha256());
        return facts.entrySet()
                .stream()
                .map(each -> new Contribution(each.getKey(), order, new Facts(dataset, each.getValue()).toJson()))
                .toList();
    }

    /** A spell is known by its number, else by whom it is about, who provides it and its first day. */
    private static AggregateKey aggregate(Dataset dataset, Accepted row) {
        if (dataset != Dataset.ADMITTED_CARE) {
            return new AggregateKey(HospitalCsvMapper.ATTENDANCE, dataset.key() + '|' + row.key());
        }
        String provider = Providers.organisation(row.values()::find).orElse("");
        return new AggregateKey(HospitalCsvMapper.SPELL, row.person() + '|' + provider + '|' + row.values()
                .find("PROVSPNOPS")
                .or(() -> row.values().find("ADMIDATE"))
                .orElse(row.key()));
    }

    private static Map<HospitalColumn, Integer> header(Dataset dataset, List<String> headings,
            List<MappingIssue> issues) {
        Map<HospitalColumn, Integer> header = new LinkedHashMap<>();
        dataset.columns()
                .forEach(column -> column.headings()
                        .stream()
                        .filter(headings::contains)
                        .findFirst()
                        .ifPresent(heading -> header.put(column.under(heading), headings.indexOf(heading))));
        for (int i = 0; i < headings.size(); i++) {
            if (headings.indexOf(headings.get(i)) < i) {
                issues.add(fileIssue("column-repeated", Severity.WARNING, Kind.STRUCTURE,
                        CsvTable.place(i, headings.get(i)),
                        "The column stands twice; the first is read and this one is not carried.",
                        "Send each column once."));
            }
        }
        return header;
    }

    /** One issue for each column that holds something and is not carried, and one for all that are derived. */
    private static List<MappingIssue> notCarried(CsvTable table, List<String> headings,
            Map<HospitalColumn, Integer> header) {
        List<MappingIssue> issues = new ArrayList<>();
        List<String> derived = new ArrayList<>();
        for (int i = 0; i < headings.size(); i++) {
            int index = i;
            boolean filled = table.rows()
                    .stream()
                    .anyMatch(row -> row.fields().size() > index && !row.fields().get(index).isBlank());
            if (!filled || header.containsValue(i) || headings.indexOf(headings.get(i)) < i) {
                continue;
            }
            if (Dataset.isDerived(headings.get(i))) {
                derived.add(headings.get(i));
            } else {
                issues.add(fileIssue("column-not-carried", Severity.INFORMATION, Kind.NOT_SUPPORTED,
                        CsvTable.place(i, headings.get(i)), "The column is filled and is not carried.",
                        "Nothing, unless the heading is a misspelling."));
            }
        }
        if (!derived.isEmpty()) {
            issues.add(fileIssue("columns-derived", Severity.INFORMATION, Kind.NOT_SUPPORTED, "line 1",
                    "Columns that are derived from others are not carried: " + String.join(", ", derived) + '.',
                    "Nothing."));
        }
        return issues;
    }

    private static MappingIssue fileIssue(String id, Severity severity, Kind kind, String location, String message,
            String remedy) {
        return new MappingIssue(id, severity, kind, 1, location, message, remedy);
    }
}
