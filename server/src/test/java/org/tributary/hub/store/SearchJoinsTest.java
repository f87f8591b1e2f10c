package org.tributary.hub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tributary.hub.Seed;
import org.tributary.hub.TestDatabase;
import org.tributary.hub.access.Agreements;
import org.tributary.hub.access.Agreements.Agreement;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.Purpose;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.Role;
import org.tributary.hub.access.Scopes;
import org.tributary.hub.access.SmartScope;
import org.tributary.hub.access.WriterDatabase;
import org.tributary.hub.store.JoinWorld.Condition;
import org.tributary.hub.store.JoinWorld.Include;
import org.tributary.hub.store.JoinWorld.Thing;
import org.tributary.hub.store.ResourceSearch.Parameter;

/**
 * Chains, {@code _has}, includes, compartments and searches across types. R1 has an agreement with R2 and none with R3:
 * what R3 publishes must influence nothing that R1 is told. The seed of a failing run is in its message; set the system
 * property {@code tributary.test.seed} to run it again.
 */
@Tag("contract")
class SearchJoinsTest {

    private static final long SEED = Seed.get();
    private static final List<String> PUBLISHERS = List.of("R1", "R2", "R3");

    private static final JoinWorld WORLD = new JoinWorld(new Random(SEED), PUBLISHERS);
    private static WriterDatabase writer;
    private static ReaderDatabase reader;

    private final ResourceSearch search = new ResourceSearch();

    @BeforeAll
    static void load() {
        TestDatabase database = TestDatabase.create();
        writer = database.writer();
        reader = database.reader();
        writer.write(transaction -> {
            new Agreements().add(transaction, new Agreement("R2", "R1", Purpose.DIRECT_CARE));
            return true;
        });
        for (String publisher : PUBLISHERS) {
            write(publisher, WORLD.things.stream()
                    .filter(thing -> thing.publisher().equals(publisher))
                    .map(JoinWorld::put)
                    .toList());
        }
        writer.write(transaction -> transaction.jdbc()
                .sql("ANALYZE resource, index_token, index_link, index_span, index_text")
                .update());
    }

    private static void write(String publisher, List<ResourceWrite> writes) {
        int scope = writer
                .write(transaction -> new Scopes().scopeOf(transaction, Scopes.Publication.of(publisher, "acute")));
        RecordOwner owner = new RecordOwner(1 + PUBLISHERS.indexOf(publisher), scope, OptionalLong.empty());
        writer.write(transaction -> new ResourceWriter().write(transaction, owner, writes));
    }

    @Test
    void random_chains_and_has_find_what_following_references_finds() {
        for (int i = 0; i < 200; i++) {
            String viewer = WORLD.pick(PUBLISHERS);
            String type = WORLD.pick(List.of("Organization", "Practitioner", "Patient", "Encounter", "Observation"));
            List<Thing> visible = visible(viewer);
            List<Condition> conditions = Stream.generate(() -> WORLD.condition(type, visible, 3))
                    .limit(1 + i % 2)
                    .toList();
            List<Parameter> parameters = conditions.stream()
                    .map(condition -> new Parameter(condition.name(), condition.value()))
                    .toList();
            List<String> expected = visible.stream()
                    .filter(thing -> thing.type().equals(type))
                    .filter(thing -> conditions.stream().allMatch(condition -> condition.meaning().test(thing)))
                    .map(Thing::name)
                    .toList();
            assertThat(allPages(viewer, SearchTarget.ofType(type), parameters, 7))
                    .as("seed %d, %s searches %s by %s", SEED, viewer, type, parameters)
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void random_includes_bring_what_following_references_brings() {
        for (int i = 0; i < 120; i++) {
            String viewer = WORLD.pick(PUBLISHERS);
            String type = WORLD.pick(List.of("Organization", "Patient", "Encounter", "Observation"));
            List<Thing> visible = visible(viewer);
            Condition condition = WORLD.condition(type, visible, 1);
            List<Include> includes = Stream.generate(WORLD::include).limit(1 + i % 3).toList();
            List<Parameter> parameters = new ArrayList<>();
            parameters.add(new Parameter(condition.name(), condition.value()));
            includes.forEach(include -> parameters.add(new Parameter(include.name(), include.value())));
            parameters.add(new Parameter("_count", "1000"));
            List<Thing> matches = visible.stream()
                    .filter(thing -> thing.type().equals(type) && condition.meaning().test(thing))
                    .toList();
            SearchPage page = run(viewer, SearchTarget.ofType(type), parameters);
            assertThat(names(page.included())).as("seed %d, %s searches %s by %s", SEED, viewer, type, parameters)
                    .containsExactlyInAnyOrderElementsOf(JoinWorld.included(matches, includes, visible));
            assertThat(page.includesCut()).isFalse();
        }
    }

    @Test
    void a_compartment_holds_what_any_of_its_references_puts_in_it_and_its_focus() {
        for (String viewer : PUBLISHERS) {
            for (String patient : List.of("pa1", "pa2", "pa3")) {
                String focus = "Patient/" + patient;
                List<Thing> visible = visible(viewer);
                ResourceKey key = new ResourceKey("Patient", patient);
                assertThat(allPages(viewer, SearchTarget.ofType("Observation").within(key), List.of(), 5))
                        .as("seed %d", SEED)
                        .containsExactlyInAnyOrderElementsOf(visible.stream()
                                .filter(thing -> thing.type().equals("Observation"))
                                .filter(thing -> thing.refs().getOrDefault("subject", List.of()).contains(focus))
                                .map(Thing::name)
                                .toList());
                assertThat(allPages(viewer, SearchTarget.ofSystem().within(key), List.of(), 5)).as("seed %d", SEED)
                        .containsExactlyInAnyOrderElementsOf(visible.stream()
                                .filter(thing -> thing.name().equals(focus)
                                        || (List.of("Observation", "Encounter").contains(thing.type())
                                                && thing.refs().getOrDefault("subject", List.of()).contains(focus)))
                                .map(Thing::name)
                                .toList());
            }
        }
    }

    @Test
    void the_types_of_a_compartment_are_those_that_r4_puts_there_and_the_token_grants() {
        SearchTarget compartment = SearchTarget.ofSystem().within(new ResourceKey("Patient", "pa1"));
        assertThatThrownBy(() -> search.compile(compartment, parameters("_type=Observation,Organization")))
                .isInstanceOf(SearchRefused.class)
                .hasMessageContaining("compartment");
        assertThatThrownBy(() -> search.compile(compartment.granting("Organization"::equals, "Organization"::equals),
                List.of())).isInstanceOfSatisfying(SearchRefused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(SearchRefused.Reason.FORBIDDEN));
        SearchTarget observations = compartment.granting("Observation"::equals, "Observation"::equals);
        assertThat(allPages("R1", observations, List.of(), 4)).as("seed %d", SEED)
                .containsExactlyInAnyOrderElementsOf(
                        allPages("R1", compartment, parameters("_type=Observation"), 1000));
    }

    @Test
    void a_search_across_types_pages_through_each_match_once_in_order() {
        List<Parameter> parameters = parameters("_type=Patient,Organization,Observation&_sort=-_lastUpdated,_id");
        List<String> expected = visible("R1").stream()
                .filter(thing -> List.of("Patient", "Organization", "Observation").contains(thing.type()))
                .map(Thing::name)
                .toList();
        List<String> found = allPages("R1", SearchTarget.ofSystem(), parameters, 13);
        assertThat(found).as("seed %d", SEED)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(expected)
                .containsExactlyElementsOf(allPages("R1", SearchTarget.ofSystem(), parameters, 1000));
        assertThat(allPages("R1", SearchTarget.ofSystem(), parameters("_type=Observation,Encounter&patient=pa1"), 3))
                .containsExactlyInAnyOrderElementsOf(visible("R1").stream()
                        .filter(thing -> List.of("Encounter", "Observation").contains(thing.type()))
                        .filter(thing -> thing.refs().getOrDefault("subject", List.of()).contains("Patient/pa1"))
                        .map(Thing::name)
                        .toList());
        assertThat(allPages("R2", SearchTarget.ofSystem(), parameters("_id=pa1,ob1"), 3))
                .containsExactlyInAnyOrderElementsOf(visible("R2").stream()
                        .map(Thing::name)
                        .filter(List.of("Patient/pa1", "Observation/ob1")::contains)
                        .toList());
    }

    @Test
    void a_parameter_of_a_search_across_types_must_be_one_of_each() {
        assertThatThrownBy(() -> search.compile(SearchTarget.ofSystem(), parameters("_type=Patient,Location&gender=x")))
                .isInstanceOf(SearchRefused.class)
                .hasMessageContaining("gender")
                .hasMessageContaining("Location");
        assertThatThrownBy(() -> search.compile(SearchTarget.ofSystem(), parameters("_type=Patient,Locution")))
                .isInstanceOf(SearchRefused.class)
                .hasMessageContaining("Locution");
    }

    @Test
    void a_canonical_leads_to_the_resource_of_that_url() {
        write("R1", List.of(put("""
                {"resourceType":"Questionnaire","id":"qu1","url":"http://q.example/1","status":"active","name":"Falls"}
                """),
                put("""
                        {"resourceType":"QuestionnaireResponse","id":"qr1","questionnaire":"http://q.example/1|2","status":"completed"}
                        """),
                put("""
                        {"resourceType":"QuestionnaireResponse","id":"qr2","questionnaire":"http://q.example/2","status":"completed"}
                        """)));
        assertThat(allPages("R1", SearchTarget.ofType("QuestionnaireResponse"),
                parameters("questionnaire.name=falls"), 5)).containsExactly("QuestionnaireResponse/qr1");
        assertThat(allPages("R1", SearchTarget.ofType("QuestionnaireResponse"),
                parameters("questionnaire.status=active"), 5)).containsExactly("QuestionnaireResponse/qr1");
        assertThat(allPages("R1", SearchTarget.ofType("Questionnaire"),
                parameters("_has:QuestionnaireResponse:questionnaire:status=completed"), 5))
                .containsExactly("Questionnaire/qu1");
        assertThat(allPages("R1", SearchTarget.ofType("Questionnaire"),
                parameters("_has:QuestionnaireResponse:questionnaire:_id=qr1"), 5))
                .containsExactly("Questionnaire/qu1");
        SearchTarget responses = SearchTarget.ofType("QuestionnaireResponse");
        assertThat(names(run("R1", responses, parameters("_include=QuestionnaireResponse:questionnaire")).included()))
                .containsExactly("Questionnaire/qu1");
        assertThat(names(run("R1", SearchTarget.ofType("Questionnaire"),
                parameters("_revinclude=QuestionnaireResponse:questionnaire")).included()))
                .containsExactly("QuestionnaireResponse/qr1");
        assertThat(names(run("R1", responses, parameters("_include=*")).included()))
                .containsExactly("Questionnaire/qu1");
        assertThat(run("R2", responses, parameters("questionnaire.name=falls")).matches()).isEmpty();
    }

    @Test
    void of_several_types_that_a_chain_leads_to_those_count_that_can_be_searched_so() {
        for (String rest : List.of("gender=male", "_has:Encounter:patient:status=planned", "organization.name=alder")) {
            assertThat(allPages("R1", SearchTarget.ofType("Observation"), parameters("subject." + rest), 1000))
                    .as("seed %d, %s", SEED, rest)
                    .containsExactlyInAnyOrderElementsOf(allPages("R1", SearchTarget.ofType("Observation"),
                            parameters("subject:Patient." + rest), 1000));
        }
        assertThatThrownBy(() -> search.compile("Observation", parameters("subject.colour=x")))
                .isInstanceOf(SearchRefused.class)
                .hasMessageContaining("no type");
    }

    @Test
    void a_canonical_leads_to_no_type_without_urls() {
        assertThat(run("R1", SearchTarget.ofType("ActivityDefinition"), parameters("depends-on:Patient.name=x"))
                .matches()).isEmpty();
        assertThat(run("R1", SearchTarget.ofType("ActivityDefinition"), parameters("depends-on:Patient.gender=male"))
                .matches()).isEmpty();
        assertThat(run("R1", SearchTarget.ofType("Patient"),
                parameters("_has:ActivityDefinition:depends-on:identifier=x")).matches()).isEmpty();
        assertThat(run("R1", SearchTarget.ofType("Patient"),
                parameters("_has:ActivityDefinition:depends-on:status=active")).matches()).isEmpty();
    }

    @Test
    void wildcards_include_by_every_reference() {
        List<Thing> visible = visible("R1");
        for (String id : visible.stream().filter(thing -> thing.type().equals("Encounter")).map(Thing::id).toList()) {
            Thing match = visible.stream().filter(thing -> thing.name().equals("Encounter/" + id)).findFirst().get();
            List<String> referred = visible.stream()
                    .map(Thing::name)
                    .filter(name -> match.refs().values().stream().anyMatch(names -> names.contains(name)))
                    .toList();
            List<String> referring = visible.stream()
                    .filter(thing -> thing.refs().values().stream().anyMatch(names -> names.contains(match.name())))
                    .map(Thing::name)
                    .toList();
            SearchTarget encounters = SearchTarget.ofType("Encounter");
            for (String wildcard : List.of("*", "Encounter:*")) {
                assertThat(names(run("R1", encounters, parameters("_id=" + id + "&_include=" + wildcard)).included()))
                        .as("seed %d", SEED)
                        .containsExactlyInAnyOrderElementsOf(referred);
            }
            for (String wildcard : List.of("*", "Observation:*")) {
                assertThat(names(run("R1", encounters, parameters("_id=" + id + "&_revinclude=" + wildcard))
                        .included())).as("seed %d", SEED).containsExactlyInAnyOrderElementsOf(referring);
            }
        }
    }

    @Test
    void more_than_the_limit_of_includes_is_cut_and_told() {
        ResourceSearch small = new ResourceSearch(InstantSource.system(), 5);
        CompiledSearch compiled = small.compile("Observation", parameters("_count=1000&_include=Observation:subject"));
        SearchPage page = small.run(reader, Caller.hub(), compiled);
        assertThat(page.included()).hasSize(5);
        assertThat(page.includesCut()).isTrue();
    }

    @Test
    void types_that_the_token_does_not_grant_are_neither_led_through_nor_included() {
        SearchTarget limited = SearchTarget.ofType("Observation")
                .granting(Set.of("Observation", "Practitioner")::contains,
                        Set.of("Observation", "Encounter")::contains);
        assertThatThrownBy(() -> search.compile(limited, parameters("patient.gender=male")))
                .isInstanceOfSatisfying(SearchRefused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(SearchRefused.Reason.FORBIDDEN));
        assertThatThrownBy(() -> search.compile(limited, parameters("_has:DiagnosticReport:result:status=final")))
                .isInstanceOfSatisfying(SearchRefused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(SearchRefused.Reason.FORBIDDEN));
        // Of all who may have performed it only practitioners are looked at.
        assertThat(allPages("R1", limited, parameters("performer.name=alder"), 9)).as("seed %d", SEED)
                .containsExactlyInAnyOrderElementsOf(allPages("R1", SearchTarget.ofType("Observation"),
                        parameters("performer:Practitioner.name=alder"), 1000));
        SearchPage page = run("R1", limited, parameters("_count=1000&_include=*"));
        assertThat(page.included().stream().map(resource -> resource.key().type()).collect(Collectors.toSet()))
                .containsExactly("Encounter");
        assertThat(run("R1", limited, parameters("_count=1000&_revinclude=*")).included()).isEmpty();
        assertThatThrownBy(() -> search.compile(SearchTarget.ofSystem()
                .granting("Patient"::equals, "Patient"::equals), parameters("_type=Patient,Encounter")))
                .isInstanceOfSatisfying(SearchRefused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(SearchRefused.Reason.FORBIDDEN));
        assertThat(names(run("R1", SearchTarget.ofSystem().granting("Location"::equals, "Location"::equals),
                parameters("_count=1000")).matches())).allMatch(name -> name.startsWith("Location/")).isNotEmpty();
    }

    @Test
    void lenient_handling_leaves_out_what_is_unknown_and_refuses_what_is_wrong() {
        SearchTarget lenient = SearchTarget.ofType("Patient").leniently(true);
        CompiledSearch compiled = search.compile(lenient,
                parameters("colour=red&gender=male&organization.colour=red&_include=Patient:colour&_count=5000"));
        assertThat(compiled.dropped()).extracting(SearchRefused::parameter)
                .containsExactly("colour", "organization.colour", "_include");
        assertThat(compiled.used()).containsExactly(new Parameter("gender", "male"), new Parameter("_count", "1000"));
        for (String wrong : List.of("birthdate=tuesday", "gender:colour=x", "_count=many",
                "organization.active:colour=x")) {
            assertThatThrownBy(() -> search.compile(lenient, parameters(wrong))).as(wrong)
                    .isInstanceOf(SearchRefused.class);
        }
    }

    @Test
    void a_query_that_leads_along_too_many_ways_is_refused() {
        String deep = "derived-from:Observation.".repeat(21) + "code=x";
        assertThatThrownBy(() -> search.compile("Observation", parameters(deep))).hasMessageContaining("20 steps");
        assertThat(run("R1", SearchTarget.ofType("Observation"),
                parameters("derived-from:Observation.".repeat(20) + "code=x")).matches()).isEmpty();
        assertThatThrownBy(() -> search.compile("Provenance", parameters("target.subject.patient.name=x")))
                .isInstanceOf(SearchRefused.class)
                .hasMessageContaining("ways");
        assertThat(run("R1", SearchTarget.ofType("Provenance"), parameters("target._tag=x")).matches()).isEmpty();
    }

    private static List<Thing> visible(String viewer) {
        return WORLD.things.stream()
                .filter(thing -> thing.publisher().equals(viewer)
                        || (viewer.equals("R1") && thing.publisher().equals("R2")))
                .toList();
    }

    private List<String> allPages(String viewer, SearchTarget target, List<Parameter> parameters, int count) {
        List<Parameter> sized = new ArrayList<>(parameters);
        sized.add(new Parameter("_count", String.valueOf(count)));
        sized.add(new Parameter("_total", "accurate"));
        List<String> found = new ArrayList<>();
        List<Parameter> next = sized;
        while (true) {
            SearchPage page = run(viewer, target, next);
            found.addAll(names(page.matches()));
            if (page.next().isEmpty()) {
                assertThat(page.total()).as("seed %d, %s", SEED, parameters).hasValue(found.size());
                return found;
            }
            assertThat(page.matches()).hasSize(count);
            next = new ArrayList<>(sized);
            next.add(new Parameter("_cursor", page.next().get()));
        }
    }

    private SearchPage run(String viewer, SearchTarget target, List<Parameter> parameters) {
        CompiledSearch compiled = search.compile(target, parameters);
        Caller caller = new Caller("test", Optional.of(viewer), Role.SYSTEM, Purpose.DIRECT_CARE,
                Set.of(SmartScope.ALL), false);
        return search.run(reader, caller, compiled);
    }

    private static List<String> names(List<StoredResource> resources) {
        return resources.stream().map(resource -> resource.key().reference()).toList();
    }

    private static List<Parameter> parameters(String query) {
        return Arrays.stream(query.split("&")).map(parameter -> {
            int equals = parameter.indexOf('=');
            return new Parameter(parameter.substring(0, equals), parameter.substring(equals + 1));
        }).toList();
    }

    private static ResourceWrite put(String json) {
        return switch (ResourceBody.parse(json.getBytes(StandardCharsets.UTF_8))) {
            case ResourceBody.Valid valid -> new ResourceWrite.Put(
                    new ResourceKey(valid.body().type(), valid.body().id().orElseThrow()), valid.body(),
                    OptionalInt.empty());
            case ResourceBody.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }
}
