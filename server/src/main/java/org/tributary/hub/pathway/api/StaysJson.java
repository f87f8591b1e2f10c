package org.tributary.hub.pathway.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.api.EntryJson.Organisation;
import org.tributary.hub.pathway.delays.DischargeDelay;
import org.tributary.hub.pathway.spells.ProviderSpell;
import org.tributary.hub.pathway.stays.ContinuousStay;
import org.tributary.hub.pathway.stays.StayAlgorithm;
import org.tributary.hub.pathway.waits.AfterDischarge;

/**
 * The JSON of {@code GET /api/people/{person}/stays}; docs/pathway.md says what it means. Days are midnights in London.
 *
 * @param asOf
 *            the day until which what goes on is counted
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record StaysJson(String person, List<String> patients, Definition algorithm, LocalDate asOf, List<Stay> stays) {

    record Definition(String name, int version) {

        static Definition of(StayAlgorithm algorithm) {
            return new Definition(algorithm.code(), algorithm.version());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Stay(String kind, String start, Optional<String> end, int days, int lengthDays, boolean emergency,
            List<Member> members, Optional<EntryJson> attendance, List<Delay> delays, Optional<After> afterDischarge) {
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Member(String source, List<String> episodes, Organisation organisation, String setting, String start,
            Optional<String> end, int days, Optional<String> admissionMethod, Optional<String> admissionSource,
            Optional<String> dischargeMethod, Optional<String> dischargeDestination) {

        static Member of(ContinuousStay.Member member, Lookup lookup) {
            ProviderSpell spell = member.spell();
            return new Member(spell.source().reference(),
                    spell.episodes().stream().map(id -> "Encounter/" + id).toList(),
                    lookup.organisation(spell.organisation()), spell.setting().code(), spell.start().toFhir(),
                    spell.end().map(EventTime::toFhir), member.days(), spell.admission().method(),
                    spell.admission().source(), spell.discharge().method(), spell.discharge().destination());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Delay(Definition definition, String spell, int days, boolean ongoing, List<Span> spans,
            Optional<EntryJson> request, Optional<EntryJson> assessment, Optional<EntryJson> service) {

        static Delay of(DischargeDelay delay, Lookup lookup) {
            return new Delay(new Definition(DischargeDelay.DEFINITION, DischargeDelay.VERSION),
                    delay.spell().source().reference(), delay.days(), delay.isOngoing(),
                    delay.spans().stream().map(Span::of).toList(), lookup.entry(delay.council().request()),
                    lookup.entry(delay.council().assessment()), lookup.entry(delay.council().service()));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Span(String ready, String source, String ending, Optional<String> until, int days, List<Part> parts) {

        static Span of(DischargeDelay.Span span) {
            return new Span(span.ready().start().map(EventTime::toFhir).orElseThrow(),
                    span.ready().source().reference(), span.ending().name().toLowerCase(Locale.ROOT),
                    span.until().map(EventTime::toFhir), span.days(), span.parts().stream().map(Part::of).toList());
        }
    }

    /** Days that waited for one and the same; {@code because} are the resources that say so. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Part(LocalDate from, int days, Optional<String> pathway, boolean inferred, String awaited,
            List<String> because) {

        static Part of(DischargeDelay.Part part) {
            return new Part(part.from(), part.days(), part.pathway(), part.inferred(), part.awaited(),
                    part.because().stream().map(CareEvent::source).map(source -> source.reference()).toList());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record After(int version, Optional<EntryJson> contact, LocalDate contactDue, Optional<String> readmission,
            Optional<EntryJson> reablement, Optional<String> at91Days) {

        static After of(AfterDischarge after, Lookup lookup) {
            return new After(AfterDischarge.VERSION, lookup.entry(after.contact()), after.contactDue(),
                    after.readmission().map(stay -> stay.members().getFirst().spell().source().reference()),
                    lookup.entry(after.reablement()), after.at91().map(AfterDischarge.At91::code));
        }
    }

    static Stay stay(ContinuousStay stay, LocalDate asOf, List<DischargeDelay> delays, Optional<AfterDischarge> after,
            Lookup lookup) {
        return new Stay(stay.kind().code(), stay.start().toFhir(), stay.end().map(EventTime::toFhir), stay.days(),
                stay.lengthDays(asOf), stay.isEmergency(),
                stay.members().stream().map(member -> Member.of(member, lookup)).toList(),
                lookup.entry(stay.attendance()), delays.stream().map(delay -> Delay.of(delay, lookup)).toList(),
                after.map(found -> After.of(found, lookup)));
    }
}
