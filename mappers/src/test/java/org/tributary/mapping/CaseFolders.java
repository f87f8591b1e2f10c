package org.tributary.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A case is a folder named for a situation. It holds
 * <ul>
 * <li>documents, applied in the order of their names;
 * <li>{@code expected.json}: {@code counts}, how many resources there are of each type, no other type being allowed;
 * and {@code resources}, by a selector {@code Type} or {@code Type[element=text]} the elements that the one such
 * resource must have. Objects may have more than expected, arrays not; {@code null} says that an element must be
 * absent;
 * <li>{@code expected-issues.txt}: a line {@code document severity id location} for each issue, in order, and
 * {@code fold …} for those of the folds. An issue that is not listed fails the case.
 * </ul>
 */
public final class CaseFolders {

    private static final Instant RECEIVED = Instant.parse("2024-06-01T12:00:00Z");
    private static final IParser STRICT = FhirContext.forR4Cached()
            .newJsonParser()
            .setParserErrorHandler(new StrictErrorHandler());

    private final SourceMapper mapper;
    private final SourceFeed feed;

    public CaseFolders(SourceMapper mapper, SourceFeed feed) {
        this.mapper = mapper;
        this.feed = feed;
    }

    public static List<Path> in(Path folder) {
        try (Stream<Path> cases = Files.list(folder)) {
            return cases.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The documents of a case, in the order of their names. */
    public static List<Path> documents(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("expected")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void check(Path folder) throws IOException {
        List<String> issues = new ArrayList<>();
        List<Contribution> contributions = new ArrayList<>();
        for (Path document : documents(folder)) {
            MappingResult result = map(Files.readAllBytes(document));
            contributions.addAll(result.contributions());
            String name = document.getFileName().toString().replaceAll("-.*", "");
            result.issues().forEach(issue -> issues.add(line(name, issue)));
        }
        List<MappedResource> resources = new ArrayList<>();
        for (FoldResult result : fold(contributions)) {
            resources.addAll(result.resources());
            result.issues().forEach(issue -> issues.add(line("fold", issue)));
        }
        List<String> expectedIssues = Files.readAllLines(folder.resolve("expected-issues.txt"))
                .stream()
                .filter(line -> !line.isBlank())
                .toList();
        assertThat(issues).as("issues").containsExactlyElementsOf(expectedIssues);
        JsonNode expected = JsonMapper.shared().readTree(Files.readString(folder.resolve("expected.json")));
        check(expected, resources);
    }

    public MappingResult map(byte[] document) {
        return mapper.map(new SourceDocument(document, RECEIVED), feed);
    }

    /** Each aggregate's fold, its contributions in event order whatever order they are given in. */
    public List<FoldResult> fold(List<Contribution> contributions) {
        Map<String, List<Contribution>> byAggregate = contributions.stream()
                .collect(Collectors.groupingBy(c -> c.aggregate().kind() + ' ' + c.aggregate().value(), TreeMap::new,
                        Collectors.toList()));
        return byAggregate.values().stream().map(all -> {
            AggregateKey key = all.getFirst().aggregate();
            return mapper.fold(key,
                    all.stream().sorted((a, b) -> a.order().compareTo(b.order())).toList(), feed);
        }).toList();
    }

    private static String line(String document, MappingIssue issue) {
        return document + ' ' + issue.severity().name().toLowerCase(Locale.ROOT) + ' ' + issue.id() + ' '
                + issue.location();
    }

    private static void check(JsonNode expected, List<MappedResource> resources) {
        Map<String, Integer> counts = new TreeMap<>();
        expected.path("counts").forEachEntry((type, count) -> counts.put(type, count.asInt()));
        Map<String, Integer> found = new TreeMap<>();
        resources.forEach(resource -> found.merge(resource.type(), 1, Integer::sum));
        assertThat(found).as("how many resources of each type").isEqualTo(counts);
        for (MappedResource resource : resources) {
            assertThat(STRICT.parseResource(resource.json()).fhirType()).isEqualTo(resource.type());
            JsonNode json = JsonMapper.shared().readTree(resource.json());
            assertThat(json.path("id").asString()).isEqualTo(resource.id());
        }
        expected.path("resources").forEachEntry((selector, elements) -> {
            List<JsonNode> selected = resources.stream()
                    .filter(resource -> resource.type().equals(selector.replaceAll("\\[.*", "")))
                    .map(resource -> JsonMapper.shared().readTree(resource.json()))
                    .filter(json -> matches(json, selector))
                    .toList();
            assertThat(selected).as(selector).hasSize(1);
            contains(selector, selected.getFirst(), elements);
        });
    }

    private static boolean matches(JsonNode json, String selector) {
        int bracket = selector.indexOf('[');
        if (bracket < 0) {
            return true;
        }
        String[] condition = selector.substring(bracket + 1, selector.length() - 1).split("=", 2);
        JsonNode node = json;
        for (String step : condition[0].split("\\.", -1)) {
            node = step.matches("\\d+") ? node.path(Integer.parseInt(step)) : node.path(step);
        }
        return node.asString("").equals(condition[1]);
    }

    private static void contains(String at, JsonNode actual, JsonNode expected) {
        if (expected.isNull()) {
            assertThat(actual.isMissingNode()).as(at + " is absent").isTrue();
        } else if (expected.isObject()) {
            expected.forEachEntry((name, value) -> contains(at + '.' + name, actual.path(name), value));
        } else if (expected.isArray()) {
            assertThat(actual.size()).as(at + " size, of " + actual).isEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                contains(at + '[' + i + ']', actual.path(i), expected.path(i));
            }
        } else {
            assertThat(actual.toString()).as(at).isEqualTo(expected.toString());
        }
    }

    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
