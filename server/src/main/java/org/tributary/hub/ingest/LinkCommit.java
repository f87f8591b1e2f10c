package org.tributary.hub.ingest;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.AuditEntry;
import org.tributary.hub.access.AuditEntry.Action;
import org.tributary.hub.access.AuditEntry.Outcome;
import org.tributary.hub.access.AuditTrail;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.identity.linking.Decision;
import org.tributary.hub.identity.review.Deciding;
import org.tributary.hub.identity.review.LinkDecisions;
import org.tributary.hub.identity.review.LinkRequest;

/** Decisions about who is who, each a transaction of the commit line. They are few, and go one after the other. */
@Component
final class LinkCommit implements LinkDecisions {

    private static final List<String> ALL_DECISIONS = List.of("link decisions");

    private final CommitLine commitLine;
    private final ReaderDatabase reader;
    private final Deciding deciding;
    private final AuditTrail trail;
    private final Clock clock;

    LinkCommit(CommitLine commitLine, ReaderDatabase reader, Deciding deciding, AuditTrail trail, Clock clock) {
        this.commitLine = commitLine;
        this.reader = reader;
        this.deciding = deciding;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public Decision decide(Caller caller, LinkRequest request, String reason) {
        return commit(caller, (transaction, sight) -> deciding.decide(transaction, Locks.forLinkage(transaction),
                sight, caller, request, reason, now()));
    }

    @Override
    public Decision undo(Caller caller, UUID decision, String reason) {
        return commit(caller, (transaction, sight) -> deciding.undo(transaction, Locks.forLinkage(transaction),
                sight, caller, decision, reason, now()));
    }

    private interface Work {
        Decision decide(WriteTransaction transaction, Deciding.Sight sight);
    }

    private Decision commit(Caller caller, Work work) {
        return commitLine.change(transaction -> {
            Locks.takeNames(transaction, ALL_DECISIONS);
            Decision decision = work.decide(transaction, new Deciding.Sight() {
                @Override
                public <T> T look(Function<ReadTransaction, T> question) {
                    // Nothing of it is shown: that the decision was taken is in the trail.
                    return reader.readWithin(transaction, caller.askingNothing(), question, shown -> {
                    });
                }
            });
            if (caller.asked().isPresent()) {
                trail.write(transaction, new AuditEntry(caller, Action.EXECUTE, Outcome.SUCCESS,
                        decision.patients().size(), new HashSet<>(decision.patients())));
            }
            return decision;
        });
    }

    /** PostgreSQL keeps microseconds: what is told must be what is read again. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
