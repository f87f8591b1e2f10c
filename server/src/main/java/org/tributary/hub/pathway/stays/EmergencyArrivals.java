package org.tributary.hub.pathway.stays;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.EventTime.Precision;
import org.tributary.hub.pathway.spells.ProviderSpell;

/**
 * Which emergency attendance led to an admission: the latest that began on the day of the admission or the day before,
 * not after it, and had not ended before that day. An admission that says that it was planned, for a birth or a
 * transfer has none.
 */
final class EmergencyArrivals {

    private static final Set<String> NO_EMERGENCY = Set.of("elective", "birth", "transfer");
    private static final Set<String> NEVER_BEGAN = Set.of("planned", "cancelled");

    private final List<CareEvent> attendances;

    EmergencyArrivals(Collection<CareEvent> events) {
        this.attendances = events.stream()
                .filter(event -> event.kind() == CareEventKind.EMERGENCY_ATTENDANCE)
                .filter(event -> event.start().isPresent())
                .filter(event -> event.status().filter(NEVER_BEGAN::contains).isEmpty())
                .sorted(Comparator.comparing((CareEvent event) -> event.start().orElseThrow())
                        .thenComparing(event -> event.source().reference()))
                .toList();
    }

    Optional<CareEvent> find(ProviderSpell spell) {
        if (Transfers.admissionKind(spell).filter(NO_EMERGENCY::contains).isPresent()) {
            return Optional.empty();
        }
        return attendances.stream().filter(event -> ledTo(event, spell)).reduce((earlier, later) -> later);
    }

    private static boolean ledTo(CareEvent attendance, ProviderSpell spell) {
        EventTime arrival = attendance.start().orElseThrow();
        LocalDate admitted = spell.admitted();
        boolean near = !arrival.date().isAfter(admitted) && !arrival.date().isBefore(admitted.minusDays(1));
        boolean after = isMoment(arrival) && isMoment(spell.start()) && arrival.compareTo(spell.start()) > 0;
        boolean longOver = attendance.end().filter(end -> end.date().isBefore(admitted)).isPresent();
        return near && !after && !longOver;
    }

    private static boolean isMoment(EventTime time) {
        return time.precision() == Precision.TIME;
    }
}
