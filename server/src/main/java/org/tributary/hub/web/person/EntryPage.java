package org.tributary.hub.web.person;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tributary.hub.identity.PersonView;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.Detail;
import org.tributary.hub.pathway.TimelineEntry;
import org.tributary.hub.store.HistoryPage;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.StoredResource;
import org.tributary.hub.web.HumanTime;
import org.tributary.hub.web.Words;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A record behind entries of a timeline.
 *
 * @param align
 *            the query that counts the timeline's days from it
 * @param entries
 *            what the timeline makes of it
 * @param versions
 *            the newest first
 * @param more
 *            whether there are older versions than these
 */
record EntryPage(String person, String personName, String title, String source, String align, List<Told> entries,
        List<Origin> origins, List<Version> versions, boolean more) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final String MESSAGE = "https://tributary.example/Id/message";

    /** A fact with its name. */
    record Fact(String name, String value) {
    }

    /** An entry, as facts. */
    record Told(String kind, List<Fact> facts) {
    }

    /**
     * How it came here.
     *
     * @param message
     *            the page of the message, where the reader may see it
     */
    record Origin(String recorded, String activity, String who, String from, Optional<String> message) {
    }

    record Version(int number, String at, boolean deleted, String json) {
    }

    static EntryPage of(PersonView person, ResourceKey source, List<TimelineEntry> entries,
            List<StoredResource> provenances, HistoryPage history, boolean operator) {
        CareEvent first = entries.getFirst().event();
        String what = TimelineRow.what(first);
        return new EntryPage(person.id(), person.name(),
                first.kind().display() + (what.isEmpty() ? "" : ": " + what), source.reference(),
                "?align=" + source.reference() + "#timeline", entries.stream().map(EntryPage::told).toList(),
                provenances.stream().map(provenance -> origin(provenance, operator)).toList(),
                history.versions().stream().map(HistoryPage.Version::resource).map(EntryPage::version).toList(),
                history.next().isPresent());
    }

    private static Told told(TimelineEntry entry) {
        CareEvent event = entry.event();
        TimelineRow row = TimelineRow.of(entry);
        Stream<Fact> facts = Stream.of(new Fact("What", row.what()), new Fact("Value", row.value()),
                new Fact("When", Stream.of(row.date(), row.time(), row.until())
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(" "))),
                new Fact("Status", row.status()),
                new Fact("Code", event.code()
                        .flatMap(code -> code.code()
                                .map(text -> text + code.system().map(system -> " of " + system).orElse("")))
                        .orElse("")),
                new Fact("Organisation", Telling.organisation(event.organisation(), entry.organisationName())),
                new Fact("Setting", row.setting()), new Fact("Feed", entry.feed()));
        return new Told(event.kind().display(), Stream.concat(facts, event.details()
                .entrySet()
                .stream()
                .map(detail -> detail(detail.getKey(), detail.getValue())))
                .filter(fact -> !fact.value().isEmpty())
                .toList());
    }

    private static Fact detail(Detail detail, String value) {
        return new Fact(Words.code(detail.code()), CodedWords.of(detail, value));
    }

    private static Version version(StoredResource resource) {
        return new Version(resource.version(), HumanTime.dateAndTime(resource.lastUpdated()), resource.deleted(),
                resource.deleted()
                        ? ""
                        : JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(resource.json())));
    }

    private static Origin origin(StoredResource stored, boolean operator) {
        JsonNode provenance = JSON.readTree(stored.json());
        JsonNode from = provenance.at("/entity/0/what/identifier");
        String value = from.path("value").asString("");
        boolean isMessage = from.path("system").asString("").equals(MESSAGE);
        return new Origin(time(provenance.path("recorded").asString("")),
                provenance.at("/activity/coding/0/display").asString(""),
                provenance.path("agent")
                        .valueStream()
                        .map(agent -> agent.at("/who/identifier/value").asString(agent.at("/who/display").asString("")))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.joining(", ")),
                (isMessage ? "Message " : value.isEmpty() ? "" : "File ") + value,
                isMessage && operator && isUuid(value) ? Optional.of("/feeds/messages/" + value) : Optional.empty());
    }

    private static String time(String recorded) {
        try {
            return HumanTime.dateAndTime(Instant.parse(recorded));
        } catch (DateTimeParseException e) {
            return recorded;
        }
    }

    private static boolean isUuid(String text) {
        try {
            UUID.fromString(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
