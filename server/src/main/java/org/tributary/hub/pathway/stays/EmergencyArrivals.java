package org.tributary.hub.pathway.stays;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.EventTime.Precision;
import org.tributary.hub.pathway.EventsByDay;
import org.tributary.hub.pathway.spells.ProviderSpell;

/**
 * Which emergency attendance led to an admission: the latest that began on the day of the admission or the day before,
 * not after it, and had not ended before that day. An admission that says that it was planned, for a birth or a
 * transfer has none.
 */
final class EmergencyArrivals {

    private static final Set<String> NO_EMERGENCY = Set.of("elective", "birth", "transfer");
    private static final Set<String> NEVER_BEGAN = Set.of("planned", "cancelled");

    private final EventsByDay attendances;

    EmergencyArrivals(Collection<CareEvent> events) {
        this.attendances = new EventsByDay(events.stream()
                .filter(event -> event.kind() == CareEventKind.EMERGENCY_ATTENDANCE)
                .filter(event -> event.start().isPresent())
                .filter(event -> event.status().filter(NEVER_BEGAN::contains).isEmpty())
                .sorted(Comparator.comparing((CareEvent event) -> event.start().orElseThrow())
                        .thenComparing(event -> event.source().reference())));
    }

    Optional<CareEvent> find(ProviderSpell spell) {
        if (Transfers.admissionKind(spell).filter(NO_EMERGENCY::contains).isPresent()) {
            return Optional.empty();
        }
        LocalDate admitted = spell.admitted();
        return attendances.between(admitted.minusDays(1), admitted)
                .filter(event -> ledTo(event, spell, admitted))
                .reduce((earlier, later) -> later);
    }

    private static boolean ledTo(CareEvent attendance, ProviderSpell spell, LocalDate admitted) {
        EventTime arrival = attendance.start().orElseThrow();
        boolean after = isMoment(arrival) && isMoment(spell.start()) && arrival.compareTo(spell.start()) > 0;
        boolean longOver = attendance.end().filter(end -> end.date().isBefore(admitted)).isPresent();
        return !after && !longOver;
    }

    private static boolean isMoment(EventTime time) {
        return time.precision() == Precision.TIME;
    }
}
