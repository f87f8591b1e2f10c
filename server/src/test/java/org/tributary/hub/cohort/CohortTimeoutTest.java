package org.tributary.hub.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tributary.hub.WebHub;
import org.tributary.hub.access.signin.DevelopmentDirectory;

/** A question that takes too long is refused, and holds up nobody. */
class CohortTimeoutTest {

    /** To plan so many joins alone takes PostgreSQL many times the millisecond that it is given here. */
    private static final String LONG = IntStream.range(0, 20)
            .mapToObj(i -> "{'followed':{'first':{'codes':['a" + i + "']},'then':{'codes':['b" + i
                    + "']},'withinDays':9}}")
            .collect(Collectors.joining(",", "{'all':[", "]}"))
            .replace('\'', '"');

    @Test
    void aCountThatTakesTooLongIsRefusedInOneSentence() throws Exception {
        try (WebHub hub = WebHub.start(new DevelopmentDirectory(List.of(), List.of()), "tributary.access.open=true",
                "tributary.cohort.timeout=1ms"); HttpClient http = HttpClient.newHttpClient()) {
            for (String door : List.of("count", "members")) {
                HttpResponse<String> refused = http.send(HttpRequest
                        .newBuilder(URI.create(hub.origin() + "/api/cohorts/" + door))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(LONG))
                        .build(), HttpResponse.BodyHandlers.ofString());
                assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
                assertThat(refused.body()).contains("takes longer than 1 milliseconds: name codes or kinds");
            }
        }
    }

    @Test
    void aLimitIsFromAMillisecondToAnHour() {
        assertThat(new CohortSettings(Duration.ofSeconds(30)).timeout()).hasSeconds(30);
        assertThatThrownBy(() -> new CohortSettings(Duration.ZERO)).hasMessageContaining("tributary.cohort.timeout");
        assertThatThrownBy(() -> new CohortSettings(Duration.ofHours(2))).isInstanceOf(RuntimeException.class);
    }
}
