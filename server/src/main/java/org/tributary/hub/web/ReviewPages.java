package org.tributary.hub.web;

import java.io.Serializable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.Role;
import org.tributary.hub.identity.linking.Answer;
import org.tributary.hub.identity.linking.Decision;
import org.tributary.hub.identity.review.DecisionRefused;
import org.tributary.hub.identity.review.LinkDecisions;
import org.tributary.hub.identity.review.LinkRequest;
import org.tributary.hub.identity.review.ReviewCase;
import org.tributary.hub.identity.review.ReviewQueue;
import org.tributary.hub.pathway.OrganisationNames;

/** What waits for somebody to say who is who, and two records side by side. Coordinators and operators decide. */
@Controller
final class ReviewPages {

    private static final Set<Role> READERS = Set.of(Role.COORDINATOR, Role.CLINICIAN, Role.SOCIAL_WORKER,
            Role.OPERATOR);
    private static final Set<Role> DECIDERS = Set.of(Role.COORDINATOR, Role.OPERATOR);
    private static final int PAGE = 50;
    private static final int LONGEST_REASON = 500;
    private static final String NO_REASON = "Looked at side by side";

    private final ReaderDatabase database;
    private final ReviewQueue queue;
    private final LinkDecisions decisions;
    private final OrganisationNames organisations;
    private final Clock clock;

    ReviewPages(ReaderDatabase database, ReviewQueue queue, LinkDecisions decisions,
            OrganisationNames organisations, Clock clock) {
        this.organisations = organisations;
        this.database = database;
        this.queue = queue;
        this.decisions = decisions;
        this.clock = clock;
    }

    /**
     * What the banner says.
     *
     * @param undo
     *            the decision that can be taken back; null for none
     */
    record Told(String title, String text, @Nullable String undo) implements Serializable {
    }

    @GetMapping("/review")
    String list(Caller caller, @RequestParam(name = "after", required = false) @Nullable String after,
            @RequestParam(name = "unsure", defaultValue = "false") boolean unsure, Model model) {
        require(caller, READERS);
        Instant now = clock.instant();
        ReviewQueue.Filter filter = new ReviewQueue.Filter(Optional.empty(), Optional.empty(),
                Optional.ofNullable(after),
                unsure, PAGE);
        database.read(caller, transaction -> {
            ReviewQueue.Page page = page(transaction, filter);
            Map<String, String> names = organisations(transaction, page.cases());
            model.addAttribute("queue", page.cases().stream().map(one -> ReviewLine.of(one, names, now)).toList());
            model.addAttribute("waiting",
                    Words.many(page.waiting(), "pair") + (page.waiting() == 1 ? " waits" : " wait"));
            model.addAttribute("next", page.next().orElse(null));
            model.addAttribute("unsure", unsure);
            return page;
        });
        return "review";
    }

    @GetMapping("/review/{id}")
    String pair(Caller caller, @PathVariable("id") UUID id, Model model) {
        require(caller, READERS);
        ReviewPair pair = database.read(caller, transaction -> queue.find(transaction, id)
                .map(found -> ReviewPair.of(found, organisations(transaction, List.of(found)), clock.instant())))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("pair", pair);
        model.addAttribute("mayDecide", DECIDERS.contains(caller.role()));
        model.addAttribute("script", "/assets/review.js");
        return "review-pair";
    }

    private ReviewQueue.Page page(ReadTransaction transaction, ReviewQueue.Filter filter) {
        try {
            return queue.list(transaction, filter);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "No page ends there", e);
        }
    }

    private Map<String, String> organisations(ReadTransaction transaction, List<ReviewCase> cases) {
        return organisations.find(transaction, cases.stream()
                .flatMap(one -> one.records().stream())
                .map(ReviewCase.Record::organisation)
                .distinct()
                .toList());
    }

    @PostMapping("/review/{id}")
    String decide(Caller caller, @PathVariable("id") UUID id, @RequestParam("answer") String answer,
            @RequestParam(name = "reason", defaultValue = "") String reason, RedirectAttributes next) {
        require(caller, DECIDERS);
        Answer given = Answer.findByCode(answer)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
        Optional<UUID> following = following(caller, id);
        try {
            Decision decision = decisions.decide(caller, new LinkRequest.Review(id, given), worded(reason));
            next.addFlashAttribute("told", new Told("Decided", switch (given) {
                case SAME -> "These records are one person's, and are linked.";
                case DIFFERENT -> "These records are of two people, and stay apart.";
                case UNSURE -> "It cannot be told. These records stay apart for now.";
            }, decision.id().toString()));
        } catch (DecisionRefused e) {
            return refused(e, "redirect:/review/" + id, next);
        }
        return following.map(other -> "redirect:/review/" + other).orElse("redirect:/review");
    }

    @PostMapping("/review/decisions/{id}/undo")
    String undo(Caller caller, @PathVariable("id") UUID id, RedirectAttributes next) {
        require(caller, DECIDERS);
        try {
            decisions.undo(caller, id, "Undone on the review page");
            next.addFlashAttribute("told", new Told("Undone", "All is as it was before the decision.", null));
        } catch (DecisionRefused e) {
            return refused(e, "redirect:/review", next);
        }
        return "redirect:/review";
    }

    /** The one that waits behind this one, so that a queue can be gone through without going back to it. */
    private Optional<UUID> following(Caller caller, UUID id) {
        List<ReviewCase> waiting = database.read(caller.askingNothing(), transaction -> queue.list(transaction,
                new ReviewQueue.Filter(Optional.empty(), Optional.empty(), Optional.empty(), false, PAGE))).cases();
        return IntStream.range(0, waiting.size() - 1)
                .filter(place -> waiting.get(place).id().equals(id))
                .mapToObj(place -> waiting.get(place + 1).id())
                .findFirst();
    }

    private static String worded(String reason) {
        String given = reason.strip();
        return given.isEmpty() ? NO_REASON : given.substring(0, Math.min(LONGEST_REASON, given.length()));
    }

    private static String refused(DecisionRefused refused, String back, RedirectAttributes next) {
        switch (refused.kind()) {
            case UNKNOWN -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            case FORBIDDEN -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            case INVALID -> next.addFlashAttribute("told", new Told("Not done",
                    String.valueOf(refused.getMessage()), null));
        }
        return back;
    }

    /** Whether these pages are the caller's. */
    static boolean mayRead(Caller caller) {
        return READERS.contains(caller.role());
    }

    private static void require(Caller caller, Set<Role> roles) {
        if (!roles.contains(caller.role())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }
}
