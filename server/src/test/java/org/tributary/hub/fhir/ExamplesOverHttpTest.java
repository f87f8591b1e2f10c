package org.tributary.hub.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tributary.hub.fhir.FhirServer.Reply;
import org.tributary.hub.store.PublishedExamples;
import org.tributary.hub.store.PublishedExamples.Example;

/**
 * Every published example of R4 that is valid is written, is read back as it was sent, and is the same again after it
 * was read as XML and written as XML.
 */
class ExamplesOverHttpTest {

    private static final String XML = "application/fhir+xml";
    private static final int LARGEST_BODY = 16 << 20;
    /** Larger ones are Bundles of definitions that are examples themselves; as XML they would take minutes. */
    private static final int LARGEST_XML = 1 << 20;

    private static final String WHITE_SPACE = "The white space within base64 does not come back from XML; it says nothing";
    private static final String OWN_STATE = "The hub itself says what state a Subscription is in, and why";

    /** What is not the same, and why. Whatever is listed here and is the same fails too. */
    private static final Map<String, String> DIFFERENT = Map.ofEntries(
            Map.entry("binary-example", WHITE_SPACE),
            Map.entry("diagnosticreport-example-gingival-mass", WHITE_SPACE),
            Map.entry("media-example", WHITE_SPACE),
            Map.entry("observation-decimal", "In XML 1E-22 is written without an exponent, to the same digit"),
            Map.entry("subscription-example", OWN_STATE), Map.entry("subscription-example-error", OWN_STATE));

    private static final FhirServer SERVER = FhirServer.with("tributary.fhir.maximum-body=16MB");

    /** One document, and where it says it belongs. Several examples may belong to one place. */
    private record Sample(String file, byte[] bytes, String type, String id) {

        static Sample of(Example example) {
            byte[] bytes = example.bytes();
            Map<String, Object> members = ExactJson.members(bytes);
            String file = example.file();
            return new Sample(file.substring(file.lastIndexOf('/') + 1, file.lastIndexOf('.')), bytes,
                    String.valueOf(members.get("resourceType")),
                    String.valueOf(members.getOrDefault("id", "")));
        }
    }

    /** How an example came back other than it was sent. */
    private record Difference(String file, String what) {
    }

    @Test
    void everyValidExampleIsServedAsItWasSentAndIsTheSameByWayOfXml() throws Exception {
        Map<String, List<Sample>> samples = samples();
        List<Difference> differences = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<List<Difference>>> results = samples.values()
                    .stream()
                    .map(ofOnePlace -> threads
                            .submit(() -> ofOnePlace.stream().flatMap(ExamplesOverHttpTest::differences).toList()))
                    .toList();
            for (Future<List<Difference>> result : results) {
                differences.addAll(result.get());
            }
        }

        assertThat(samples.values().stream().mapToInt(List::size).sum()).isGreaterThan(2700);
        assertThat(differences).filteredOn(difference -> !DIFFERENT.containsKey(difference.file)).isEmpty();
        assertThat(differences).extracting(Difference::file).containsAll(DIFFERENT.keySet());
    }

    private static Map<String, List<Sample>> samples() {
        Map<String, List<Sample>> samples = new TreeMap<>();
        Stream.of("spec-json.txt", "profiles-pdex-plan-net-json.txt", "profiles-pdex-formulary-json.txt")
                .flatMap(index -> PublishedExamples.list(index).stream())
                .filter(Example::isValidR4)
                .map(Sample::of)
                .filter(sample -> sample.bytes.length <= LARGEST_BODY)
                .forEach(sample -> samples
                        .computeIfAbsent(sample.id.isEmpty() ? sample.file : sample.type + '/' + sample.id,
                                place -> new ArrayList<>())
                        .add(sample));
        return samples;
    }

    private static Stream<Difference> differences(Sample sample) {
        String sent = new String(sample.bytes, StandardCharsets.UTF_8);
        Reply written = sample.id.isEmpty()
                ? SERVER.post(sample.type, sent, "Prefer", "return=minimal")
                : SERVER.put(sample.type + '/' + sample.id, sent, "Prefer", "return=minimal");
        if (written.status() > 201) {
            return Stream.of(new Difference(sample.file, written.status() + " " + written.diagnostics()));
        }
        String version = written.header("Location");
        String place = version.substring(0, version.indexOf("/_history"));
        Map<String, Object> expected = ExactJson.content(sample.bytes);
        Optional<String> asJson = ExactJson.difference("as JSON", expected,
                ExactJson.content(SERVER.get(place, "Accept", "application/fhir+json").response().body()));
        Optional<String> asXml = sample.bytes.length > LARGEST_XML ? Optional.empty() : byWayOfXml(place, expected);
        return Stream.of(asJson, asXml).flatMap(Optional::stream).map(what -> new Difference(sample.file, what));
    }

    private static Optional<String> byWayOfXml(String place, Map<String, Object> expected) {
        Reply written = SERVER.put(place, SERVER.get(place, "Accept", XML).text(), "Content-Type", XML);
        if (written.status() > 200) {
            return Optional.of("as XML " + written.status() + ' ' + written.diagnostics());
        }
        return ExactJson.difference("as XML", ExactJson.narrativesRead(expected),
                ExactJson.narrativesRead(ExactJson.content(written.response().body())));
    }
}
