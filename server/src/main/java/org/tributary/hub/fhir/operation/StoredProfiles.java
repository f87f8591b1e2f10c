package org.tributary.hub.fhir.operation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.conformance.ProfileValidator;
import org.tributary.hub.store.CanonicalReader;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.StoredResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** StructureDefinitions that clients have stored, as far as a caller sees them. */
@Component
final class StoredProfiles {

    /** Profiles rest on one another; more than this nobody means. */
    private static final int MOST = 50;

    private final ReaderDatabase database;
    private final CanonicalReader canonicals;
    private final ResourceReader reader;
    private final ProfileValidator validator;

    StoredProfiles(ReaderDatabase database, CanonicalReader canonicals, ResourceReader reader,
            ProfileValidator validator) {
        this.database = database;
        this.canonicals = canonicals;
        this.reader = reader;
        this.validator = validator;
    }

    /** Those of the profiles that the hub does not define itself, and what they rest on, by their URLs, as JSON. */
    Map<String, byte[]> find(Caller caller, Set<String> profiles) {
        Deque<String> wanted = new ArrayDeque<>();
        profiles.stream().filter(profile -> !validator.knows(profile)).forEach(wanted::add);
        if (wanted.isEmpty() || !caller.may(Interaction.READ, "StructureDefinition")) {
            return Map.of();
        }
        return database.read(caller, transaction -> {
            Map<String, byte[]> found = new LinkedHashMap<>();
            while (!wanted.isEmpty() && found.size() < MOST) {
                String profile = wanted.remove();
                String url = profile.split("\\|", 2)[0];
                if (!found.containsKey(url)) {
                    find(transaction, profile, url).ifPresent(stored -> {
                        found.put(url, stored.json());
                        addNamed(JsonMapper.shared().readTree(stored.json()), wanted);
                    });
                }
            }
            return found;
        });
    }

    /** The latest written of that URL, and of that version where one is named. */
    private Optional<StoredResource> find(ReadTransaction transaction, String profile, String url) {
        return canonicals.list(transaction, "StructureDefinition", "url", url)
                .stream()
                .flatMap(current -> reader.find(transaction, current.key()).stream())
                .filter(stored -> profile.equals(url) || profile.equals(url + '|'
                        + JsonMapper.shared().readTree(stored.json()).path("version").asString("")))
                .findFirst();
    }

    private void addNamed(JsonNode structure, Deque<String> wanted) {
        List<JsonNode> named = structure.findValues("profile");
        named.forEach(profiles -> profiles.forEach(profile -> add(profile, wanted)));
        add(structure.path("baseDefinition"), wanted);
    }

    private void add(JsonNode profile, Deque<String> wanted) {
        String url = profile.asString("");
        if (!url.isEmpty() && !validator.knows(url)) {
            wanted.add(url);
        }
    }
}
