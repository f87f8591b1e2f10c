package org.tributary.hub.pathway.spells;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.store.ResourceKey;
import org.tributary.mapping.CareSetting;

/**
 * One stay of a person with one provider, from admission to discharge (NHS Data Dictionary HOSPITAL PROVIDER SPELL), as
 * one publisher tells it.
 *
 * @param encounter
 *            the logical id of the Encounter that stands for the spell; it may not have arrived
 * @param organisation
 *            the publisher's ODS code
 * @param end
 *            the discharge; empty while the stay goes on
 * @param episodes
 *            logical ids of the Encounters that are parts of it, in order of time
 */
public record ProviderSpell(String encounter, String patient, Kind kind, CareSetting setting, String organisation,
        EventTime start, Optional<EventTime> end, Admission admission, Discharge discharge, List<String> episodes) {

    /** Where the person was cared for. */
    public enum Kind {
        BED("bed"), VIRTUAL_WARD("virtual-ward");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /** How the person came, in codes of the NHS Data Dictionary. */
    public record Admission(Optional<String> method, Optional<String> source) {
    }

    /** How and where to the person left, in codes of the NHS Data Dictionary. */
    public record Discharge(Optional<String> method, Optional<String> destination) {
    }

    /** By admission, then discharge with the open ones last, then who tells of it. */
    public static final Comparator<ProviderSpell> ORDER = Comparator.comparing(ProviderSpell::start)
            .thenComparing(spell -> spell.end().isEmpty())
            .thenComparing(spell -> spell.end().orElse(spell.start()))
            .thenComparing(ProviderSpell::organisation)
            .thenComparing(ProviderSpell::encounter)
            .thenComparing(ProviderSpell::patient);

    public ProviderSpell {
        episodes = List.copyOf(episodes);
    }

    public ResourceKey source() {
        return new ResourceKey("Encounter", encounter);
    }

    /** The day of admission in London. */
    public LocalDate admitted() {
        return start.date();
    }

    /** The day of discharge in London. */
    public Optional<LocalDate> discharged() {
        return end.map(EventTime::date);
    }
}
