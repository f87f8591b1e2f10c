package org.tributary.hub.pathway.api;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.CareRecord;
import org.tributary.hub.pathway.CareRecords;
import org.tributary.hub.pathway.OrganisationNames;
import org.tributary.hub.pathway.TimelineFilter;
import org.tributary.hub.pathway.delays.DischargeDelay;
import org.tributary.hub.pathway.delays.DischargeDelays;
import org.tributary.hub.pathway.events.SourceResource;
import org.tributary.hub.pathway.now.Bodies;
import org.tributary.hub.pathway.now.CareNow;
import org.tributary.hub.pathway.now.CareTeams;
import org.tributary.hub.pathway.now.Sources;
import org.tributary.hub.pathway.spells.ProviderSpell;
import org.tributary.hub.pathway.stays.ContinuousStay;
import org.tributary.hub.pathway.stays.StayAlgorithm;
import org.tributary.hub.pathway.stays.StayJoin;
import org.tributary.hub.pathway.waits.AfterDischarge;
import org.tributary.hub.pathway.waits.Overdue;
import org.tributary.hub.pathway.waits.Wait;
import org.tributary.hub.pathway.waits.Waits;
import org.tributary.hub.store.ResourceKey;

/** Answers about one person's pathway: reads what the caller may see, and has the pure functions make sense of it. */
@Component
final class Pathways {

    private final CareRecords records;
    private final OrganisationNames organisations;
    private final Sources sources;
    private final CareTeams careTeams;
    private final Clock clock;

    Pathways(CareRecords records, OrganisationNames organisations, Sources sources, CareTeams careTeams, Clock clock) {
        this.records = records;
        this.organisations = organisations;
        this.sources = sources;
        this.careTeams = careTeams;
        this.clock = clock;
    }

    /**
     * @param contactDays
     *            within how many days of a discharge somebody is to see or speak to the person
     */
    record StayQuestion(TimelineFilter filter, StayAlgorithm algorithm, int contactDays) {
    }

    /** Empty when nothing of the person is visible. */
    Optional<StaysJson> stays(ReadTransaction transaction, String person, StayQuestion question) {
        return records.find(transaction, person).map(record -> {
            Lookup lookup = lookup(transaction, record);
            LocalDate today = TimelineFilter.dayOf(clock.instant());
            List<ContinuousStay> stays = StayJoin.join(question.algorithm(), record.spells(), record.events(), today);
            Map<ProviderSpell, DischargeDelay> delays = DischargeDelays
                    .find(record.spells(), record.events(), today)
                    .stream()
                    .collect(Collectors.toMap(DischargeDelay::spell, delay -> delay));
            Map<ContinuousStay, AfterDischarge> after = AfterDischarge
                    .find(new AfterDischarge.Person(record.events(), stays,
                            Bodies.died(sources.read(transaction, keys(record.patients()))), today),
                            question.contactDays())
                    .stream()
                    .collect(Collectors.toMap(AfterDischarge::stay, found -> found));
            return new StaysJson(person, EntryJson.patients(record.patients()),
                    StaysJson.Definition.of(question.algorithm()), today, stays.stream()
                            .filter(question.filter()::admits)
                            .map(stay -> StaysJson.stay(stay, today, of(stay, delays),
                                    Optional.ofNullable(after.get(stay)), lookup))
                            .toList());
        });
    }

    private static List<DischargeDelay> of(ContinuousStay stay, Map<ProviderSpell, DischargeDelay> delays) {
        return stay.members()
                .stream()
                .flatMap(member -> Optional.ofNullable(delays.get(member.spell())).stream())
                .toList();
    }

    /** Empty when nothing of the person is visible. */
    Optional<WaitsJson> waits(ReadTransaction transaction, String person, TimelineFilter filter) {
        return records.find(transaction, person).map(record -> {
            Lookup lookup = lookup(transaction, record);
            Instant now = clock.instant();
            return new WaitsJson(person, EntryJson.patients(record.patients()), now,
                    Waits.find(record.events())
                            .stream()
                            .filter(wait -> admits(filter, wait))
                            .map(wait -> WaitsJson.WaitJson.of(wait, now, lookup))
                            .toList(),
                    overdue(record, filter, now, lookup));
        });
    }

    private static boolean admits(TimelineFilter filter, Wait wait) {
        return (filter.kinds().isEmpty() || filter.kinds().contains(wait.from().kind()))
                && filter.overlaps(Optional.of(wait.since()), wait.until())
                && filter.admits(wait.from().setting(), wait.from().organisation());
    }

    private static List<WaitsJson.OverdueJson> overdue(CareRecord record, TimelineFilter filter, Instant now,
            Lookup lookup) {
        return Overdue.find(record.events(), now)
                .stream()
                .filter(overdue -> filter.admits(overdue.event()))
                .map(overdue -> WaitsJson.OverdueJson.of(overdue, lookup))
                .toList();
    }

    /** Empty when nothing of the person is visible. */
    Optional<NowJson> now(ReadTransaction transaction, String person, TimelineFilter filter) {
        return records.find(transaction, person).map(record -> {
            Instant now = clock.instant();
            CareNow care = CareNow.of(record, now);
            List<SourceResource> bodies = sources.read(transaction, Stream.of(keys(record.patients()).stream(),
                    care.admission().map(ProviderSpell::source).stream(),
                    care.careTeams().stream().map(CareEvent::source)).flatMap(keys -> keys).toList());
            CareTeams.Carers carers = careTeams.find(transaction, bodies,
                    care.careTeams().stream().map(CareEvent::source).distinct().toList(), TimelineFilter.dayOf(now));
            return new Summary(record, care, carers, lookup(transaction, record), filter)
                    .write(sources.list(transaction, record.patients(), bodies));
        });
    }

    private Lookup lookup(ReadTransaction transaction, CareRecord record) {
        return new Lookup(record, organisations.find(transaction,
                Stream.concat(record.entries().stream().map(entry -> entry.event().organisation()),
                        record.spells().stream().map(ProviderSpell::organisation)).collect(Collectors.toSet())));
    }

    private static List<ResourceKey> keys(List<String> patients) {
        return patients.stream().map(id -> new ResourceKey("Patient", id)).toList();
    }

    /** How things stand, as an answer. */
    private record Summary(CareRecord record, CareNow care, CareTeams.Carers carers, Lookup lookup,
            TimelineFilter filter) {

        NowJson write(List<Sources.Source> sources) {
            LocalDate today = TimelineFilter.dayOf(care.at());
            return new NowJson(record.person(), EntryJson.patients(record.patients()), care.at(),
                    care.admission()
                            .filter(spell -> filter.admits(spell.setting(), spell.organisation()))
                            .map(this::whereabouts),
                    carers.responsible(), entries(care.alerts()), teams(), entries(care.plans()),
                    entries(care.goals()),
                    asked(care.services()).map(service -> NowJson.ServiceJson.of(service, lookup)).toList(),
                    entries(care.appointments()), entries(care.referrals()), entries(care.tasks()),
                    DischargeDelays.find(record.spells(), record.events(), today)
                            .stream()
                            .filter(DischargeDelay::isOngoing)
                            .filter(delay -> filter.admits(delay.spell().setting(), delay.spell().organisation()))
                            .map(delay -> StaysJson.Delay.of(delay, lookup))
                            .toList(),
                    Waits.find(record.events())
                            .stream()
                            .filter(wait -> wait.isOpen() && wait.breached(care.at()).orElse(false))
                            .filter(wait -> admits(filter, wait))
                            .map(wait -> WaitsJson.WaitJson.of(wait, care.at(), lookup))
                            .toList(),
                    overdue(record, filter, care.at(), lookup),
                    sources.stream().map(source -> NowJson.SourceJson.of(source, lookup)).toList());
        }

        private NowJson.Whereabouts whereabouts(ProviderSpell spell) {
            return new NowJson.Whereabouts(spell.source().reference(), spell.kind().code(),
                    lookup.organisation(spell.organisation()), Bodies.place(record.events(), spell),
                    spell.start().toFhir());
        }

        private List<NowJson.TeamJson> teams() {
            return asked(care.careTeams())
                    .map(team -> NowJson.TeamJson.of(lookup.entry(team),
                            Optional.ofNullable(carers.teams().get(team.source()))))
                    .toList();
        }

        private List<EntryJson> entries(List<CareEvent> events) {
            return asked(events).map(lookup::entry).toList();
        }

        private Stream<CareEvent> asked(List<CareEvent> events) {
            return events.stream().filter(filter::admits);
        }
    }
}
