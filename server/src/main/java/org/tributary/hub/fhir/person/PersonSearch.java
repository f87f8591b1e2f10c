package org.tributary.hub.fhir.person;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.BundleWriter;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRefusal.Issue;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.JsonText;
import org.tributary.hub.fhir.exchange.OperationOutcomes;
import org.tributary.hub.fhir.exchange.Permissions;
import org.tributary.hub.fhir.exchange.SearchNotices;
import org.tributary.hub.identity.PersonCondition;
import org.tributary.hub.identity.PersonRecord;
import org.tributary.hub.identity.PersonRecords;
import org.tributary.hub.store.CompiledSearch;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceSearch;
import org.tributary.hub.store.ResourceSearch.Parameter;
import org.tributary.hub.store.SearchPage;
import org.tributary.hub.store.SearchTarget;
import org.tributary.hub.store.StoredResource;

/**
 * Search for Person: first the persons that the hub keeps, in the order of their ids, then those that publishers have
 * sent, as any other search finds them. What the store does not understand is refused before either is looked at.
 */
@Component
public final class PersonSearch {

    public static final String TYPE = Persons.TYPE;

    private static final Parameter COUNT_SUMMARY = new Parameter("_summary", "count");
    private static final String DEFAULT_COUNT = "20";
    /** A cursor names the last of the hub's persons, or carries the store's own cursor, which its first page lacks. */
    private static final String KEPT = "k.";
    private static final String STORED = "s.";
    private static final String KEPT_CURSOR = "k\\.[0-9a-f-]{36}";

    private final ReaderDatabase database;
    private final ResourceSearch search;
    private final PersonRecords records;

    PersonSearch(ReaderDatabase database, ResourceSearch search, PersonRecords records) {
        this.database = database;
        this.search = search;
        this.records = records;
    }

    private record Page(List<PersonRecord> kept, List<StoredResource> stored, List<StoredResource> included,
            boolean includesCut, OptionalLong total, Optional<String> next) {
    }

    /**
     * What is asked, understood.
     *
     * @param criteria
     *            without page and its size
     * @param kept
     *            empty when none of the hub's persons can match
     * @param after
     *            the cursor; empty on the first page
     */
    private record Asked(SearchTarget target, List<Parameter> criteria, Optional<PersonQuery> kept, int count,
            boolean exactly, boolean told, Optional<String> after) {
    }

    public Answer answer(FhirRequest request, String path, Optional<ResourceKey> compartment) {
        Permissions.require(request.caller(), Interaction.SEARCH, TYPE);
        SearchTarget target = compartment.map(SearchTarget.ofType(TYPE)::within)
                .orElse(SearchTarget.ofType(TYPE))
                .leniently(request.preferences().lenient())
                .at(request.base())
                .askedBy(request.caller());
        List<Parameter> given = new ArrayList<>(request.parameters());
        given.removeIf(parameter -> parameter.value().isEmpty());
        boolean counting = given.remove(COUNT_SUMMARY);
        Optional<String> cursor = find(given, "_cursor");
        cursor.filter(text -> !text.startsWith(STORED) && !text.matches(KEPT_CURSOR)).ifPresent(text -> {
            throw FhirRefusal.invalid("Search parameter '_cursor' is invalid: it is not a cursor that this hub gave");
        });
        given.removeIf(parameter -> parameter.name().equals("_cursor"));
        if (counting) {
            given.removeIf(parameter -> parameter.name().equals("_count"));
            given.add(new Parameter("_count", "0"));
        }
        CompiledSearch compiled = search.compile(target, given);
        List<Parameter> used = compiled.used();
        int count = Integer.parseInt(find(used, "_count").orElse(DEFAULT_COUNT));
        String total = find(used, "_total").orElse("");
        Asked asked = new Asked(target, without(used, "_count", "_total"),
                PersonQuery.of(used, compartment, request.base()), count,
                count == 0 || total.equals("accurate") || total.equals("estimate"), !total.equals("none"), cursor);
        Page page = database.read(request.caller(), transaction -> page(transaction, asked));
        List<Parameter> links = new ArrayList<>(counting ? without(used, "_count") : used);
        if (counting) {
            links.add(COUNT_SUMMARY);
        }
        cursor.ifPresent(text -> links.add(new Parameter("_cursor", text)));
        links.addAll(request.presentation());
        return Answer.of(200, bundle(request, path, links, SearchNotices.of(compiled, page.includesCut), page));
    }

    private Page page(ReadTransaction transaction, Asked asked) {
        OptionalLong all = asked.exactly ? OptionalLong.of(countAll(transaction, asked)) : OptionalLong.empty();
        if (asked.count == 0) {
            return new Page(List.of(), List.of(), List.of(), false, all, Optional.empty());
        }
        boolean inStored = asked.after.filter(text -> text.startsWith(STORED)).isPresent();
        List<PersonRecord> found = inStored || asked.kept.isEmpty()
                ? List.of()
                : records.list(transaction, conditions(transaction, asked), lastKept(asked), asked.count + 1);
        if (found.size() > asked.count) {
            List<PersonRecord> kept = found.subList(0, asked.count);
            return new Page(kept, List.of(), patients(asked, kept), false, all,
                    Optional.of(KEPT + kept.getLast().id()));
        }
        return withStored(transaction, asked, found, all);
    }

    /** The page on which the hub's persons end, if there are any on it, goes on with those that were sent. */
    private Page withStored(ReadTransaction transaction, Asked asked, List<PersonRecord> kept, OptionalLong all) {
        int room = asked.count - kept.size();
        Optional<String> cursor = asked.after.filter(text -> text.startsWith(STORED))
                .map(text -> text.substring(STORED.length()))
                .filter(text -> !text.isEmpty());
        SearchPage rest = stored(transaction, asked, Math.max(1, room), cursor);
        List<StoredResource> stored = room == 0 ? List.of() : rest.matches();
        Optional<String> next = room == 0
                ? rest.matches().stream().findFirst().map(any -> STORED)
                : rest.next().map(text -> STORED + text);
        boolean whole = asked.told && asked.after.isEmpty() && next.isEmpty();
        List<StoredResource> included = new ArrayList<>(patients(asked, kept));
        if (room > 0) {
            Set<ResourceKey> there = included.stream().map(StoredResource::key).collect(Collectors.toSet());
            rest.included().stream().filter(resource -> !there.contains(resource.key())).forEach(included::add);
        }
        return new Page(kept, stored, included, rest.includesCut(),
                all.isEmpty() && whole ? OptionalLong.of(kept.size() + stored.size()) : all, next);
    }

    private long countAll(ReadTransaction transaction, Asked asked) {
        long kept = asked.kept.isPresent() ? records.count(transaction, conditions(transaction, asked)) : 0;
        return kept + stored(transaction, asked, 0, Optional.empty()).total().orElse(0);
    }

    private SearchPage stored(ReadTransaction transaction, Asked asked, int count, Optional<String> cursor) {
        List<Parameter> parameters = new ArrayList<>(asked.criteria);
        parameters.add(new Parameter("_count", Integer.toString(count)));
        cursor.ifPresent(text -> parameters.add(new Parameter("_cursor", text)));
        return search.run(transaction, search.compile(asked.target, parameters));
    }

    private List<PersonCondition> conditions(ReadTransaction transaction, Asked asked) {
        PersonQuery query = asked.kept.orElseThrow();
        SearchTarget patients = SearchTarget.ofType("Patient")
                .at(asked.target.base().orElse(""))
                .askedBy(transaction.caller());
        List<PersonCondition> conditions = new ArrayList<>();
        query.persons().forEach(ids -> conditions.add(new PersonCondition.OneOf(ids)));
        query.patients().forEach(ids -> conditions.add(new PersonCondition.Linked(ids)));
        for (Parameter said : query.said()) {
            CompiledSearch compiled = search.compile(patients, List.of(said));
            conditions.add(new PersonCondition.Matching(
                    search.matching(transaction, compiled, "s" + conditions.size() + '_')));
        }
        return conditions;
    }

    private static Optional<String> lastKept(Asked asked) {
        return asked.after.filter(text -> text.startsWith(KEPT)).map(text -> text.substring(KEPT.length()));
    }

    private static List<StoredResource> patients(Asked asked, List<PersonRecord> persons) {
        return asked.kept.filter(PersonQuery::includesPatients).isEmpty()
                || !asked.target.readable().test("Patient")
                        ? List.of()
                        : persons.stream()
                                .flatMap(person -> person.sources().stream())
                                .map(PersonRecord.Source::patient)
                                .toList();
    }

    private static byte[] bundle(FhirRequest request, String path, List<Parameter> links, List<Issue> notices,
            Page page) {
        return JsonText.write(json -> {
            BundleWriter bundle = new BundleWriter(json, request.base());
            bundle.start("searchset");
            page.total.ifPresent(bundle::total);
            bundle.pageLinks(path, links, page.next);
            if (!notices.isEmpty()) {
                bundle.outcome(OperationOutcomes.warnings(notices));
            }
            page.kept.forEach(person -> bundle.found(request.base() + '/' + TYPE + '/' + person.id(),
                    PersonJson.write(person).json(), "match"));
            page.stored.forEach(person -> bundle.found(person, "match"));
            page.included.forEach(resource -> bundle.found(resource, "include"));
            bundle.end();
        });
    }

    private static Optional<String> find(List<Parameter> parameters, String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .findFirst();
    }

    private static List<Parameter> without(List<Parameter> parameters, String... names) {
        return parameters.stream().filter(parameter -> !List.of(names).contains(parameter.name())).toList();
    }
}
