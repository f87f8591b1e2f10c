package org.tributary.hub.web;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.tributary.hub.access.Caller;
import org.tributary.hub.cohort.CohortCount;
import org.tributary.hub.cohort.CohortDefinition;
import org.tributary.hub.cohort.CohortMembers;
import org.tributary.hub.cohort.CohortRefused;
import org.tributary.hub.cohort.Cohorts;
import org.tributary.hub.identity.PersonView;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.mapping.CareSetting;

/**
 * The page that builds a cohort in sentences. Each button sends the whole definition and gets it back with its counts:
 * the page needs no script and the hub keeps nothing.
 */
@Controller
final class CohortPages {

    private static final int PAGE = 50;
    private static final String NOT_COUNTED = "Not counted";
    private static final String FEW = "Fewer than 8 people";
    private static final List<Option> SYSTEMS = List.of(new Option("http://snomed.info/sct", "SNOMED CT"),
            new Option("http://hl7.org/fhir/sid/icd-10", "ICD-10"), new Option("http://loinc.org", "LOINC"));

    private final Cohorts cohorts;

    CohortPages(Cohorts cohorts) {
        this.cohorts = cohorts;
    }

    /** A choice of a list. */
    record Option(String code, String words) {
    }

    /** One sentence of the definition. */
    record Sentence(int place, String words, String people) {
    }

    /** One line of the list of people. */
    record Member(String id, String name, String born, String sex, String nhsNumber) {

        static Member of(PersonView person) {
            return new Member(person.id(), person.name(),
                    person.birthDate().map(HumanTime::fhirDate).orElse("Not known"),
                    person.gender().map(Words::code).orElse("Not known"),
                    person.nhsNumber().map(Words::nhsNumber).orElse("Not known"));
        }
    }

    @GetMapping("/cohorts")
    String begin(Caller caller, Model model) {
        require(caller);
        return show(caller, CohortDraft.empty(), model);
    }

    /** Does what the button that was pressed says: {@code add}, {@code remove}, {@code match} or {@code list}. */
    @PostMapping("/cohorts")
    String change(Caller caller, @RequestParam MultiValueMap<String, String> form, Model model) {
        require(caller);
        CohortDraft draft = CohortDraft.parse(one(form, "definition"))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
        if (form.containsKey("add")) {
            return add(caller, draft, form, model);
        }
        if (form.containsKey("remove")) {
            String place = one(form, "remove");
            return show(caller, place.matches("[0-9]{1,4}") ? draft.without(Integer.parseInt(place)) : draft, model);
        }
        if (form.containsKey("list")) {
            list(caller, draft, one(form, "list"), model);
        }
        return show(caller, draft.matching(one(form, "match")), model);
    }

    private String add(Caller caller, CohortDraft draft, MultiValueMap<String, String> form, Model model) {
        String kind = one(form, "add");
        Map<String, String> typed = new HashMap<>();
        form.forEach((name, values) -> typed.put(name, values.getFirst().strip()));
        try {
            CohortDraft longer = draft.with(new CohortForm(typed).criterion(kind));
            cohorts.read(caller, longer.json());
            return show(caller, longer, model);
        } catch (CohortForm.Mistaken mistaken) {
            model.addAttribute("mistake", mistaken.mistake());
        } catch (CohortRefused refused) {
            model.addAttribute("mistake", new CohortForm.Mistake(kind + "-add",
                    "This cannot be counted: it " + withoutPlace(refused.words())));
        }
        model.addAttribute("typed", typed);
        model.addAttribute("form", kind);
        return show(caller, draft, model);
    }

    /** The place in the JSON says nothing to whoever sees a form. */
    private static String withoutPlace(String words) {
        return words.startsWith("/") ? words.substring(words.indexOf(' ') + 1) : words;
    }

    private void list(Caller caller, CohortDraft draft, String after, Model model) {
        if (!Cohorts.mayList(caller)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        if (draft.isEmpty()) {
            return;
        }
        try {
            CohortMembers page = cohorts.list(caller, cohorts.read(caller, draft.json()), PAGE, cursor(after));
            model.addAttribute("members", page.people().stream().map(Member::of).toList());
            model.addAttribute("next", page.next().orElse(null));
        } catch (CohortRefused refused) {
            model.addAttribute("mistake", mistake(refused));
        }
    }

    /** A definition that is too much to count is its reader's to mend; any other came from elsewhere than the page. */
    private static CohortForm.Mistake mistake(CohortRefused refused) {
        if (refused.isTooLong()) {
            return new CohortForm.Mistake("match", refused.words());
        }
        throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The form was changed on its way", refused);
    }

    private static Optional<UUID> cursor(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "No page ends there", e);
        }
    }

    private String show(Caller caller, CohortDraft draft, Model model) {
        model.addAttribute("definition", draft.text());
        model.addAttribute("match", draft.match());
        model.addAttribute("empty", draft.isEmpty());
        if (!draft.isEmpty()) {
            count(caller, draft, model);
        }
        if (!model.containsAttribute("typed")) {
            model.addAttribute("typed", Map.of());
        }
        model.addAttribute("kinds", Arrays.stream(CareEventKind.values())
                .map(kind -> new Option(kind.code(), kind.display()))
                .toList());
        model.addAttribute("settings", Arrays.stream(CareSetting.values())
                .map(setting -> new Option(setting.code(), Words.setting(setting)))
                .toList());
        model.addAttribute("systems", SYSTEMS);
        return "cohorts";
    }

    private void count(Caller caller, CohortDraft draft, Model model) {
        try {
            CohortDefinition definition = cohorts.read(caller, draft.json());
            model.addAttribute("total", NOT_COUNTED);
            model.addAttribute("sentences", uncounted(definition));
            CohortCount count = cohorts.count(caller, definition);
            model.addAttribute("total", people(count.people()));
            model.addAttribute("rounded", count.rounded());
            model.addAttribute("sentences", sentences(count));
            model.addAttribute("mayList", Cohorts.mayList(caller));
        } catch (CohortRefused refused) {
            model.addAttribute("mistake", mistake(refused));
        }
    }

    private static List<Sentence> uncounted(CohortDefinition definition) {
        List<String> sentences = definition.sentences();
        return IntStream.range(0, sentences.size())
                .mapToObj(i -> new Sentence(i, sentences.get(i), NOT_COUNTED))
                .toList();
    }

    private static List<Sentence> sentences(CohortCount count) {
        List<CohortCount.Step> steps = count.steps();
        return IntStream.range(0, steps.size())
                .mapToObj(i -> new Sentence(i, steps.get(i).words(), people(steps.get(i).people())))
                .toList();
    }

    private static String people(Optional<Long> people) {
        return people
                .map(number -> number == 1 ? "1 person" : String.format(Locale.UK, "%,d people", number))
                .orElse(FEW);
    }

    private static String one(MultiValueMap<String, String> form, String name) {
        return Optional.ofNullable(form.getFirst(name)).map(String::strip).orElse("");
    }

    private static void require(Caller caller) {
        if (!Cohorts.mayCount(caller)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }
}
