package org.tributary.hub.pathway.api;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.util.MultiValueMap;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.Purpose;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.pathway.worklists.Worklist;
import org.tributary.hub.pathway.worklists.WorklistQuestion;
import org.tributary.hub.pathway.worklists.WorklistQuestion.Sort;
import org.tributary.hub.pathway.worklists.Worklists;

/** Worklists for systems that act for direct care, with what their pages show. */
@RestController
final class WorklistController {

    private static final Set<String> KNOWN = Set.of("count", "organisation", "skip", "sort");

    private final ReaderDatabase database;
    private final Worklists worklists;

    WorklistController(ReaderDatabase database, Worklists worklists) {
        this.database = database;
        this.worklists = worklists;
    }

    @GetMapping(path = "/api/worklists/{name}", produces = "application/json")
    WorklistJson worklist(Caller caller, @PathVariable("name") String name,
            @RequestParam MultiValueMap<String, String> query) {
        if (caller.purpose() != Purpose.DIRECT_CARE || !caller.may(Interaction.READ, "Patient")) {
            throw refusal(HttpStatus.FORBIDDEN, "Worklists are for those who give direct care and may read Patient.");
        }
        Worklist list = Worklist.findByCode(name)
                .orElseThrow(() -> refusal(HttpStatus.NOT_FOUND, "There is no worklist of this name."));
        WorklistQuestion question = question(list, query);
        return database.read(caller,
                transaction -> WorklistJson.of(list, worklists.find(transaction, question)));
    }

    private static WorklistQuestion question(Worklist list, MultiValueMap<String, String> query) {
        if (!KNOWN.containsAll(query.keySet())) {
            throw refusal(HttpStatus.BAD_REQUEST,
                    "A parameter is not known here; known: count, organisation, skip, sort");
        }
        return new WorklistQuestion(list,
                one(query, "organisation").map(code -> code.toUpperCase(Locale.ROOT)),
                one(query, "sort")
                        .map(code -> Sort.findByCode(code)
                                .orElseThrow(() -> refusal(HttpStatus.BAD_REQUEST,
                                        "sort must be wait, age, name or organisation")))
                        .orElse(Sort.WAIT),
                number(query, "skip", 0), number(query, "count", Worklists.MOST_PEOPLE));
    }

    private static int number(MultiValueMap<String, String> query, String name, int usual) {
        return one(query, name).map(text -> {
            if (!text.matches("[0-9]{1,6}")) {
                throw refusal(HttpStatus.BAD_REQUEST, name + " must be an integer from 0");
            }
            return Integer.parseInt(text);
        }).orElse(usual);
    }

    private static Optional<String> one(MultiValueMap<String, String> query, String name) {
        List<String> values = query.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw refusal(HttpStatus.BAD_REQUEST, "The parameter " + name + " is given more than once");
        }
        return values.stream().filter(value -> !value.isEmpty()).findFirst();
    }

    private static ErrorResponseException refusal(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }
}
