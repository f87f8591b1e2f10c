package org.tributary.hub.pathway.api;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.pathway.CareTimelines;
import org.tributary.hub.pathway.TimelineFilter;

/** One person's pathway for systems: how things stand now, the timeline, stays and waits. */
@RestController
final class PeopleController {

    private final ReaderDatabase database;
    private final CareTimelines timelines;
    private final Pathways pathways;

    PeopleController(ReaderDatabase database, CareTimelines timelines, Pathways pathways) {
        this.database = database;
        this.timelines = timelines;
        this.pathways = pathways;
    }

    /** How things stand now; takes no parameters but the filter's. */
    @GetMapping(path = "/api/people/{person}", produces = "application/json")
    NowJson now(Caller caller, @PathVariable("person") String person,
            @RequestParam MultiValueMap<String, String> query) {
        PersonParameters parameters = PersonParameters.of(query, Set.of());
        TimelineFilter filter = parameters.filter();
        return answer(caller, transaction -> pathways.now(transaction, person, filter));
    }

    @GetMapping(path = "/api/people/{person}/timeline", produces = "application/json")
    TimelineJson timeline(Caller caller, @PathVariable("person") String person,
            @RequestParam MultiValueMap<String, String> query) {
        PersonParameters parameters = PersonParameters.of(query, Set.of("count", "cursor"));
        TimelineFilter filter = parameters.filter();
        int count = parameters.count();
        return answer(caller, transaction -> timelines
                .findPage(transaction, person, filter, count, parameters.cursor())
                .map(TimelineJson::of));
    }

    @GetMapping(path = "/api/people/{person}/stays", produces = "application/json")
    StaysJson stays(Caller caller, @PathVariable("person") String person,
            @RequestParam MultiValueMap<String, String> query) {
        PersonParameters parameters = PersonParameters.of(query, Set.of("algorithm", "contact-days"));
        TimelineFilter filter = parameters.filter();
        Pathways.StayQuestion question = new Pathways.StayQuestion(filter, parameters.algorithm(),
                parameters.contactDays());
        return answer(caller, transaction -> pathways.stays(transaction, person, question));
    }

    @GetMapping(path = "/api/people/{person}/waits", produces = "application/json")
    WaitsJson waits(Caller caller, @PathVariable("person") String person,
            @RequestParam MultiValueMap<String, String> query) {
        TimelineFilter filter = PersonParameters.of(query, Set.of()).filter();
        return answer(caller, transaction -> pathways.waits(transaction, person, filter));
    }

    /** Who may read no Patient has no person to ask for. */
    private <T> T answer(Caller caller, Function<ReadTransaction, Optional<T>> question) {
        if (!caller.may(Interaction.READ, "Patient")) {
            throw new UnknownPerson();
        }
        return database.read(caller, question).orElseThrow(UnknownPerson::new);
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.NOT_FOUND)
    ProblemDetail unknown(UnknownPerson unknown) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, UnknownPerson.MESSAGE);
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    ProblemDetail unreadable(TimelineFilter.Unreadable unreadable) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, unreadable.words());
    }

    /** Says the same of a person that never was and of one who is not visible. */
    private static final class UnknownPerson extends RuntimeException {

        private static final long serialVersionUID = 1L;

        static final String MESSAGE = "No person with this id is known to you.";
    }
}
