package org.tributary.hub.ops.synth;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a patient's visits to one trust as the events its systems would send, in order of their time. */
final class AcuteStory {
    private final SourceRecord patient;
    private final Draws draws;
    private final List<AcuteEvent> events = new ArrayList<>();
    private Address address;
    private int visits;
    private int reports;

    private AcuteStory(SourceRecord patient, Draws draws) {
        this.patient = patient;
        this.draws = draws;
        Address earlier = patient.earlierAddress();
        this.address = earlier == null ? patient.address() : earlier;
    }

    static List<AcuteEvent> tell(SourceRecord patient, Journey journey, long seed) {
        AcuteStory story = new AcuteStory(patient, Draws.of(seed, "acute", patient.person().number(),
                patient.feed().ordinal()));
        List<Spell> spells = journey.spells().stream().filter(spell -> spell.trust() == patient.feed()).toList();
        if (story.draws.percent(60)) {
            story.person(AcuteEvent.Type.A28, spells.getFirst().arrival().minusMinutes(6));
        }
        spells.forEach(story::tell);
        if (patient.earlierAddress() != null || story.draws.percent(20)) {
            story.update(spells);
        }
        return story.events.stream()
                .filter(event -> !event.at().isAfter(Calendar.END))
                .sorted(Comparator.comparing(AcuteEvent::at))
                .toList();
    }

    private void tell(Spell spell) {
        switch (spell.reason().kind) {
            case ATTENDANCE -> attend(spell, spell.departure());
            case EMERGENCY -> {
                LocalDateTime admission = spell.admission();
                if (admission == null) {
                    throw new IllegalStateException("An emergency stay has an admission");
                }
                attend(spell, admission.minusMinutes(3));
                stay(spell, admission);
            }
            case PLANNED -> stay(spell, spell.arrival());
            case CLINIC -> clinic(spell);
        }
    }

    private void attend(Spell spell, LocalDateTime end) {
        Visit visit = visit('E', Ward.EMERGENCY, spell, spell.arrival());
        add(AcuteEvent.Type.A04, spell.arrival(), visit, null);
        if (spell.reason().kind == Reason.Kind.EMERGENCY || draws.percent(40)) {
            result(Panel.FULL_BLOOD_COUNT, spell.arrival().plusMinutes(70), visit);
            result(Panel.UREA_AND_ELECTROLYTES, spell.arrival().plusMinutes(82), visit);
        }
        add(AcuteEvent.Type.A03, end, visit.ended(end), null);
    }

    private void clinic(Spell spell) {
        Visit visit = visit('O', Ward.CLINIC, spell, spell.arrival());
        add(AcuteEvent.Type.A04, spell.arrival(), visit, null);
        add(AcuteEvent.Type.A03, spell.departure(), visit.ended(spell.departure()), null);
    }

    private void stay(Spell spell, LocalDateTime admission) {
        boolean planned = spell.reason().kind == Reason.Kind.PLANNED;
        Ward home = Ward.of(spell.reason());
        Visit visit = visit('I', planned ? home : Ward.ASSESSMENT, spell, admission);
        add(AcuteEvent.Type.A01, admission, visit, null);
        LocalDateTime morning = admission.toLocalDate().plusDays(1).atTime(8, draws.between(5, 50));
        if (spell.fit() != null && morning.isBefore(spell.fit())) {
            result(Panel.UREA_AND_ELECTROLYTES, morning, visit);
        }
        if (spell.reason() == Reason.URINE_INFECTION && morning.isBefore(spell.departure().minusHours(8))) {
            result(Panel.URINE_CULTURE, morning.plusMinutes(75), visit);
        }
        for (int i = 0; i < spell.transfers().size(); i++) {
            visit = visit.movedTo(i == 0 && !planned ? home : Ward.REHABILITATION, draws.between(1, 6));
            add(AcuteEvent.Type.A02, spell.transfers().get(i), visit, null);
            if (i == 0) {
                visit = visit.seenBy((visit.consultant() + 1) % 4);
                add(AcuteEvent.Type.A08, spell.transfers().get(i).plusMinutes(40), visit, null);
            }
        }
        leave(spell, visit);
    }

    private void leave(Spell spell, Visit stay) {
        LocalDateTime fit = spell.fit();
        LocalDateTime ready = spell.ready();
        if (fit == null || ready == null) {
            throw new IllegalStateException("A stay has its times of being fit and ready");
        }
        Visit visit = stay.declared(fit, null);
        add(AcuteEvent.Type.A08, fit, visit, null);
        visit = visit.declared(fit, ready);
        add(AcuteEvent.Type.A08, ready, visit, null);
        LocalDateTime cancelled = spell.cancelledDeparture();
        if (cancelled != null) {
            add(AcuteEvent.Type.A03, cancelled, visit.ended(cancelled), null);
            add(AcuteEvent.Type.A13, cancelled.plusMinutes(50), visit, null);
        }
        add(AcuteEvent.Type.A03, spell.departure(), visit.ended(spell.departure()), null);
    }

    /** Demographics confirmed, or the new address told, the day after the last visit that ended in time. */
    private void update(List<Spell> spells) {
        LocalDateTime last = spells.getLast().departure().toLocalDate().plusDays(1).atTime(10, draws.below(60));
        if (last.isAfter(Calendar.END)) {
            // The update must not be lost, or the trust would never learn the address that its record is said to hold.
            last = spells.getFirst().arrival().minusMinutes(2);
        }
        address = patient.address();
        if (last.isBefore(spells.getFirst().arrival())) {
            events.replaceAll(event -> event.type() == AcuteEvent.Type.A28
                    ? event
                    : new AcuteEvent(event.type(), event.at(), patient, address, event.visit(), event.report()));
        }
        person(AcuteEvent.Type.A31, last);
    }

    private void person(AcuteEvent.Type type, LocalDateTime at) {
        add(type, at, null, null);
    }

    private void result(Panel panel, LocalDateTime at, Visit visit) {
        reports++;
        String number = patient.localNumber() + "-" + reports;
        add(AcuteEvent.Type.R01, at, visit,
                new AcuteEvent.Report(number, panel, at.minusMinutes(panel.tests.isEmpty() ? 55 : 35)));
    }

    private Visit visit(char patientClass, Ward ward, Spell spell, LocalDateTime start) {
        visits++;
        return new Visit(patient.localNumber() + "V" + visits, patientClass, ward, draws.between(1, 6), draws.below(4),
                spell.reason(), start, null, null, null);
    }

    private void add(AcuteEvent.Type type, LocalDateTime at, @Nullable Visit visit,
            AcuteEvent.@Nullable Report report) {
        events.add(new AcuteEvent(type, at, patient, address, visit, report));
    }
}
