package org.tributary.hub.pathway.api;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.pathway.CareTimelines;

/** The door to care timelines for systems. */
@RestController
final class TimelineController {

    private final ReaderDatabase database;
    private final CareTimelines timelines;

    TimelineController(ReaderDatabase database, CareTimelines timelines) {
        this.database = database;
        this.timelines = timelines;
    }

    /** Who may read no Patient has no person to ask for. */
    @GetMapping(path = "/api/people/{person}/timeline", produces = "application/json")
    TimelineJson timeline(Caller caller, @PathVariable("person") String person) {
        if (!caller.may(Interaction.READ, "Patient")) {
            throw new UnknownPerson();
        }
        return database.read(caller, transaction -> timelines.findForPerson(transaction, person))
                .map(TimelineJson::of)
                .orElseThrow(UnknownPerson::new);
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.NOT_FOUND)
    ProblemDetail unknown(UnknownPerson unknown) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, UnknownPerson.MESSAGE);
    }

    /** Says the same of a person that never was and of one who is not visible. */
    private static final class UnknownPerson extends RuntimeException {

        static final String MESSAGE = "No person with this id is known to you.";
    }
}
