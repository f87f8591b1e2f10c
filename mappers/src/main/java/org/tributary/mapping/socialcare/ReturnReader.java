package org.tributary.mapping.socialcare;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tributary.mapping.AggregateKey;
import org.tributary.mapping.Contribution;
import org.tributary.mapping.EventOrder;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.MappingResult;
import org.tributary.mapping.Snapshot;
import org.tributary.mapping.SourceDocument;
import org.tributary.mapping.SourceFeed;
import org.tributary.mapping.support.CsvTable;
import org.tributary.mapping.support.RowIssues;

/** Reads one return: judges its rows and gathers what they say about each person and organisation. */
final class ReturnReader {

    /** A row as judged, with the issues it has met so far. */
    private record Judged(ReturnRow row, RowIssues issues) {
    }

    private final SourceDocument document;
    private final SourceFeed feed;

    ReturnReader(SourceDocument document, SourceFeed feed) {
        this.document = document;
        this.feed = feed;
    }

    MappingResult read() {
        ReturnTable table = ReturnTable.parse(document.bytes());
        if (table.rejected()) {
            return MappingResult.rejected(table.issues());
        }
        List<Judged> rows = table.rows().stream().map(row -> judge(table, row)).toList();
        Optional<ReturnRow.Accepted> first = accepted(rows).findFirst();
        if (first.isEmpty()) {
            return new MappingResult(rows.size(), List.of(), issues(table, rows), Optional.empty());
        }
        List<Judged> ofOneReturn = rows.stream().map(judged -> sameReturn(judged, first.get())).toList();
        ReportingPeriod period = first.get().period();
        EventOrder order = new EventOrder(period.endInstant(feed.zone()), document.received(), 0, "",
                document.sha256());
        boolean complete = complete(ofOneReturn);
        List<Contribution> contributions = Stream
                .concat(people(ofOneReturn, period, complete, order), organisations(ofOneReturn, order))
                .toList();
        informOfUnknownReasons(ofOneReturn);
        informOfOlderWordings(ofOneReturn);
        return new MappingResult(rows.size(), contributions, issues(table, ofOneReturn),
                complete
                        ? Optional.of(new Snapshot(ClientLevelDataMapper.CLIENT, order,
                                ClientReturn.notMentioned(period).toJson()))
                        : Optional.empty());
    }

    /**
     * Whether the return's silence on a person or event means something. A rejected row that does not say whom it is
     * about may be about anybody.
     */
    private static boolean complete(List<Judged> rows) {
        List<Judged> nameless = rows.stream()
                .filter(judged -> judged.row() instanceof ReturnRow.Rejected rejected && rejected.personId() == null)
                .toList();
        if (nameless.isEmpty()) {
            return true;
        }
        nameless.getFirst()
                .issues()
                .warnRow("return-incomplete", Kind.INCOMPLETE,
                        "The row cannot be read as anybody's, so nothing is taken back that this return leaves out.",
                        "Correct the row and send the whole return again.");
        return false;
    }

    private static Judged judge(ReturnTable table, CsvTable.Row row) {
        RowIssues issues = new RowIssues(row.number(), row.line());
        return new Judged(ReturnRow.read(table, row, issues), issues);
    }

    private static Stream<ReturnRow.Accepted> accepted(List<Judged> rows) {
        return rows.stream()
                .map(Judged::row)
                .filter(ReturnRow.Accepted.class::isInstance)
                .map(ReturnRow.Accepted.class::cast);
    }

    private static List<MappingIssue> issues(ReturnTable table, List<Judged> rows) {
        return Stream.concat(table.issues().stream(), rows.stream().flatMap(row -> row.issues().list().stream()))
                .toList();
    }

    /** A return is of one council for one period: those of the first row that can be read. */
    private static Judged sameReturn(Judged judged, ReturnRow.Accepted first) {
        if (!(judged.row() instanceof ReturnRow.Accepted row)) {
            return judged;
        }
        if (!row.period().equals(first.period())) {
            judged.issues()
                    .reject("period-other", Kind.INVARIANT, Column.PERIOD_START,
                            "The row's reporting period is not that of the file's first readable row, line "
                                    + first.line()
                                    + '.',
                            "Send one file for each reporting period.");
        }
        if (row.values().has(Column.LA_CODE) && first.values().has(Column.LA_CODE)
                && !row.values().codeOf(Column.LA_CODE).equals(first.values().codeOf(Column.LA_CODE))) {
            judged.issues()
                    .reject("council-other", Kind.INVARIANT, Column.LA_CODE,
                            "The row's council is not that of the file's first readable row, line " + first.line()
                                    + '.',
                            "Send one file for each council.");
        }
        return judged.issues().rejecting()
                ? new Judged(new ReturnRow.Rejected(row.personId()), judged.issues())
                : judged;
    }

    private static Stream<Contribution> people(List<Judged> rows, ReportingPeriod period, boolean complete,
            EventOrder order) {
        Map<String, PersonRows> people = new LinkedHashMap<>();
        Set<String> rejected = new LinkedHashSet<>();
        for (Judged judged : rows) {
            switch (judged.row()) {
                case ReturnRow.Accepted row -> people.computeIfAbsent(row.personId(), id -> new PersonRows())
                        .add(row, judged.issues());
                case ReturnRow.Rejected row -> {
                    if (row.personId() != null) {
                        rejected.add(row.personId());
                    }
                }
            }
        }
        rejected.forEach(id -> people.computeIfAbsent(id, unknown -> new PersonRows()));
        return people.entrySet()
                .stream()
                .map(person -> new Contribution(new AggregateKey(ClientLevelDataMapper.CLIENT, person.getKey()), order,
                        person.getValue()
                                .toReturn(period, !complete || rejected.contains(person.getKey()))
                                .toJson()));
    }

    private Stream<Contribution> organisations(List<Judged> rows, EventOrder order) {
        Map<AggregateKey, OrganisationStatement> statements = new LinkedHashMap<>();
        accepted(rows).forEach(row -> {
            OrganisationStatement council = OrganisationStatement.council(feed,
                    row.values().find(Column.LA_CODE).orElse(null));
            statements.merge(council.aggregate(), council, (older, newer) -> newer.completedFrom(older));
            if (row.event() != null && row.event().type() == EventType.SERVICE) {
                row.values().find(Column.PROVIDER_ID).ifPresent(location -> {
                    OrganisationStatement provider = OrganisationStatement.provider(location,
                            row.values().find(Column.PROVIDER_NAME).orElse(null));
                    statements.merge(provider.aggregate(), provider, (older, newer) -> newer.completedFrom(older));
                });
            }
        });
        List<Contribution> contributions = new ArrayList<>();
        statements.forEach((aggregate, statement) -> contributions
                .add(new Contribution(aggregate, order, statement.toJson())));
        return contributions.stream();
    }

    /** Said once a file and column: councils' systems change their wordings all at once. */
    private static void informOfOlderWordings(List<Judged> rows) {
        Map<Column, List<RowIssues>> older = new EnumMap<>(Column.class);
        Map<Column, Map<String, Boolean>> known = new EnumMap<>(Column.class);
        for (Judged judged : rows) {
            if (judged.row() instanceof ReturnRow.Accepted row) {
                row.values().all().forEach((column, wording) -> {
                    boolean current = column.list()
                            .map(list -> known.computeIfAbsent(column, key -> new HashMap<>())
                                    .computeIfAbsent(wording, list::isOfRelease2))
                            .orElse(true);
                    if (!current) {
                        older.computeIfAbsent(column, key -> new ArrayList<>()).add(judged.issues());
                    }
                });
            }
        }
        older.forEach((column, several) -> several.getFirst()
                .inform("wording-not-of-release-2", Kind.VALUE, column,
                        "Of this file's rows " + several.size()
                                + " have another wording than release 2's in this column; they are read as meant.",
                        "Send the wordings of release 2."));
    }

    /** Said once a file: "Unknown" is a value of the list, and many rows may have it. */
    private static void informOfUnknownReasons(List<Judged> rows) {
        List<Judged> unknown = rows.stream()
                .filter(judged -> judged.row() instanceof ReturnRow.Accepted row
                        && row.values().codeOf(Column.PRIMARY_SUPPORT_REASON).equals(ConditionMapper.UNKNOWN))
                .toList();
        if (!unknown.isEmpty()) {
            unknown.getFirst()
                    .issues()
                    .inform("support-reason-unknown", Kind.INCOMPLETE, Column.PRIMARY_SUPPORT_REASON,
                            "Of this file's rows " + unknown.size()
                                    + " state an unknown primary support reason, of which no Condition is made.",
                            "Send the reason when it is known.");
        }
    }
}
