package org.tributary.hub.ops.synth;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The messages of both trusts as they arrive: {@value #REPEATED_PERCENT} % sent twice, {@value #SWAPPED_PERCENT} % out
 * of their patient's order, and a few of types that a hub does not take.
 */
final class AcuteFeed {
    static final int REPEATED_PERCENT = 3;
    static final int SWAPPED_PERCENT = 5;
    private static final int UNSUPPORTED_PER_THOUSAND = 4;

    private final long seed;
    private final Draws draws;

    private AcuteFeed(long seed) {
        this.seed = seed;
        this.draws = Draws.of(seed, "acute feed");
    }

    static List<Dispatch> send(Population population, List<Journey> journeys, SourceRecords records, long seed) {
        AcuteFeed sender = new AcuteFeed(seed);
        List<AcuteEvent> events = new ArrayList<>();
        for (Person person : population.people()) {
            for (SourceRecord held : records.of(person)) {
                if (held.feed().isTrust()) {
                    events.addAll(AcuteStory.tell(held, journeys.get(person.number() - 1), seed));
                }
            }
        }
        List<AcuteEvent> all = new ArrayList<>(events);
        all.addAll(sender.unsupported(events));
        all.sort(Comparator.comparing(AcuteEvent::at)
                .thenComparing(event -> event.trust().ordinal())
                .thenComparing(event -> event.patient().localNumber())
                .thenComparing(AcuteEvent::type));
        return sender.disturb(all);
    }

    /** Appointments and other types outside the hub's contract, about patients it knows. */
    private List<AcuteEvent> unsupported(List<AcuteEvent> events) {
        List<AcuteEvent> extra = new ArrayList<>();
        for (Feed trust : Feed.TRUSTS) {
            List<AcuteEvent> own = events.stream().filter(event -> event.trust() == trust).toList();
            int count = own.isEmpty() ? 0 : 1 + own.size() * UNSUPPORTED_PER_THOUSAND / 1000;
            for (int i = 0; i < count; i++) {
                AcuteEvent near = draws.pick(own);
                AcuteEvent.Type type = draws.percent(50) ? AcuteEvent.Type.A25 : AcuteEvent.Type.P01;
                extra.add(new AcuteEvent(type, near.at().plusSeconds(20), near.patient(), near.address(), null, null));
            }
        }
        return extra;
    }

    private List<Dispatch> disturb(List<AcuteEvent> events) {
        List<Dispatch> sent = new ArrayList<>();
        Map<Feed, Integer> counters = new HashMap<>();
        for (AcuteEvent event : events) {
            sent.add(dispatch(event, counters.merge(event.trust(), 1, Integer::sum)));
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            if (!events.get(i).type().isUnsupported()) {
                order.add(i);
            }
        }
        draws.shuffle(order);
        swap(events, sent, order);
        repeat(sent, order);
        return sent;
    }

    private Dispatch dispatch(AcuteEvent event, int sequence) {
        String digits = Integer.toString(sequence);
        String controlId = event.trust().ods + "0".repeat(Math.max(0, 8 - digits.length())) + digits;
        LocalDateTime written = event.at().plusSeconds(2 + sequence % 9);
        boolean unsupported = event.type().isUnsupported();
        return new Dispatch(event.trust(), controlId, written, unsupported ? 0 : 1, unsupported ? 1 : 0,
                () -> Hl7Message.write(event, controlId, written, seed));
    }

    /** Two neighbouring messages of one patient change places; MSH-7 and EVN-2 stay as they are. */
    private static void swap(List<AcuteEvent> events, List<Dispatch> sent, List<Integer> order) {
        Map<String, Integer> lastOfPatient = new HashMap<>();
        Map<Integer, Integer> follower = new HashMap<>();
        for (int i = 0; i < events.size(); i++) {
            if (!events.get(i).type().isUnsupported()) {
                Integer before = lastOfPatient.put(events.get(i).patient().localNumber(), i);
                if (before != null) {
                    follower.put(before, i);
                }
            }
        }
        int pairs = (int) Math.round(order.size() * SWAPPED_PERCENT / 200.0);
        Set<Integer> moved = new HashSet<>();
        for (int i : order) {
            Integer next = follower.get(i);
            if (pairs > 0 && next != null && !moved.contains(i) && !moved.contains(next)) {
                LocalDateTime first = sent.get(i).sentAt();
                sent.set(i, sent.get(i).at(sent.get(next).sentAt()));
                sent.set(next, sent.get(next).at(first));
                moved.add(i);
                moved.add(next);
                pairs--;
            }
        }
    }

    private void repeat(List<Dispatch> sent, List<Integer> order) {
        int count = (int) Math.round(order.size() * REPEATED_PERCENT / 100.0);
        for (int i : order.subList(0, count)) {
            sent.add(sent.get(i).at(sent.get(i).sentAt().plusMinutes(draws.between(1, 200))));
        }
    }
}
