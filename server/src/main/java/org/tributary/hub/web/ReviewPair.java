package org.tributary.hub.web;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tributary.hub.identity.review.ReviewCase;
import org.tributary.hub.identity.review.ReviewCase.EvidenceLine;
import org.tributary.mapping.CareSetting;

/** What the page of one pair shows: the pair first, then the other records of their two persons. */
record ReviewPair(String id, String age, String why, List<Column> columns, List<Row> rows, List<Line> evidence,
        String summary) {

    /**
     * A record.
     *
     * @param name
     *            whose it is
     * @param note
     *            which of the two persons it is of, so far
     */
    record Column(String name, String note) {
    }

    record Row(String name, boolean differs, List<Cell> cells) {
    }

    /**
     * @param column
     *            names the record again, where the table is shown as cards
     */
    record Cell(String column, List<String> values) {
    }

    /** What one detail says, and how much it weighs. */
    record Line(String words, String weight) {
    }

    static ReviewPair of(ReviewCase reviewed, Map<String, String> organisations, Instant now) {
        List<ReviewCase.Record> records = reviewed.records();
        List<Column> columns = IntStream.range(0, records.size())
                .mapToObj(place -> column(records, place, organisations))
                .toList();
        List<Row> rows = List.of(ComparedDetail.values())
                .stream()
                .map(detail -> row(detail, records, columns))
                .filter(row -> row.cells.stream().anyMatch(cell -> !cell.values.isEmpty()))
                .toList();
        List<Line> evidence = reviewed.evidence()
                .stream()
                .sorted(Comparator.comparingDouble((EvidenceLine line) -> Math.abs(line.weight())).reversed())
                .map(line -> new Line(line.words().replaceFirst("\\.$", ""), ReviewWords.weight(line.weight())))
                .toList();
        return new ReviewPair(reviewed.id().toString(), ReviewWords.age(reviewed.since(), now),
                ReviewWords.why(reviewed.rule()), columns, rows, evidence, ReviewWords.summary(reviewed.score()));
    }

    private static Column column(List<ReviewCase.Record> records, int place, Map<String, String> organisations) {
        ReviewCase.Record record = records.get(place);
        String person = records.getFirst().person();
        String letter = record.person().equals(person) ? "first" : "second";
        return new Column(ReviewWords.organisation(record.organisation(), organisations) + ", "
                + CareSetting.findByCode(record.setting()).map(Words::setting).orElse(record.setting()),
                record.ofPair() ? "One of the two" : "Already linked to the " + letter);
    }

    private static Row row(ComparedDetail detail, List<ReviewCase.Record> records, List<Column> columns) {
        List<List<String>> told = records.stream().map(record -> detail.read(record.resource())).toList();
        List<List<String>> ofPair = IntStream.range(0, records.size())
                .filter(place -> records.get(place).ofPair())
                .mapToObj(told::get)
                .toList();
        return new Row(detail.words(), detail.differs(ofPair),
                IntStream.range(0, told.size())
                        .mapToObj(place -> new Cell(columns.get(place).name, told.get(place)))
                        .toList());
    }
}
