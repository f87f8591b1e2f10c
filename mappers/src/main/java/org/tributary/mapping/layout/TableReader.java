package org.tributary.mapping.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tributary.mapping.AggregateKey;
import org.tributary.mapping.Contribution;
import org.tributary.mapping.EventOrder;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.MappingIssue.Severity;
import org.tributary.mapping.MappingResult;
import org.tributary.mapping.SourceDocument;
import org.tributary.mapping.SourceFeed;
import org.tributary.mapping.layout.Layout.ResourceLayout;
import org.tributary.mapping.support.CsvTable;
import org.tributary.mapping.support.RowIssues;
import tools.jackson.databind.node.ObjectNode;

/** Reads one table by a layout. Every row makes its resources; of those about one thing the last states it. */
final class TableReader {

    /** What one row says of one resource. */
    private record Statement(String order, String json, RowIssues issues) {
    }

    private static final Comparator<Statement> LAST = Comparator.comparing(Statement::order)
            .thenComparing(Statement::json);

    private final Layout layout;
    private final SourceFeed feed;

    TableReader(Layout layout, SourceFeed feed) {
        this.layout = layout;
        this.feed = feed;
    }

    MappingResult read(SourceDocument document) {
        CsvTable table = CsvTable.parse(document.bytes());
        if (table.rejected()) {
            return MappingResult.rejected(table.issues());
        }
        List<MappingIssue> issues = new ArrayList<>(table.issues());
        issues.addAll(headerIssues(table));
        if (issues.stream().anyMatch(MappingIssue::rejects)) {
            return MappingResult.rejected(issues);
        }
        Map<AggregateKey, Statement> statements = new LinkedHashMap<>();
        List<RowIssues> ofRows = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            RowIssues rowIssues = new RowIssues(row.number(), row.line());
            ofRows.add(rowIssues);
            read(table, row, rowIssues).forEach((key, json) -> statements.merge(key, json, TableReader::later));
        }
        ofRows.forEach(row -> issues.addAll(row.list()));
        EventOrder order = new EventOrder(document.received(), document.received(), 0, "", document.sha256());
        List<Contribution> contributions = statements.entrySet()
                .stream()
                .map(each -> new Contribution(each.getKey(), order, each.getValue().json()))
                .toList();
        return new MappingResult(ofRows.size(), contributions, issues, Optional.empty());
    }

    private Map<AggregateKey, Statement> read(CsvTable table, CsvTable.Row row, RowIssues issues) {
        if (row.fields().size() != table.headings().size()) {
            issues.rejectRow("row-field-count", Kind.STRUCTURE,
                    "The row has " + row.fields().size() + " fields where the header has " + table.headings().size()
                            + '.',
                    "Quote values that hold commas, and send one field for each column.");
            return Map.of();
        }
        Map<String, String> values = values(table, row, issues);
        for (String column : layout.required()) {
            if (!values.containsKey(column)) {
                issues.reject("value-missing", Kind.REQUIRED, () -> column,
                        "The layout requires this column, and the row leaves it blank.", "Fill it.");
            }
        }
        if (issues.rejecting()) {
            return Map.of();
        }
        String order = layout.order()
                .stream()
                .map(column -> values.getOrDefault(column, ""))
                .collect(
                        Collectors.joining("\n"));
        Map<AggregateKey, Statement> statements = new LinkedHashMap<>();
        for (ResourceLayout resource : layout.resources().values()) {
            ResourceDraft.key(resource, values).ifPresent(key -> {
                Optional<ObjectNode> json = new ResourceDraft(layout, resource, values, feed, issues).build(key);
                json.ifPresent(body -> statements.put(new AggregateKey(resource.name(), key),
                        new Statement(order, body.toString(), issues)));
            });
        }
        // A row is one record: when one of its resources cannot be, none is.
        return issues.rejecting() ? Map.of() : statements;
    }

    private Map<String, String> values(CsvTable table, CsvTable.Row row, RowIssues issues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < table.headings().size(); i++) {
            String heading = table.headings().get(i);
            String value = row.fields().get(i).strip();
            if (value.isEmpty() || layout.nothing().contains(value)) {
                continue;
            }
            if (value.chars().anyMatch(Character::isISOControl)) {
                issues.warn("control-characters", Kind.VALUE, () -> heading,
                        "The value holds control characters and is not carried.", "Send printable text only.");
                continue;
            }
            values.putIfAbsent(heading, value);
        }
        return values;
    }

    /** The later of two statements about one resource, whatever their order in the file. */
    private static Statement later(Statement one, Statement other) {
        if (one.json().equals(other.json())) {
            return other;
        }
        Statement kept = LAST.compare(one, other) < 0 ? other : one;
        (kept == one ? other : one).issues()
                .warnRow("rows-differ", Kind.INVARIANT,
                        "Another row, which is the later by the layout's order, says something else of the same thing; that one is carried.",
                        "Nothing, if it changed between the rows; else correct the wrong one.");
        return kept;
    }

    private List<MappingIssue> headerIssues(CsvTable table) {
        List<MappingIssue> issues = new ArrayList<>();
        List<String> headings = table.headings();
        for (String column : layout.required()) {
            if (!headings.contains(column)) {
                issues.add(issue("column-missing", Severity.ERROR, Kind.REQUIRED, "line 1, column \"" + column + '"',
                        "The layout requires this column; nothing of the file is kept.", "Send the column."));
            }
        }
        for (int i = 0; i < headings.size(); i++) {
            String heading = headings.get(i);
            if (headings.indexOf(heading) < i) {
                issues.add(issue("column-repeated", Severity.WARNING, Kind.STRUCTURE, CsvTable.place(i, heading),
                        "The column stands twice; the first is read and this one is not carried.",
                        "Send each column once."));
            } else if (!layout.columns().contains(heading)) {
                issues.add(issue("column-not-carried", Severity.INFORMATION, Kind.NOT_SUPPORTED,
                        CsvTable.place(i, heading),
                        layout.ignored().contains(heading)
                                ? "The layout says that the column is not carried."
                                : "The layout does not know the column; it is not carried.",
                        layout.ignored().contains(heading)
                                ? "Nothing."
                                : "Add it to the layout, to an element or to what is ignored."));
            }
        }
        if (table.rows().isEmpty()) {
            issues.add(issue("file-without-rows", Severity.ERROR, Kind.REQUIRED, "line 1",
                    "The file has no data rows.", "Send a file with at least one data row."));
        }
        return issues;
    }

    private static MappingIssue issue(String id, Severity severity, Kind kind, String location, String message,
            String remedy) {
        return new MappingIssue(id, severity, kind, 1, location, message, remedy);
    }
}
