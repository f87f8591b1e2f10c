package org.tributary.hub.web.worklist;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.Purpose;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.Role;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.worklists.Worklist;
import org.tributary.hub.pathway.worklists.WorklistPage;
import org.tributary.hub.pathway.worklists.WorklistQuestion;
import org.tributary.hub.pathway.worklists.WorklistQuestion.Sort;
import org.tributary.hub.pathway.worklists.Worklists;

/** Worklists of those who give or coordinate care. Whoever plans or counts has no need to know who it is. */
@Controller
public final class WorklistPages {

    private static final Set<Role> READERS = Set.of(Role.COORDINATOR, Role.CLINICIAN, Role.SOCIAL_WORKER,
            Role.OPERATOR);
    private static final int PAGE = 50;

    private final ReaderDatabase database;
    private final Worklists worklists;
    private final Clock clock;

    WorklistPages(ReaderDatabase database, Worklists worklists, Clock clock) {
        this.database = database;
        this.worklists = worklists;
        this.clock = clock;
    }

    /** A worklist to choose. */
    public record Named(String code, String title, String about) {
    }

    /** One way to narrow or to order a list. */
    record Choice(String value, String label, boolean chosen) {
    }

    /** What a page shows. */
    record View(Named list, List<String> head, List<WorklistRow> rows, int total, boolean cut, int page, int pages,
            String organisation, String sort, List<Choice> organisations, List<Choice> sorts) {
    }

    /** Whether worklists are for this user. */
    public static boolean mayRead(Caller caller) {
        return READERS.contains(caller.role()) && caller.purpose() == Purpose.DIRECT_CARE
                && caller.may(Interaction.READ, "Patient");
    }

    public static List<Named> list() {
        return Arrays.stream(Worklist.values()).map(WorklistPages::named).toList();
    }

    private static Named named(Worklist list) {
        return new Named(list.code(), WorklistWords.title(list), WorklistWords.about(list));
    }

    @GetMapping("/worklists")
    String index(Caller caller, Model model) {
        require(caller);
        model.addAttribute("worklists", list());
        return "worklists";
    }

    @GetMapping("/worklists/{name}")
    String page(Caller caller, @PathVariable("name") String name,
            @RequestParam(name = "organisation", defaultValue = "") String organisation,
            @RequestParam(name = "sort", defaultValue = "wait") String sort,
            @RequestParam(name = "page", defaultValue = "1") String page, Model model) {
        require(caller);
        int number = page.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(page) : 1;
        WorklistQuestion question = question(name, organisation, sort, (number - 1) * PAGE, PAGE);
        model.addAttribute("view", database.read(caller, transaction -> view(question, number,
                worklists.find(transaction, question), worklists.listOrganisations(transaction))));
        return "worklist";
    }

    /** The whole list, in the order asked for. */
    @GetMapping(path = "/worklists/{name}.csv", produces = "text/csv")
    ResponseEntity<byte[]> file(Caller caller, @PathVariable("name") String name,
            @RequestParam(name = "organisation", defaultValue = "") String organisation,
            @RequestParam(name = "sort", defaultValue = "wait") String sort) {
        require(caller);
        WorklistQuestion question = question(name, organisation, sort, 0, Integer.MAX_VALUE);
        WorklistPage found = database.read(caller, transaction -> worklists.find(transaction, question));
        String csv = Csv.write(WorklistRow.head(question.list()),
                rows(question, found).stream().map(WorklistRow::cells).toList());
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(question.list().code() + '-' + today() + ".csv")
                                .build()
                                .toString())
                .body(csv.getBytes(StandardCharsets.UTF_8));
    }

    private static void require(Caller caller) {
        if (!mayRead(caller)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }

    /** A list that there is none of is a page that is not there; an order likewise cannot be a mistake in typing. */
    private static WorklistQuestion question(String name, String organisation, String sort, int skip, int count) {
        return new WorklistQuestion(get(Worklist.findByCode(name)),
                Optional.of(organisation.strip().toUpperCase(Locale.ROOT)).filter(code -> !code.isEmpty()),
                get(Sort.findByCode(sort)), skip, count);
    }

    private static <T> T get(Optional<T> known) {
        return known.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private View view(WorklistQuestion question, int number, WorklistPage found, List<String> organisations) {
        String chosen = question.organisation().orElse("");
        return new View(named(question.list()), WorklistRow.head(question.list()), rows(question, found),
                found.total(), found.cut(), number, Math.max(1, Math.ceilDiv(found.total(), PAGE)), chosen,
                question.sort().code(),
                organisations.stream().map(code -> new Choice(code, code, code.equals(chosen))).toList(),
                Arrays.stream(Sort.values())
                        .map(sort -> new Choice(sort.code(), WorklistWords.sort(sort), sort == question.sort()))
                        .toList());
    }

    private List<WorklistRow> rows(WorklistQuestion question, WorklistPage found) {
        LocalDate today = today();
        return found.rows().stream().map(row -> WorklistRow.of(question.list(), row, found, today)).toList();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), EventTime.LONDON);
    }
}
