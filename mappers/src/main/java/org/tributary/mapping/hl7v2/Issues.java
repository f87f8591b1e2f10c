package org.tributary.mapping.hl7v2;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.MappingIssue.Severity;

/** The issues of one message, in the order in which they were found. */
final class Issues {

    private final List<MappingIssue> issues = new ArrayList<>();

    void error(String id, Kind kind, String location, String message, String remedy) {
        add(Severity.ERROR, id, kind, location, message, remedy);
    }

    void warning(String id, Kind kind, String location, String message, String remedy) {
        add(Severity.WARNING, id, kind, location, message, remedy);
    }

    void information(String id, Kind kind, String location, String message, String remedy) {
        add(Severity.INFORMATION, id, kind, location, message, remedy);
    }

    boolean rejects() {
        return issues.stream().anyMatch(MappingIssue::rejects);
    }

    List<MappingIssue> toList() {
        return List.copyOf(issues);
    }

    /** A field's number as issue ids spell it: {@code pid-3} for {@code PID[2]-3[1].4}. */
    static String idOf(String location) {
        return location.replaceAll("\\[\\d+]|\\..*", "").toLowerCase(Locale.ROOT);
    }

    private void add(Severity severity, String id, Kind kind, String location, String message, String remedy) {
        issues.add(new MappingIssue(id, severity, kind, 1, location, message, remedy));
    }
}
