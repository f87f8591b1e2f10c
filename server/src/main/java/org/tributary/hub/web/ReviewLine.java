package org.tributary.hub.web;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.tributary.hub.identity.review.ReviewCase;

/** One line of what waits for review. */
record ReviewLine(String id, String names, String age, String organisations, String why) {

    static ReviewLine of(ReviewCase waiting, Map<String, String> organisations, Instant now) {
        return new ReviewLine(waiting.id().toString(),
                waiting.records()
                        .stream()
                        .filter(ReviewCase.Record::ofPair)
                        .map(record -> ComparedDetail.NAME.read(record.resource())
                                .stream()
                                .findFirst()
                                .orElse("Name not known"))
                        .collect(Collectors.joining(" and ")),
                ReviewWords.age(waiting.since(), now),
                waiting.records()
                        .stream()
                        .filter(ReviewCase.Record::ofPair)
                        .map(record -> ReviewWords.organisation(record.organisation(), organisations))
                        .distinct()
                        .collect(Collectors.joining(" and ")),
                ReviewWords.why(waiting.rule()));
    }
}
