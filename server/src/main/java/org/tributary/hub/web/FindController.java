package org.tributary.hub.web;

import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.identity.People;
import org.tributary.hub.identity.PersonSummary;
import org.tributary.hub.web.worklist.WorklistPages;

/**
 * The page that finds someone. It is asked by POST, so that nothing about a person gets into an address, a browser's
 * history or a log.
 */
@Controller
final class FindController {

    private final ReaderDatabase database;
    private final People people;

    FindController(ReaderDatabase database, People people) {
        this.database = database;
        this.people = people;
    }

    @GetMapping("/")
    String form(Caller caller, HttpSession session, Model model) {
        model.addAttribute("find", Find.NOTHING);
        List<UUID> recent = RecentPeople.list(session);
        model.addAttribute("recent", recent.isEmpty()
                ? List.of()
                : database.read(caller, transaction -> people.findAll(transaction, recent))
                        .stream()
                        .map(PersonSummary::of)
                        .map(Found::of)
                        .toList());
        model.addAttribute("worklists", WorklistPages.mayRead(caller) ? WorklistPages.list() : List.of());
        return "find";
    }

    @PostMapping("/")
    String find(Caller caller, Model model,
            @RequestParam(name = "nhs-number", required = false) @Nullable String nhsNumber,
            @RequestParam(name = "family", required = false) @Nullable String family,
            @RequestParam(name = "birth-day", required = false) @Nullable String day,
            @RequestParam(name = "birth-month", required = false) @Nullable String month,
            @RequestParam(name = "birth-year", required = false) @Nullable String year,
            @RequestParam(name = "local-number", required = false) @Nullable String localNumber) {
        Find find = Find.of(nhsNumber, family, day, month, year, localNumber);
        model.addAttribute("find", find);
        switch (find.read()) {
            case Find.Mistake mistake -> model.addAttribute("mistake", mistake);
            case Find.Question question -> model.addAttribute("found", found(
                    database.read(caller, transaction -> people.search(transaction, question.query()))));
        }
        return "find";
    }

    private static List<Found> found(List<PersonSummary> people) {
        return people.stream().map(Found::of).toList();
    }

    /** One line of the list of people found. */
    record Found(String id, String name, String born, String sex, String nhsNumber, String address) {

        static Found of(PersonSummary person) {
            return new Found(
                    person.id(),
                    person.name(),
                    person.birthDate().map(HumanTime::fhirDate).orElse("Not known"),
                    person.gender().map(Words::code).orElse("Not known"),
                    person.nhsNumber().map(Words::nhsNumber).orElse("Not known"),
                    person.address().orElse("Not known"));
        }
    }
}
