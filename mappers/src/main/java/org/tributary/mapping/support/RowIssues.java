package org.tributary.mapping.support;

import java.util.ArrayList;
import java.util.List;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.MappingIssue.Severity;

/** The issues of one row, each placed at its line and column. */
public final class RowIssues {

    /** A column that an issue can name. */
    @FunctionalInterface
    public interface Column {

        /** As it stands in the file. */
        String heading();
    }

    private final int record;
    private final String row;
    private final List<MappingIssue> issues = new ArrayList<>();

    public RowIssues(int record, long line) {
        this(record, "line " + line);
    }

    /**
     * @param row
     *            where the row is, for a document of several files
     */
    public RowIssues(int record, String row) {
        this.record = record;
        this.row = row;
    }

    /** The row cannot be carried. */
    public void reject(String id, Kind kind, Column column, String message, String remedy) {
        add(id, Severity.ERROR, kind, column, message, remedy);
    }

    public void warn(String id, Kind kind, Column column, String message, String remedy) {
        add(id, Severity.WARNING, kind, column, message, remedy);
    }

    public void inform(String id, Kind kind, Column column, String message, String remedy) {
        add(id, Severity.INFORMATION, kind, column, message, remedy);
    }

    /** The row cannot be carried, for a reason that lies in no single column. */
    public void rejectRow(String id, Kind kind, String message, String remedy) {
        issues.add(new MappingIssue(id, Severity.ERROR, kind, record, row, message, remedy));
    }

    /** A doubt about the row that lies in no single column. */
    public void warnRow(String id, Kind kind, String message, String remedy) {
        issues.add(new MappingIssue(id, Severity.WARNING, kind, record, row, message, remedy));
    }

    public boolean rejecting() {
        return issues.stream().anyMatch(MappingIssue::rejects);
    }

    /** Whether the row is rejected already for what this column holds. */
    public boolean rejectingFor(Column column) {
        return issues.stream().anyMatch(issue -> issue.rejects() && issue.location().equals(place(column)));
    }

    public List<MappingIssue> list() {
        return List.copyOf(issues);
    }

    private void add(String id, Severity severity, Kind kind, Column column, String message, String remedy) {
        issues.add(new MappingIssue(id, severity, kind, record, place(column), message, remedy));
    }

    private String place(Column column) {
        return row + ", column \"" + column.heading() + '"';
    }
}
