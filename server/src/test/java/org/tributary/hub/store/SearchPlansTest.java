package org.tributary.hub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tributary.hub.TestDatabase;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.Purpose;
import org.tributary.hub.access.ReadStatement;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.Role;
import org.tributary.hub.access.Scopes;
import org.tributary.hub.access.SmartScope;
import org.tributary.hub.access.WriterDatabase;
import org.tributary.hub.store.ResourceSearch.Parameter;
import org.tributary.hub.store.search.IncludeSql;
import org.tributary.hub.store.search.SearchQuery;
import org.tributary.hub.store.search.SearchSql;

/** Searches as the reader's login, under row-level security: which index they use, and what they refuse and hide. */
class SearchPlansTest {

    private static final int PATIENTS = 400;
    private static final int OBSERVATIONS = 8000;
    private static final int LOCATIONS = 600;

    private static ReaderDatabase reader;

    private final ResourceSearch search = new ResourceSearch();

    @BeforeAll
    static void load() {
        TestDatabase database = TestDatabase.create();
        WriterDatabase writer = database.writer();
        reader = database.reader();
        List<ResourceWrite> writes = new ArrayList<>();
        IntStream.range(0, PATIENTS).forEach(i -> writes.add(put(patient(i))));
        IntStream.range(0, OBSERVATIONS).forEach(i -> writes.add(put(observation(i))));
        IntStream.range(0, LOCATIONS).forEach(i -> writes.add(put(location(i))));
        ResourceWriter resources = new ResourceWriter();
        for (int feed = 1; feed <= 2; feed++) {
            String publisher = "R" + feed;
            int number = feed;
            int scope = writer.write(
                    transaction -> new Scopes().scopeOf(transaction, Scopes.Publication.of(publisher, "acute")));
            List<ResourceWrite> half = writes.stream().filter(write -> publisherOf(write) == number).toList();
            writer.write(transaction -> resources.write(transaction,
                    new RecordOwner(number, scope, OptionalLong.empty()), half));
        }
        writer.write(transaction -> transaction.jdbc()
                .sql("ANALYZE resource, index_token, index_link, index_span, index_text, index_quantity, index_gram, "
                        + "index_word, index_spelling")
                .update());
    }

    private static int publisherOf(ResourceWrite write) {
        return 1 + Integer.parseInt(write.key().id().substring(1)) % 2;
    }

    private static String patient(int i) {
        return "{'resourceType':'Patient','id':'p" + i + "','identifier':[{'system':'urn:n','value':'" + i
                + "'}],'text':{'status':'generated','div':'<div>given" + i + "</div>'},'name':[{'family':'Family" + i
                + "','given':['Given" + i % 7 + "']}],'gender':'" + (i % 4 < 2 ? "male" : "female") + "','birthDate':'"
                + (1930 + i % 90) + "-01-01'}";
    }

    private static String observation(int i) {
        return "{'resourceType':'Observation','id':'o" + i + "','status':'final','code':{'coding':[{'system':"
                + "'http://loinc.org','code':'c" + i % 400 + "','display':'Display" + i % 400
                + "'}]},'subject':{'reference':'Patient/p" + i % PATIENTS
                + "'},'valueQuantity':{'value':" + i % 200 + ",'unit':'mg','system':'http://unitsofmeasure.org','code':"
                + "'mg'},'component':[{'code':{'coding':[{'system':'http://loinc.org','code':'x" + i % 400
                + "'}]},'valueQuantity':{'value':" + i % 200 + "}}],'effectiveDateTime':'"
                + "%d-%02d-%02d".formatted(1980 + i % 40, 1 + i % 12, 1 + i % 28) + "'}";
    }

    private static String location(int i) {
        return "{'resourceType':'Location','id':'l" + i + "','position':{'latitude':" + (i - 300) * 0.25
                + ",'longitude':" + i % 100 + "}}";
    }

    private static ResourceWrite put(String json) {
        return switch (ResourceBody.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8))) {
            case ResourceBody.Valid valid -> new ResourceWrite.Put(
                    new ResourceKey(valid.body().type(), valid.body().id().orElseThrow()), valid.body(),
                    OptionalInt.empty());
            case ResourceBody.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
            "Observation patient=Patient/p7 index_link_search",
            "Observation subject=Patient/p7&date=ge2000 index_link_search",
            "Observation patient=p7&code=http://loinc.org|c7 index_token_in_record",
            "Observation patient=p7&status=final&code=http://loinc.org|c7&_sort=-date index_token_in_record",
            "Observation patient=p7,p8&code=c7,c8 index_token_in_record",
            "Observation patient=p7&code:not=c7 index_link_search",
            "Observation code=http://loinc.org|c7 index_token_search",
            "Observation code=c7,c8 index_token_search",
            "Observation value-quantity=gt199 index_quantity_search",
            "Observation value-quantity=lt1 index_quantity_search",
            "Observation value-quantity=17 index_quantity_search",
            "Observation value-quantity=gt199|http://unitsofmeasure.org|mg index_quantity_by_unit",
            "Observation code-value-quantity=http://loinc.org|c7$gt100 index_token_search",
            "Observation component-code-value-quantity=http://loinc.org|x7$gt100 index_token_search",
            "Location near=51.5|-0.1|20 index_quantity_search",
            "Observation date=1985-05-06 index_span_low",
            "Observation date=lt1980-02-01 index_span_low", "Observation date=gt2019-12-20 index_span_high",
            "Patient identifier=urn:n|7 index_token_search", "Patient identifier=7 index_token_search",
            "Patient name=family17 index_text_search", "Patient family:exact=Family17 index_text_search",
            "Patient family:contains=ily17 index_gram_search",
            "Observation code:text=display7 index_spelling_value", "Patient _text=given3 index_word_search",
            "Patient _list=l resource_by_target",
            "Patient _id=p7 resource_type_id_key", "Patient _sort=-_lastUpdated resource_by_time",
            "Observation _sort=-date index_span_low", "Observation _sort=date,_id index_span_low",
            "Patient _sort=family index_text_search",
            "Observation _lastUpdated=gt2020 resource_by_time"})
    void a_search_uses_its_index_under_row_level_security(String type, String query, String index) {
        usesIndex(plan(search.compile(type, parameters(query))), index);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
            "Observation patient.identifier=urn:n|7 index_token_search",
            "Observation patient.identifier=urn:n|7 index_link_search",
            "Observation patient.name=family17&code=c7 index_text_search",
            "Observation subject.name=family17 index_text_search",
            "Observation subject:Patient._id=p7 resource_by_target",
            "Observation patient.birthdate=1950-01-01 index_span_low",
            "Observation patient.gender=female index_link_search",
            "Observation patient=p7&patient.gender=female index_link_search",
            "Observation code=c7&patient.birthdate=lt1960 index_token_search",
            "Patient _has:Observation:patient:code=c7 index_token_search",
            "Patient _has:Observation:patient:code=c7 resource_by_target",
            "Patient _has:Observation:patient:_id=o7 resource_by_target",
            "Patient identifier=7&_has:Observation:patient:code=c7 index_token_search",
            "Observation patient._has:Observation:patient:code=c7&date=1985-05-06 index_token_search"})
    void a_join_uses_indexes_at_every_step(String type, String query, String index) {
        usesIndex(plan(search.compile(type, parameters(query))), index);
    }

    /** Given3 is 57 people's, of both publishers: as a part of a name and as a given name. */
    @Test
    void the_letters_of_a_text_are_kept_once_for_all_who_have_it() {
        List<String> grams = reader.read(caller("R1"), transaction -> transaction.jdbc()
                .sql("SELECT gram FROM index_gram WHERE value = 'given3' ORDER BY gram")
                .query(String.class)
                .list());

        assertThat(grams).containsExactly("en3", "en3", "giv", "giv", "ive", "ive", "ven", "ven");
    }

    @Test
    void a_compartment_is_searched_by_what_refers_to_its_focus() {
        usesIndex(plan(search.compile(SearchTarget.ofSystem().within(new ResourceKey("Patient", "p7")), List.of())),
                "index_link_search");
    }

    @Test
    void a_search_across_types_reads_the_first_of_each_by_time() {
        usesIndex(plan(search.compile(SearchTarget.ofSystem(), parameters("_type=Patient,Observation"))),
                "resource_by_time");
    }

    @ParameterizedTest
    @CsvSource({"Observation, _include=Observation:subject, resource_by_target",
            "Observation, _include=*, resource_by_target",
            "Patient, _revinclude=Observation:subject, index_link_search",
            "Patient, _revinclude=*, index_link_search"})
    void a_step_of_includes_uses_indexes(String type, String query, String index) {
        CompiledSearch compiled = search.compile(type, parameters(query));
        List<Long> page = reader.read(caller("R1"), transaction -> transaction.jdbc()
                .sql("SELECT pk FROM resource WHERE type = :type ORDER BY pk LIMIT 20")
                .param("type", type)
                .query(Long.class)
                .list());
        usesIndex(plan(IncludeSql.write(compiled.query().includes(), page, page, 1000)), index);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"Observation patient=p7 index_link_search",
            "Observation patient=p7,p8&_sort=-date index_link_search",
            "Observation patient=p7&_total=accurate index_link_search",
            "Observation patient=p7&code=http://loinc.org|c7 index_token_in_record",
            "Observation patient=p7,p8&code=c7,c8&_sort=-date index_token_in_record",
            "Patient identifier=urn:n|7 index_token_search", "Patient _list=l resource_by_target"})
    void a_plan_that_is_kept_for_all_values_uses_its_index(String type, String query, String index) {
        SearchQuery compiled = search.compile(type, parameters(query)).query();
        assertThat(compiled.planned()).isEqualTo(ReadStatement.Planned.ONCE);
        ReadStatement statement = SearchSql.write(compiled).positional(0, compiled.planned());
        AtomicInteger place = new AtomicInteger();
        String numbered = Pattern.compile("\\?")
                .matcher(statement.sql())
                .replaceAll(mark -> "\\$" + place.incrementAndGet());
        String nothing = String.join(", ", Collections.nCopies(statement.parameters().size(), "NULL"));
        List<String> plan = reader.read(caller("R1"), transaction -> {
            transaction.jdbc().sql("SET LOCAL plan_cache_mode = force_generic_plan").update();
            transaction.jdbc().sql("PREPARE kept AS " + numbered).update();
            List<String> lines = transaction.jdbc()
                    .sql("EXPLAIN EXECUTE kept (" + nothing + ')')
                    .query(String.class)
                    .list();
            transaction.jdbc().sql("DEALLOCATE kept").update();
            return lines;
        });
        usesIndex(plan, index);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"Observation status=final", "Observation patient=p7&date=ge2000",
            "Patient name=family", "Observation date=lt1990"})
    void a_search_whose_best_way_hangs_on_its_values_is_planned_for_them(String type, String query) {
        assertThat(search.compile(type, parameters(query)).query().planned())
                .isEqualTo(ReadStatement.Planned.AS_USUAL);
    }

    private static void usesIndex(List<String> plan, String index) {
        assertThat(plan).as(String.join("\n", plan)).noneMatch(line -> line.contains("Seq Scan"));
        assertThat(plan).as(String.join("\n", plan)).anyMatch(line -> line.contains(index));
    }

    @Test
    void a_read_uses_its_index_under_row_level_security() {
        List<String> plan = reader.read(caller("R1"), transaction -> transaction.jdbc()
                .sql("EXPLAIN SELECT body FROM resource WHERE type = 'Patient' AND id = 'p1'")
                .query(String.class)
                .list());
        assertThat(plan).anyMatch(line -> line.contains("Index Scan using resource_type_id_key"));
    }

    @ParameterizedTest
    @CsvSource({"R1, 200, 4000", "R2, 200, 4000", "R3, 0, 0"})
    void what_a_caller_may_not_see_changes_no_count_and_no_page(String organisation, int patients, int observations) {
        Caller caller = caller(organisation);
        assertThat(run(caller, "Patient", "_count=0").total()).hasValue(patients);
        assertThat(run(caller, "Observation", "status=final&_count=0").total()).hasValue(observations);
        // p7's observations are o7, o407, o807 …, which R2 publishes.
        SearchPage page = run(caller, "Observation", "patient=p7&_total=accurate&_count=5");
        assertThat(page.total()).hasValue(organisation.equals("R2") ? OBSERVATIONS / PATIENTS : 0);
        assertThat(page.matches()).hasSize(organisation.equals("R2") ? 5 : 0);
        assertThat(run(caller, "Patient", "identifier:missing=true&_count=0").total()).hasValue(0);
        assertThat(run(caller, "Observation", "code:not=c7&_count=0").total())
                .hasValue(organisation.equals("R2") ? observations - OBSERVATIONS / 400 : observations);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"Observation value-quantity=lt1 40 0",
            "Observation value-quantity=lt1|http://unitsofmeasure.org|g 4000 4000",
            "Observation component-code-value-quantity=x7$7 0 20", "Observation code:text=display399 0 20",
            "Patient family:contains=mily 200 200", "Patient family:contains=ily399 0 1", "Patient _text=given7 0 1",
            "Location near=0|0|20000 300 300"})
    void values_that_a_caller_may_not_see_change_no_count(String type, String query, int first, int second) {
        assertThat(run(caller("R1"), type, query + "&_count=0").total()).hasValue(first);
        assertThat(run(caller("R2"), type, query + "&_count=0").total()).hasValue(second);
        assertThat(run(caller("R3"), type, query + "&_count=0").total()).hasValue(0);
    }

    @Test
    void a_cursor_whose_resource_is_out_of_sight_is_refused() {
        String cursor = run(caller("R2"), "Observation", "patient=p7&_count=5").next().orElseThrow();
        assertThat(run(caller("R2"), "Observation", "patient=p7&_count=5&_cursor=" + cursor).matches()).hasSize(5);
        assertThatThrownBy(() -> run(caller("R1"), "Observation", "patient=p7&_count=5&_cursor=" + cursor))
                .isInstanceOf(SearchRefused.class)
                .hasMessageContaining("start the search again");
        assertThatThrownBy(() -> run(caller("R2"), "Observation", "patient=p8&_cursor=" + cursor))
                .isInstanceOf(SearchRefused.class)
                .hasMessageContaining("another search");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"Patient colour=red INVALID", "Patient name:contains=, INVALID",
            "Patient name:fuzzy=x UNSUPPORTED", "Patient identifier:of-type=x INVALID",
            "Patient identifier:in=x UNSUPPORTED",
            "Patient birthdate=tuesday INVALID", "Patient birthdate=xx2020 INVALID",
            "Patient birthdate:not=2020 UNSUPPORTED",
            "Patient organization.colour=x INVALID", "Patient birthdate.name=x INVALID",
            "Patient organization:Group.name=x INVALID", "Patient organization:Group2.name=x INVALID",
            "Patient link.colour=x INVALID", "Patient organization.=x INVALID", "Patient .name=x INVALID",
            "Patient _has=x INVALID", "Patient _has:Observation:patient=x INVALID",
            "Patient _has:Observation:patient:=x INVALID", "Patient _has:Observation:patient:colour=x INVALID",
            "Patient _has:Observation:encounter:code=x INVALID", "Patient _has:Observation2:patient:code=x INVALID",
            "Patient _has:Observation:code:code=x INVALID",
            "Patient _include=x INVALID", "Patient _include=Patient:name INVALID",
            "Patient _include=Patient:colour INVALID", "Patient _include=Patient:organization:Group INVALID",
            "Patient _include=a:b:c:d INVALID", "Patient _include:recurse=Patient:organization UNSUPPORTED",
            "Patient _revinclude=Observation2:* INVALID", "Patient _revinclude:iterate=* UNSUPPORTED",
            "Patient _type=Patient UNSUPPORTED", "Patient _contained=true UNSUPPORTED",
            "Patient _containedType=contained UNSUPPORTED", "Patient _text=- INVALID",
            "Patient _list=$current-medications UNSUPPORTED",
            "Patient _content=x UNSUPPORTED",
            "Location _sort=near UNSUPPORTED", "Patient _sort=colour INVALID", "Patient _count=many INVALID",
            "Patient _count=-1 INVALID", "Patient _total=some INVALID", "Patient _cursor=x INVALID",
            "Patient identifier=| INVALID", "Patient identifier=a|b|c INVALID", "Patient name=x, INVALID",
            "Patient gender:missing=maybe INVALID", "Observation value-quantity=heavy INVALID",
            "Observation value-quantity=5|mg INVALID", "Observation value-quantity:not=5 UNSUPPORTED",
            "Observation value-quantity=5|http://unitsofmeasure.org| INVALID",
            "Observation value-quantity=xx5 INVALID", "Observation code-value-quantity=x INVALID",
            "Observation code-value-quantity=x$heavy INVALID", "Location near=51 INVALID", "Location near=91|0 INVALID",
            "Location near=51|0|5|kg INVALID", "Location near=51|0|-5 INVALID",
            "Observation patient=Group/1 INVALID",
            "Observation subject:Person=1 INVALID", "Observation subject:above=1 UNSUPPORTED",
            "Person2 name=x INVALID"})
    void what_is_wrong_or_not_supported_is_refused_by_name(String type, String query, SearchRefused.Reason reason) {
        assertThatThrownBy(() -> search.compile(type, parameters(query))).isInstanceOfSatisfying(SearchRefused.class,
                refused -> {
                    assertThat(refused.reason()).isEqualTo(reason);
                    if (!type.equals("Person2")) {
                        assertThat(refused.parameter()).isEqualTo(query.substring(0, query.indexOf('=')));
                    }
                });
    }

    @Test
    void a_parameter_without_a_value_is_refused() {
        assertThatThrownBy(() -> search.compile("Patient", List.of(new Parameter("name", ""))))
                .isInstanceOf(SearchRefused.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"Observation date=ge2000 index_link_search",
            "Observation code=http://loinc.org|c7 index_token_in_record",
            "Observation code=c7,c8&status=final index_token_in_record",
            "Condition _total=none index_link_search", "Patient gender=male resource_by_target"})
    void a_search_of_a_person_looks_into_the_records_of_their_source_patients(String type, String query,
            String index) {
        SearchQuery person = search.compile(type, parameters(query)).query().among(List.of(List.of("p7", "p8")));
        usesIndex(plan(SearchSql.write(person)), index);
    }

    private static List<String> plan(CompiledSearch compiled) {
        return plan(SearchSql.write(compiled.query()));
    }

    private static List<String> plan(SearchSql.Statement statement) {
        return reader.read(caller("R1"), transaction -> transaction.jdbc()
                .sql("EXPLAIN " + statement.sql())
                .params(statement.parameters())
                .query(String.class)
                .list());
    }

    private SearchPage run(Caller caller, String type, String query) {
        CompiledSearch compiled = search.compile(type, parameters(query));
        return search.run(reader, caller, compiled);
    }

    private static List<Parameter> parameters(String query) {
        return Arrays.stream(query.split("&")).map(parameter -> {
            int equals = parameter.indexOf('=');
            return new Parameter(parameter.substring(0, equals), parameter.substring(equals + 1));
        }).toList();
    }

    private static Caller caller(String organisation) {
        return new Caller("test", Optional.of(organisation), Role.SYSTEM, Purpose.DIRECT_CARE, Set.of(SmartScope.ALL),
                false);
    }
}
