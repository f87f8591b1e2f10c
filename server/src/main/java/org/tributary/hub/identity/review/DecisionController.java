package org.tributary.hub.identity.review;

import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.identity.People;
import org.tributary.hub.identity.linking.DecisionRows;

/** Merging, splitting, unlinking and taking back, for systems. Every body has a {@code reason}. */
@RestController
final class DecisionController {

    private final ReaderDatabase database;
    private final People people;
    private final LinkDecisions decisions;

    DecisionController(ReaderDatabase database, People people, LinkDecisions decisions) {
        this.database = database;
        this.people = people;
        this.decisions = decisions;
    }

    /** {@code with}: the other person. */
    @PostMapping("/api/people/{person}/merge")
    DecisionJson merge(Caller caller, @PathVariable("person") String person,
            @RequestBody(required = false) byte @Nullable [] body) {
        DecisionBody asked = DecisionBody.read(body);
        return decide(caller, new LinkRequest.Merge(person, asked.text("with")), asked);
    }

    /** {@code patients}: the ids of those that go together and leave the others. */
    @PostMapping("/api/people/{person}/split")
    DecisionJson split(Caller caller, @PathVariable("person") String person,
            @RequestBody(required = false) byte @Nullable [] body) {
        DecisionBody asked = DecisionBody.read(body);
        return decide(caller, new LinkRequest.Split(person, new HashSet<>(asked.texts("patients"))), asked);
    }

    /** Takes one Patient out of its person. */
    @PostMapping("/api/patients/{patient}/unlink")
    DecisionJson unlink(Caller caller, @PathVariable("patient") String patient,
            @RequestBody(required = false) byte @Nullable [] body) {
        return decide(caller, new LinkRequest.Unlink(patient), DecisionBody.read(body));
    }

    /** {@code with}: the Patient that is the same person. */
    @PostMapping("/api/patients/{patient}/link")
    DecisionJson link(Caller caller, @PathVariable("patient") String patient,
            @RequestBody(required = false) byte @Nullable [] body) {
        DecisionBody asked = DecisionBody.read(body);
        return decide(caller, new LinkRequest.Link(patient, asked.text("with")), asked);
    }

    /** {@code with}: the Patient that is never to be the same person. */
    @PostMapping("/api/patients/{patient}/never-same")
    DecisionJson neverSame(Caller caller, @PathVariable("patient") String patient,
            @RequestBody(required = false) byte @Nullable [] body) {
        DecisionBody asked = DecisionBody.read(body);
        return decide(caller, new LinkRequest.NeverSame(patient, asked.text("with")), asked);
    }

    /** What was decided about a person's Patients, the latest first. */
    @GetMapping("/api/people/{person}/decisions")
    List<DecisionJson> list(Caller caller, @PathVariable("person") String person) {
        if (!caller.may(Interaction.READ, "Patient")) {
            throw Refusals.unknown("person");
        }
        return database.read(caller, transaction -> {
            List<String> patients = people.listPatients(transaction, person);
            if (patients.isEmpty()) {
                throw Refusals.unknown("person");
            }
            transaction.release().person(patients);
            return new DecisionRows(transaction.jdbc()).listFor(patients).stream().map(DecisionJson::of).toList();
        });
    }

    /** Takes a decision back. */
    @PostMapping("/api/decisions/{id}/undo")
    DecisionJson undo(Caller caller, @PathVariable("id") String id,
            @RequestBody(required = false) byte @Nullable [] body) {
        DecisionBody asked = DecisionBody.read(body);
        return DecisionJson.of(Refusals
                .orProblem(() -> decisions.undo(caller, Refusals.id("decision", id), asked.text("reason"))));
    }

    private DecisionJson decide(Caller caller, LinkRequest request, DecisionBody asked) {
        return DecisionJson.of(Refusals.orProblem(() -> decisions.decide(caller, request, asked.text("reason"))));
    }
}
