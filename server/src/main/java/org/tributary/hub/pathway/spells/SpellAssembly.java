package org.tributary.hub.pathway.spells;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.Detail;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.spells.ProviderSpell.Admission;
import org.tributary.hub.pathway.spells.ProviderSpell.Discharge;

/**
 * Provider spells from the Encounters of one feed, by {@code Encounter.partOf}: the topmost inpatient Encounter is the
 * spell, those below it are its episodes. An Encounter above that has not arrived is taken for the spell; one that is
 * no inpatient stay, such as an emergency attendance, is not. Depends on the Encounters alone, not on their order.
 */
final class SpellAssembly {

    private static final Set<String> NEVER_BEGAN = Set.of("planned", "cancelled");

    private static final Comparator<CareEvent> IN_ORDER = Comparator
            .comparing((CareEvent event) -> event.start().isEmpty())
            .thenComparing(event -> event.start().orElse(EventTime.EPOCH))
            .thenComparing(event -> event.source().id());

    private final Map<String, CareEvent> byId = new HashMap<>();

    private SpellAssembly(Collection<CareEvent> encounters) {
        encounters.forEach(event -> byId.put(event.source().id(), event));
    }

    /**
     * @param encounters
     *            the first events of Encounters of one feed, whole families of them
     */
    static List<ProviderSpell> of(Collection<CareEvent> encounters) {
        return new SpellAssembly(encounters).assemble();
    }

    /** Whether an Encounter with this first event is a spell or a part of one. */
    static boolean isInpatient(CareEvent event) {
        return switch (event.kind()) {
            case INPATIENT_STAY, VIRTUAL_WARD_STAY, CONSULTANT_EPISODE -> true;
            default -> false;
        };
    }

    private List<ProviderSpell> assemble() {
        Map<Key, List<CareEvent>> families = new TreeMap<>(
                Comparator.comparing(Key::root).thenComparing(Key::patient));
        for (CareEvent event : byId.values()) {
            if (isInpatient(event)) {
                families.computeIfAbsent(new Key(rootOf(event), event.patient()), key -> new ArrayList<>())
                        .add(event);
            }
        }
        return families.entrySet()
                .stream()
                .flatMap(family -> spell(family.getKey(), family.getValue()).stream())
                .toList();
    }

    /** An Encounter is of one patient; what a sender mixes up makes several spells. */
    private record Key(String root, String patient) {
    }

    /** Where Encounters are parts of each other in a circle, the least id stands for them all. */
    private String rootOf(CareEvent event) {
        Set<String> seen = new HashSet<>();
        String root = event.source().id();
        while (seen.add(root)) {
            Optional<String> above = Optional.ofNullable(byId.get(root))
                    .flatMap(encounter -> encounter.find(Detail.PART_OF))
                    .filter(this::mayHoldAStay);
            if (above.isEmpty()) {
                return root;
            }
            root = above.get();
        }
        return leastOfCircle(root);
    }

    private boolean mayHoldAStay(String id) {
        CareEvent encounter = byId.get(id);
        return encounter == null || isInpatient(encounter);
    }

    private String leastOfCircle(String start) {
        String least = start;
        String next = start;
        do {
            next = Objects.requireNonNull(byId.get(next)).find(Detail.PART_OF).orElseThrow();
            least = next.compareTo(least) < 0 ? next : least;
        } while (!next.equals(start));
        return least;
    }

    private static Optional<ProviderSpell> spell(Key key, List<CareEvent> family) {
        List<CareEvent> begun = family.stream()
                .filter(event -> event.status().filter(NEVER_BEGAN::contains).isEmpty())
                .sorted(IN_ORDER)
                .toList();
        CareEvent root = find(begun, key.root());
        if (begun.isEmpty() || (root == null && find(family, key.root()) != null)) {
            return Optional.empty();
        }
        List<CareEvent> episodes = begun.stream().filter(event -> event != root).toList();
        Optional<EventTime> start = ofRoot(root, CareEvent::start)
                .or(() -> episodes.stream().flatMap(event -> event.start().stream()).min(Comparator.naturalOrder()));
        CareEvent described = root == null ? episodes.getFirst() : root;
        CareEvent last = root == null ? episodes.getLast() : root;
        return start.map(admitted -> new ProviderSpell(
                key.root(),
                key.patient(),
                described.kind() == CareEventKind.VIRTUAL_WARD_STAY
                        ? ProviderSpell.Kind.VIRTUAL_WARD
                        : ProviderSpell.Kind.BED,
                described.setting(),
                described.organisation(),
                admitted,
                end(root, episodes, admitted),
                new Admission(described.find(Detail.ADMISSION_METHOD), described.find(Detail.ADMISSION_SOURCE)),
                new Discharge(last.find(Detail.DISCHARGE_METHOD), last.find(Detail.DISCHARGE_DESTINATION)),
                episodes.stream().map(event -> event.source().id()).toList()));
    }

    private static @Nullable CareEvent find(List<CareEvent> events, String id) {
        return events.stream().filter(event -> event.source().id().equals(id)).findFirst().orElse(null);
    }

    private static <T> Optional<T> ofRoot(@Nullable CareEvent root,
            Function<CareEvent, Optional<T>> part) {
        return root == null ? Optional.empty() : part.apply(root);
    }

    /**
     * The spell's own end. When it is over and nobody says since when, or has not arrived and all episodes are over,
     * the last time that is known of it.
     */
    private static Optional<EventTime> end(@Nullable CareEvent root, List<CareEvent> episodes, EventTime start) {
        Optional<EventTime> own = ofRoot(root, CareEvent::end);
        boolean over = root == null
                ? episodes.stream().allMatch(SpellAssembly::isOver)
                : isOver(root);
        if (own.isPresent() || !over) {
            return own.filter(end -> end.compareTo(start) >= 0).or(() -> own.map(end -> start));
        }
        return Stream.concat(Stream.of(start), episodes.stream()
                .flatMap(event -> Stream.concat(event.start().stream(), event.end().stream())))
                .max(Comparator.naturalOrder());
    }

    private static boolean isOver(CareEvent event) {
        return event.end().isPresent() || event.status().filter("finished"::equals).isPresent();
    }
}
