package org.tributary.hub.cohort;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tributary.hub.access.Caller;
import org.tributary.hub.identity.PersonView;

/** Cohorts for systems: {@code /api/cohorts}. The body of each request is a definition. */
@RestController
final class CohortController {

    private static final int USUAL_PAGE = 50;

    private final Cohorts cohorts;

    CohortController(Cohorts cohorts) {
        this.cohorts = cohorts;
    }

    /**
     * @param people
     *            absent when there are too few to tell
     * @param fewerThan
     *            told in its place
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record CountJson(Optional<Long> people, Optional<Integer> fewerThan, boolean rounded, String today,
            List<StepJson> steps) {
    }

    /** How many are left after a criterion. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record StepJson(String path, String words, Optional<Long> people, Optional<Integer> fewerThan) {
    }

    /**
     * @param next
     *            the cursor of the next page; absent at the end
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record MembersJson(List<MemberJson> people, Optional<String> next) {
    }

    /** A person, by the values that a page of the person shows. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record MemberJson(String person, String name, Optional<String> birthDate, Optional<String> gender,
            Optional<String> nhsNumber, List<String> patients) {

        static MemberJson of(PersonView person) {
            return new MemberJson(person.id(), person.name(), person.birthDate(), person.gender(), person.nhsNumber(),
                    person.sources().stream().map(source -> "Patient/" + source.patient()).toList());
        }
    }

    @PostMapping(path = "/api/cohorts/count", produces = "application/json")
    CountJson count(Caller caller, HttpServletRequest request, @RequestParam MultiValueMap<String, String> query)
            throws IOException {
        if (!Cohorts.mayCount(caller)) {
            throw refused(HttpStatus.FORBIDDEN, "To count people a token needs to grant reading Patients.");
        }
        known(query, Set.of());
        CohortCount count = cohorts.count(caller, cohorts.read(caller, body(request)));
        return new CountJson(count.people(), fewerThan(count.people()), count.rounded(), count.today().toString(),
                count.steps()
                        .stream()
                        .map(step -> new StepJson(step.path(), step.words(), step.people(), fewerThan(step.people())))
                        .toList());
    }

    private static Optional<Integer> fewerThan(Optional<Long> people) {
        return people.isPresent() ? Optional.empty() : Optional.of(Disclosure.few());
    }

    /** Takes {@code count} and {@code cursor}. */
    @PostMapping(path = "/api/cohorts/members", produces = "application/json")
    MembersJson members(Caller caller, HttpServletRequest request, @RequestParam MultiValueMap<String, String> query)
            throws IOException {
        if (!Cohorts.mayList(caller)) {
            throw refused(HttpStatus.FORBIDDEN,
                    "Who the people are is told for direct care, and to no analyst; a token needs to grant reading Patients.");
        }
        known(query, Set.of("count", "cursor"));
        int limit = one(query, "count").map(CohortController::limit).orElse(USUAL_PAGE);
        Optional<UUID> after = one(query, "cursor").map(CohortController::cursor);
        CohortMembers page = cohorts.list(caller, cohorts.read(caller, body(request)), limit, after);
        return new MembersJson(page.people().stream().map(MemberJson::of).toList(), page.next());
    }

    /** No more is read than a definition may have. */
    private static byte[] body(HttpServletRequest request) throws IOException {
        return request.getInputStream().readNBytes(Cohorts.MOST_BYTES + 1);
    }

    private static void known(Map<String, List<String>> query, Set<String> known) {
        for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
            if (!known.contains(parameter.getKey()) || parameter.getValue().size() > 1) {
                throw refused(HttpStatus.BAD_REQUEST, known.isEmpty()
                        ? "This door takes no parameters; the definition is the body"
                        : "A parameter is not known here, or is given twice; known: count, cursor");
            }
        }
    }

    private static Optional<String> one(MultiValueMap<String, String> query, String name) {
        return Optional.ofNullable(query.getFirst(name));
    }

    private static int limit(String text) {
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) == 0) {
            throw refused(HttpStatus.BAD_REQUEST, "count must be an integer from 1");
        }
        return Math.min(Cohorts.MOST_MEMBERS, Integer.parseInt(text));
    }

    private static UUID cursor(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw refused(HttpStatus.BAD_REQUEST, "cursor must be what the page before says in next");
        }
    }

    /** What is no JSON is a bad request; what is none that can be counted is a definition to mend. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unread(CohortRefused refused) {
        HttpStatus status = refused.isUnreadable() ? HttpStatus.BAD_REQUEST : HttpStatus.UNPROCESSABLE_CONTENT;
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(status, refused.words()));
    }

    private static ErrorResponseException refused(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }
}
