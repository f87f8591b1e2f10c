package org.tributary.hub.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.tributary.hub.TestDatabase;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.Scopes;
import org.tributary.hub.store.ResourceSearch.Parameter;

/** A database of a few resources to search, in tests that say what one kind of search finds. */
final class SearchFixture {

    private final TestDatabase database = TestDatabase.create();
    private final ResourceSearch search;
    private final ResourceWriter resources;
    private final RecordOwner owner;

    SearchFixture() {
        this(new StoreSettings(false), Optional.empty());
    }

    SearchFixture(boolean contentIndex, CodeSets codeSets) {
        this(new StoreSettings(contentIndex), Optional.of(codeSets));
    }

    private SearchFixture(StoreSettings settings, Optional<CodeSets> codeSets) {
        search = new ResourceSearch(settings, codeSets.map(sets -> caller -> sets));
        resources = new ResourceWriter(settings);
        int scope = database.writer()
                .write(transaction -> new Scopes().scopeOf(transaction, Scopes.Publication.of("RA001", "acute")));
        owner = new RecordOwner(1, scope, OptionalLong.empty());
    }

    /**
     * @param json
     *            with {@code '} for quotes and without {@code resourceType} and {@code id}
     */
    void put(String type, String id, String json) {
        String full = "{'resourceType':'" + type + "','id':'" + id + "'" + (json.isEmpty() ? "" : "," + json) + "}";
        ResourceWrite write = switch (ResourceBody.parse(full.replace('\'', '"').getBytes(StandardCharsets.UTF_8))) {
            case ResourceBody.Valid valid ->
                new ResourceWrite.Put(new ResourceKey(type, id), valid.body(), OptionalInt.empty());
            case ResourceBody.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
        database.writer().write(transaction -> resources.write(transaction, owner, List.of(write)));
    }

    /** The ids that a query finds, in its order, over all pages. */
    List<String> find(String type, String query) {
        List<Parameter> parameters = parameters(query);
        List<String> ids = new ArrayList<>();
        List<Parameter> page = parameters;
        while (true) {
            SearchPage result = run(type, page);
            result.matches().forEach(match -> ids.add(match.key().id()));
            if (result.next().isEmpty()) {
                return ids;
            }
            page = new ArrayList<>(parameters);
            page.add(new Parameter("_cursor", result.next().get()));
        }
    }

    SearchPage run(String type, List<Parameter> parameters) {
        CompiledSearch compiled = search.compile(SearchTarget.ofType(type).askedBy(Caller.hub()), parameters);
        return search.run(database.reader(), Caller.hub(), compiled);
    }

    static List<Parameter> parameters(String query) {
        return Arrays.stream(query.split("&", -1)).map(parameter -> {
            int equals = parameter.indexOf('=');
            return new Parameter(parameter.substring(0, equals), parameter.substring(equals + 1));
        }).toList();
    }
}
