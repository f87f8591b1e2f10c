package org.tributary.hub.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tributary.hub.fhir.FhirServer.Reply;
import org.tributary.hub.fhir.TimelineSource.Event;
import org.tributary.hub.store.ResourceKey;

/** The operation {@code $care-timeline} on a Patient. */
class CareTimelineOperationTest {

    private final FhirServer server = FhirServer.shared();

    private void storeJourney() {
        server.put("Patient/timeline-1", """
                {"resourceType":"Patient","id":"timeline-1"}""");
        server.put("Encounter/timeline-ed", """
                {"resourceType":"Encounter","id":"timeline-ed","status":"finished","class":{"code":"EMER"}}""");
        server.put("Condition/timeline-c", """
                {"resourceType":"Condition","id":"timeline-c","subject":{"reference":"Patient/timeline-1"}}""");
        server.setTimeline("timeline-1", new Event(new ResourceKey("Condition", "timeline-c"), Optional.of("2024-01-05")),
                new Event(new ResourceKey("Encounter", "timeline-ed"), Optional.of("2024-03-01T10:00:00Z")),
                new Event(new ResourceKey("Condition", "timeline-c"), Optional.of("2024-04")));
    }

    @Test
    void aListOrdersTheEventsAndTheirResourcesFollowOnce() {
        storeJourney();

        Reply reply = server.get("Patient/timeline-1/$care-timeline");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("type").asString()).isEqualTo("searchset");
        assertThat(reply.json().at("/entry/0/search/mode").asString()).isEqualTo("match");
        assertThat(reply.json().at("/entry/0/resource/resourceType").asString()).isEqualTo("List");
        assertThat(reply.json().at("/entry/0/resource/subject/reference").asString()).isEqualTo("Patient/timeline-1");
        assertThat(reply.json().at("/entry/0/resource/entry").findValuesAsString("reference"))
                .containsExactly("Condition/timeline-c", "Encounter/timeline-ed", "Condition/timeline-c");
        assertThat(reply.json().at("/entry/0/resource/entry").findValuesAsString("date"))
                .containsExactly("2024-01-05", "2024-03-01T10:00:00Z", "2024-04");
        assertThat(reply.json().at("/entry/1/resource/id").asString()).isEqualTo("timeline-c");
        assertThat(reply.json().at("/entry/1/search/mode").asString()).isEqualTo("include");
        assertThat(reply.json().at("/entry/2/resource/id").asString()).isEqualTo("timeline-ed");
        assertThat(reply.json().path("entry").size()).isEqualTo(3);
    }

    @Test
    void eventsOfTypesThatTheTokenDoesNotGrantAreNoPartOfIt() {
        storeJourney();

        Reply reply = server.get("Patient/timeline-1/$care-timeline", "Caller", "system/Patient.r system/Encounter.r");

        assertThat(reply.json().at("/entry/0/resource/entry").findValuesAsString("reference"))
                .containsExactly("Encounter/timeline-ed");
        assertThat(reply.text()).doesNotContain("timeline-c");
        assertThat(server.get("Patient/timeline-1/$care-timeline", "Caller", "system/Encounter.r").status())
                .isEqualTo(403);
    }

    @Test
    void aPatientThatTheCallerDoesNotSeeIs404() {
        assertThat(server.get("Patient/timeline-none/$care-timeline").status()).isEqualTo(404);
    }
}
