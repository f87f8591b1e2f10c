package org.tributary.hub.ops;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.identity.People;
import org.tributary.hub.ingest.Feed;
import org.tributary.hub.ingest.Feeds;
import org.tributary.hub.ops.BoroughSender.Tally;
import org.tributary.hub.ops.synth.Borough;
import org.tributary.hub.ops.synth.ExpectedLink;
import org.tributary.hub.ops.synth.SyntheticDocument;
import org.tributary.hub.ops.synth.SyntheticFeed;
import org.tributary.hub.ops.synth.TruthRow;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whether the hub made of a borough what its generator says it must. Each failure is one sentence. */
final class BoroughCheck {

    private static final Set<String> ALL_SETTINGS = Set.of("primary", "acute", "social");
    private static final int PEOPLE_WITH_ALL_SETTINGS = 3;
    /** Of so many pairs with one number and birth date one may be left to people: a slip may make another name. */
    private static final int ONE_LEFT_OF = 100;

    private final RunningHub hub;
    private final Borough borough;
    private final URI address;
    private final String token;

    BoroughCheck(RunningHub hub, Borough borough, URI address, String token) {
        this.hub = hub;
        this.borough = borough;
        this.address = address;
        this.token = token;
    }

    /** Feed code and local number. */
    private record Source(String feed, String number) {

        static Source of(TruthRow row) {
            return new Source(row.source(), row.value());
        }

        @Override
        public String toString() {
            return feed + ' ' + number;
        }
    }

    List<String> run(Map<SyntheticFeed, Tally> tallies) throws IOException {
        List<String> failures = new ArrayList<>(checkTallies(tallies));
        failures.addAll(checkLinks());
        failures.addAll(checkTimelines());
        return failures;
    }

    /** Sending everything again must be accepted as before and change nothing. */
    List<String> sendAgain(BoroughSender sender, List<SyntheticDocument> documents) {
        Digest digest = hub.context().getBean(Digest.class);
        String before = digest.compute();
        List<String> failures = new ArrayList<>(checkTallies(sender.send(borough.feeds(), documents, answered -> {
        })));
        if (!digest.compute().equals(before)) {
            failures.add("Sending everything again changed the digest");
        }
        return failures;
    }

    /** The persons of the people that the generator holds worth opening, by its keys. */
    Map<String, @Nullable String> peopleWorthOpening() {
        Map<Source, String> persons = persons();
        Map<String, @Nullable String> found = new LinkedHashMap<>();
        for (String key : borough.worthOpening().stream().limit(PEOPLE_WITH_ALL_SETTINGS).toList()) {
            found.put(key, borough.truth()
                    .stream()
                    .filter(row -> row.person().equals(key))
                    .map(row -> persons.get(Source.of(row)))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null));
        }
        return found;
    }

    private static List<String> checkTallies(Map<SyntheticFeed, Tally> tallies) {
        List<String> failures = new ArrayList<>();
        tallies.forEach((feed, tally) -> {
            if (!tally.asExpected()) {
                failures.add("%s: %d accepted and %d rejected, but the generator declared %d and %d".formatted(
                        feed.code(), tally.accepted, tally.rejected, tally.expectedAccepted,
                        tally.expectedRejected));
            }
        });
        return failures;
    }

    private List<String> checkLinks() {
        Map<Source, String> persons = persons();
        List<String> failures = new ArrayList<>();
        Map<String, Set<String>> peopleOfPerson = new HashMap<>();
        Map<String, Long> recordsOfPerson = new HashMap<>();
        for (TruthRow row : borough.truth()) {
            String person = persons.get(Source.of(row));
            if (person == null) {
                failures.add(
                        "No Patient of " + row.source() + " has the number that the truth has for " + row.person());
            } else {
                peopleOfPerson.computeIfAbsent(person, key -> new TreeSet<>()).add(row.person());
                recordsOfPerson.merge(person, 1L, Long::sum);
            }
        }
        List<ExpectedLink> expected = borough.expectedLinks();
        List<String> missed = expected.stream()
                .filter(link -> !Objects.equals(persons.get(Source.of(link.one())),
                        persons.get(Source.of(link.other()))))
                .map(link -> Source.of(link.one()) + " and " + Source.of(link.other()))
                .toList();
        List<String> wrong = peopleOfPerson.entrySet()
                .stream()
                .filter(person -> person.getValue().size() > 1)
                .map(person -> person.getKey() + " those of " + String.join(", ", person.getValue()))
                .toList();
        if (missed.size() * ONE_LEFT_OF > expected.size()) {
            failures.add("%d of %d pairs with one number and birth date are apart, such as %s".formatted(missed.size(),
                    expected.size(), missed.getFirst()));
        }
        if (!wrong.isEmpty()) {
            failures.add("%d persons hold the records of several people, such as %s".formatted(wrong.size(),
                    wrong.getFirst()));
        }
        System.out.printf(
                "%nLinked %,d pairs of records. Of %,d with one NHS number and birth date %,d are left to people.%n",
                recordsOfPerson.values().stream().mapToLong(records -> records * (records - 1) / 2).sum(),
                expected.size(), missed.size());
        return failures;
    }

    private List<String> checkTimelines() throws IOException {
        List<String> failures = new ArrayList<>();
        for (Map.Entry<String, @Nullable String> person : peopleWorthOpening().entrySet()) {
            Set<String> settings = new TreeSet<>();
            if (person.getValue() != null) {
                get("/api/people/" + person.getValue() + "/timeline").path("entries")
                        .forEach(event -> settings.add(event.path("setting").asString("")));
            }
            if (!settings.containsAll(ALL_SETTINGS)) {
                failures.add("The timeline of " + person.getKey() + " shows only " + settings);
            }
        }
        return failures;
    }

    private JsonNode get(String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .header("Authorization", "Bearer " + token)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return JsonMapper.shared().readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while reading " + path, e);
        }
    }

    private Map<Source, String> persons() {
        Map<Integer, String> feeds = new HashMap<>();
        for (Feed feed : hub.context().getBean(Feeds.class).list()) {
            feeds.put(feed.id(), feed.code());
        }
        Map<Source, String> persons = new HashMap<>();
        People people = hub.context().getBean(People.class);
        hub.context().getBean(ReaderDatabase.class).read(Caller.hub(), transaction -> {
            people.forEachNumber(transaction, (feed, number, person) -> persons
                    .put(new Source(feeds.getOrDefault(feed, ""), number), person));
            return persons;
        });
        return persons;
    }
}
