package org.tributary.hub.ingest.folder;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tributary.hub.ingest.FileLoad.Reject;
import org.tributary.hub.ingest.FileLoad.Sum;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What is told of a file of the watched folder, beside it. */
final class FolderReport {

    private static final int MOST_ISSUES = 1_000;
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final List<Issue> issues = new ArrayList<>();
    private long more;

    /** Something that was found in the file. */
    record Issue(long line, String place, String severity, String reason) {
    }

    /**
     * @param outcome
     *            {@code done} when anything of the file was accepted, {@code failed} when nothing was
     * @param moreIssues
     *            how many there are beyond those that are told
     */
    record Told(String file, String feed, Instant started, Instant finished, String outcome, long accepted,
            long rejected, long unchanged, List<Issue> issues, long moreIssues) {
    }

    void add(Reject reject) {
        add(new Issue(reject.line(), reject.place(), reject.severity().name().toLowerCase(java.util.Locale.ROOT),
                reject.reason()));
    }

    void add(Issue issue) {
        if (issues.size() < MOST_ISSUES) {
            issues.add(issue);
        } else {
            more++;
        }
    }

    byte[] write(String file, String feed, Instant started, Instant finished, String outcome, Sum sum) {
        return JSON.writeValueAsBytes(new Told(file, feed, started, finished, outcome, sum.accepted(), sum.rejected(),
                sum.unchanged(), List.copyOf(issues), more));
    }
}
