package org.tributary.hub.pathway.delays;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.spells.ProviderSpell;

/**
 * The times within one provider spell in which the person was ready for discharge and still there. Days are midnights
 * in London.
 *
 * @param spell
 *            of at least one night
 * @param spans
 *            by time; at least one
 * @param council
 *            what the council did about it
 */
public record DischargeDelay(ProviderSpell spell, List<Span> spans, CouncilSteps council) {

    /** The definition and its version: a number names what made it. */
    public static final String DEFINITION = "ready-for-discharge";

    public static final int VERSION = 1;

    /** Why a span ended. */
    public enum Ending {
        /** The person left. */
        DISCHARGED,
        /** The person needed the hospital again. */
        RELAPSED,
        /** The hospital told of a later day of readiness instead; the span has no days. */
        RESTATED,
        /** The person is ready and still there. */
        ONGOING
    }

    /**
     * A time of being ready.
     *
     * @param ready
     *            the event that says since when
     * @param until
     *            empty when it goes on
     * @param parts
     *            the same days by pathway and whom they waited for, in order
     */
    public record Span(CareEvent ready, Ending ending, Optional<EventTime> until, List<Part> parts) {

        public Span {
            parts = List.copyOf(parts);
        }

        public int days() {
            return parts.stream().mapToInt(Part::days).sum();
        }
    }

    /**
     * Days that waited for one and the same.
     *
     * @param pathway
     *            the discharge-to-assess pathway, 0 to 3; empty when nobody says
     * @param inferred
     *            whether the pathway is only what the service that followed stands for
     * @param awaited
     *            an ODS code, else a name
     * @param because
     *            the events that say so
     */
    public record Part(LocalDate from, int days, Optional<String> pathway, boolean inferred, String awaited,
            List<CareEvent> because) {
    }

    /** The council's request, assessment and service that followed on the readiness, as far as there are any. */
    public record CouncilSteps(Optional<CareEvent> request, Optional<CareEvent> assessment,
            Optional<CareEvent> service) {
    }

    public DischargeDelay {
        spans = List.copyOf(spans);
    }

    public int days() {
        return spans.stream().mapToInt(Span::days).sum();
    }

    public boolean isOngoing() {
        return spans.getLast().ending() == Ending.ONGOING;
    }
}
