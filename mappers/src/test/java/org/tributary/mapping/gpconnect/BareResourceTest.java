package org.tributary.mapping.gpconnect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tributary.mapping.CareSetting;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.SourceDocument;
import org.tributary.mapping.SourceFeed;
import tools.jackson.databind.JsonNode;

/** One STU3 resource without a record around it. */
class BareResourceTest {

    private static final SourceFeed FEED = new SourceFeed("gp-a", "Y99901", CareSetting.PRIMARY);

    @Test
    void keeps_its_id_and_references_under_the_types_of_r4() {
        BareResource bare = find("{'resourceType':'ProcedureRequest','id':'A-1','status':'active','intent':'plan',"
                + "'code':{'text':'Recall'},'subject':{'reference':'Patient/7'},"
                + "'basedOn':[{'reference':'https://gp.example/ReferralRequest/8'},{'reference':'#x'}]}").orElseThrow();
        JsonNode r4 = r4(bare);

        assertThat(r4.at("/resourceType").asString()).isEqualTo("ServiceRequest");
        assertThat(r4.at("/id").asString()).isEqualTo("A-1");
        assertThat(r4.at("/subject/reference").asString()).isEqualTo("Patient/7");
        assertThat(r4.at("/basedOn/0/reference").asString()).isEqualTo("https://gp.example/ServiceRequest/8");
        assertThat(r4.at("/basedOn/1/reference").asString()).isEqualTo("#x");
        assertThat(bare.issues()).isEmpty();
    }

    @Test
    void what_it_contains_is_converted_and_stays_contained() {
        BareResource bare = find("{'resourceType':'List','status':'current','mode':'snapshot','contained':["
                + "{'resourceType':'AllergyIntolerance','id':'a','assertedDate':'2020-01-01',"
                + "'patient':{'reference':'Patient/7'}}],'entry':[{'item':{'reference':'#a'}}]}").orElseThrow();

        assertThat(r4(bare).at("/contained/0/recordedDate").asString()).isEqualTo("2020-01-01");
        assertThat(r4(bare).at("/entry/0/item/reference").asString()).isEqualTo("#a");
    }

    @Test
    void what_r4_requires_is_told_and_not_filled_in() {
        BareResource bare = find("{'resourceType':'Condition','code':{'text':'Asthma'}}").orElseThrow();

        assertThat(r4(bare).has("subject")).isFalse();
        assertThat(bare.issues()).extracting(MappingIssue::location).containsExactly("Condition.subject");
    }

    @Test
    void an_id_that_r4_does_not_allow_is_told() {
        BareResource bare = find("{'resourceType':'Organization','id':'a/b'}").orElseThrow();

        assertThat(r4(bare).has("id")).isFalse();
        assertThat(bare.issues()).extracting(MappingIssue::id).containsExactly("id-not-kept");
    }

    @Test
    void what_was_not_done_is_not_read_as_done() {
        JsonNode history = r4(find("{'resourceType':'FamilyMemberHistory','status':'completed','notDone':true}")
                .orElseThrow());
        JsonNode given = r4(find("{'resourceType':'MedicationAdministration','status':'completed','notGiven':true}")
                .orElseThrow());
        JsonNode dispense = r4(find("{'resourceType':'MedicationDispense','status':'completed','notDone':true,"
                + "'notDoneReasonCodeableConcept':{'text':'Out of stock'}}").orElseThrow());
        JsonNode procedure = r4(find("{'resourceType':'Procedure','status':'completed','notDone':true}").orElseThrow());

        assertThat(history.path("status").asString()).isEqualTo("health-unknown");
        assertThat(history.at("/extension/0/valueCode").asString()).isEqualTo("completed");
        assertThat(given.path("status").asString()).isEqualTo("not-done");
        assertThat(dispense.path("status").asString()).isEqualTo("cancelled");
        assertThat(dispense.at("/statusReasonCodeableConcept/text").asString()).isEqualTo("Out of stock");
        assertThat(procedure.path("status").asString()).isEqualTo("not-done");
    }

    @Test
    void what_was_entered_in_error_stays_so() {
        JsonNode history = r4(find("{'resourceType':'FamilyMemberHistory','status':'entered-in-error','notDone':true}")
                .orElseThrow());

        assertThat(history.path("status").asString()).isEqualTo("entered-in-error");
    }

    @Test
    void an_unreadable_date_refuses_it() {
        BareResource bare = find("{'resourceType':'Patient','birthDate':'30 February'}").orElseThrow();

        assertThat(bare.r4()).isEmpty();
        assertThat(bare.issues()).extracting(MappingIssue::location).containsExactly("Patient.birthDate");
    }

    @Test
    void bundles_and_what_is_no_resource_are_not_its_concern() {
        assertThat(find("{'resourceType':'Bundle','type':'collection'}")).isEmpty();
        assertThat(find("{'resourceType':'OperationOutcome'}")).isEmpty();
        assertThat(find("{'resourceType':'Nonsense'}")).isEmpty();
        assertThat(find("[]")).isEmpty();
        assertThat(find("MSH|^~\\&|")).isEmpty();
    }

    private static Optional<BareResource> find(String json) {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return BareResource.find(new SourceDocument(bytes, Instant.EPOCH), FEED);
    }

    private static JsonNode r4(BareResource bare) {
        return GpJson.MAPPER.readTree(bare.r4().orElseThrow());
    }
}
