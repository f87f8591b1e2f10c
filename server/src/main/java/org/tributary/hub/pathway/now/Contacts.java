package org.tributary.hub.pathway.now;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.pathway.events.SourceResource;
import org.tributary.hub.store.ResourceKey;
import tools.jackson.databind.JsonNode;

/**
 * Whom records refer to: what they are called and how to reach them, as far as the caller sees the records that say so.
 * Two statements at most, however many there are.
 */
@Component
public final class Contacts {

    /** A person in a role is reached by the role's own means before their own and their organisation's. */
    private static final String ROLE = "PractitionerRole";
    private static final Set<String> TYPES = Set.of("Practitioner", ROLE, "Organization", "RelatedPerson");
    private static final int NO_RANK = Integer.MAX_VALUE;

    /**
     * A means to reach somebody (R4 ContactPoint).
     *
     * @param system
     *            {@code phone}, {@code email} and the like
     */
    public record Telecom(String system, String value, Optional<String> use) {
    }

    /** Somebody, or an organisation. */
    public record Contact(Optional<String> name, List<Telecom> telecoms) {

        private Contact or(Optional<Contact> other) {
            return other.map(next -> new Contact(name.or(next::name), telecoms.isEmpty() ? next.telecoms : telecoms))
                    .orElse(this);
        }
    }

    private final Sources sources;

    Contacts(Sources sources) {
        this.sources = sources;
    }

    /**
     * By reference, as {@code Practitioner/1}.
     *
     * @param today
     *            what has ended before is left out
     */
    public Map<String, Contact> find(ReadTransaction transaction, Collection<ResourceKey> keys, LocalDate today) {
        List<SourceResource> bodies = read(transaction, keys.stream());
        List<SourceResource> behind = read(transaction, bodies.stream()
                .filter(body -> body.key().type().equals(ROLE))
                .flatMap(Contacts::behind));
        Map<String, Contact> own = new HashMap<>();
        Stream.concat(bodies.stream(), behind.stream())
                .forEach(body -> own.put(body.key().reference(),
                        new Contact(Bodies.findName(body), telecoms(body, today))));
        Map<String, Contact> found = new HashMap<>(own);
        bodies.stream().filter(body -> body.key().type().equals(ROLE)).forEach(role -> {
            Contact contact = found.getOrDefault(role.key().reference(), new Contact(Optional.empty(), List.of()));
            for (ResourceKey key : behind(role).toList()) {
                contact = contact.or(Optional.ofNullable(own.get(key.reference())));
            }
            found.put(role.key().reference(), contact);
        });
        return found;
    }

    private static Stream<ResourceKey> behind(SourceResource role) {
        return Stream.of("practitioner", "organization")
                .flatMap(element -> role.findText(element, "reference").stream())
                .flatMap(reference -> Bodies.findReferred(reference).stream());
    }

    private List<SourceResource> read(ReadTransaction transaction, Stream<ResourceKey> keys) {
        return sources.read(transaction, keys
                .filter(key -> TYPES.contains(key.type()) && transaction.caller().may(Interaction.READ, key.type()))
                .distinct()
                .collect(Collectors.toList()));
    }

    /** In the order of preference that the record says. */
    static List<Telecom> telecoms(SourceResource body, LocalDate today) {
        return body.list("telecom")
                .filter(telecom -> !telecom.path("use").asString("").equals("old"))
                .filter(telecom -> new SourceResource(telecom).findTime("period", "end")
                        .filter(end -> end.date().isBefore(today))
                        .isEmpty())
                .sorted(Comparator.comparingInt(telecom -> telecom.path("rank").asInt(NO_RANK)))
                .flatMap(telecom -> telecom(telecom).stream())
                .distinct()
                .toList();
    }

    private static Optional<Telecom> telecom(JsonNode telecom) {
        return SourceResource.text(telecom.path("value"))
                .map(value -> new Telecom(telecom.path("system").asString("other"), value,
                        SourceResource.text(telecom.path("use"))));
    }
}
