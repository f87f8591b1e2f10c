package org.tributary.mapping.gpconnect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.MappingIssue.Severity;

/** What one bundle gave rise to, in document order. A bundle is one record. */
final class Issues {

    /** Of one situation at most so many are told: a bad exporter repeats itself on every entry. */
    static final int TOLD_OF_ONE_SITUATION = 100;

    private final List<MappingIssue> told = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private boolean rejects;

    void reject(String id, Kind kind, String location, String message, String remedy) {
        add(new MappingIssue(id, Severity.ERROR, kind, 1, location, message, remedy));
    }

    void warn(String id, Kind kind, String location, String message, String remedy) {
        add(new MappingIssue(id, Severity.WARNING, kind, 1, location, message, remedy));
    }

    void inform(String id, Kind kind, String location, String message, String remedy) {
        add(new MappingIssue(id, Severity.INFORMATION, kind, 1, location, message, remedy));
    }

    boolean reject() {
        return rejects;
    }

    List<MappingIssue> list() {
        List<MappingIssue> all = new ArrayList<>(told);
        for (MappingIssue first : told) {
            int untold = counts.getOrDefault(first.id(), 0) - TOLD_OF_ONE_SITUATION;
            if (untold > 0 && isFirst(first)) {
                all.add(new MappingIssue(first.id(), first.severity(), first.kind(), 1, "Bundle",
                        "The same was found in " + untold + " more places.", first.remedy()));
            }
        }
        return all;
    }

    private void add(MappingIssue issue) {
        rejects |= issue.rejects();
        if (counts.merge(issue.id(), 1, Integer::sum) <= TOLD_OF_ONE_SITUATION) {
            told.add(issue);
        }
    }

    private boolean isFirst(MappingIssue issue) {
        return told.stream().filter(other -> other.id().equals(issue.id())).findFirst().orElseThrow() == issue;
    }
}
