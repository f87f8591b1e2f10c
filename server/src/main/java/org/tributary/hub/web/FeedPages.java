package org.tributary.hub.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.tributary.hub.access.Caller;
import org.tributary.hub.ingest.FeedFreshness;
import org.tributary.hub.ingest.FeedFreshness.Freshness;
import org.tributary.hub.ingest.Feeds;
import org.tributary.hub.ingest.Intake;
import org.tributary.hub.ingest.KeptMessage;
import org.tributary.hub.ingest.MessageLog;
import org.tributary.hub.ingest.MessageLog.Filter;
import org.tributary.hub.ingest.MessageState;
import org.tributary.hub.ingest.Replayed;

/** The operators' pages: how fresh each feed is, and what was rejected, to be looked at and replayed after a fix. */
@Controller
final class FeedPages {

    private static final int LONGEST_QUEUE = 50;

    private final Feeds feeds;
    private final FeedFreshness freshness;
    private final MessageLog log;
    private final Intake intake;

    FeedPages(Feeds feeds, FeedFreshness freshness, MessageLog log, Intake intake) {
        this.feeds = feeds;
        this.freshness = freshness;
        this.log = log;
        this.intake = intake;
    }

    @GetMapping("/feeds")
    String feeds(Caller caller, Model model) {
        requireOperator(caller);
        Map<String, Freshness> fresh = freshness.list(caller);
        model.addAttribute("feeds", feeds.list()
                .stream()
                .flatMap(feed -> Optional.ofNullable(fresh.get(feed.code())).map(one -> FeedRow.of(feed, one)).stream())
                .toList());
        model.addAttribute("rejected", log
                .list(caller, new Filter(Optional.empty(), Optional.of(MessageState.REJECTED), Optional.empty(),
                        Optional.empty(), LONGEST_QUEUE))
                .stream()
                .map(FeedRow.Rejected::of)
                .toList());
        return "feeds";
    }

    @GetMapping("/feeds/messages/{id}")
    String message(Caller caller, @PathVariable("id") UUID id, Model model) {
        requireOperator(caller);
        KeptMessage message = get(caller, id);
        model.addAttribute("message", message);
        model.addAttribute("received", HumanTime.dateAndTime(message.received()));
        model.addAttribute("state", Words.code(message.state().name().toLowerCase(java.util.Locale.ROOT)));
        model.addAttribute("targets", message.state() == MessageState.COMMITTED
                ? log.listTargets(caller, message)
                : List.of());
        log.findRaw(caller, id).ifPresent(raw -> model.addAttribute("raw", RawMessage.of(raw, message.issues())));
        return "message";
    }

    @PostMapping("/feeds/messages/{id}/replay")
    String replay(Caller caller, @PathVariable("id") UUID id, RedirectAttributes next) {
        requireOperator(caller);
        get(caller, id);
        next.addFlashAttribute("replayed", intake.replay(id)
                .map(FeedPages::told)
                .orElse("The bytes of this message are not kept any more."));
        return "redirect:/feeds/messages/" + id;
    }

    private static String told(Replayed replayed) {
        if (!replayed.accepted()) {
            return "The message was replayed and is still refused.";
        }
        return "The message was replayed and is accepted.";
    }

    private KeptMessage get(Caller caller, UUID id) {
        return log.find(caller, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static void requireOperator(Caller caller) {
        if (!caller.everything()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }
}
