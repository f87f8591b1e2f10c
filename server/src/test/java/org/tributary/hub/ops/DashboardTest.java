package org.tributary.hub.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tributary.hub.WebHub;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the dashboard draws is what a hub measures. */
class DashboardTest {

    /** Names that are not followed by a bracket, so neither functions nor labels. */
    private static final Pattern METRIC = Pattern.compile("\\b[a-z]+_[a-z_]+\\b");

    /** There once a document has come, and once garbage was collected. */
    private static final Set<String> LATER = Set.of("tributary_intake_messages_seconds_count",
            "jvm_gc_pause_seconds_sum", "tributary_feed_received_age_seconds", "tributary_feed_lag_seconds",
            "tributary_feed_rejected", "tributary_feed_waiting");

    @Test
    void everyMetricOfTheDashboardIsMeasured() throws Exception {
        Set<String> drawn = drawn();
        assertThat(drawn).hasSizeGreaterThan(8);
        try (WebHub hub = WebHub.open()) {
            get(hub, "/fhir/metadata");
            Set<String> measured = get(hub, "/actuator/prometheus").lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("[{ ]", 2)[0])
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(drawn).containsAll(LATER);
            drawn.removeAll(LATER);
            assertThat(measured).containsAll(drawn);
        }
    }

    private static Set<String> drawn() throws IOException {
        JsonNode dashboard = JsonMapper.shared()
                .readTree(Path.of("..", "docker", "grafana", "dashboards", "tributary.json").toFile());
        Set<String> names = new TreeSet<>();
        for (JsonNode panel : dashboard.get("panels")) {
            for (JsonNode target : panel.get("targets")) {
                Matcher metric = METRIC.matcher(target.get("expr").stringValue());
                while (metric.find()) {
                    names.add(metric.group());
                }
            }
        }
        return names;
    }

    private static String get(WebHub hub, String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(HttpRequest.newBuilder(URI.create(hub.origin() + path)).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            return answer.body();
        }
    }
}
