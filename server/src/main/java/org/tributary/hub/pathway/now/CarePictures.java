package org.tributary.hub.pathway.now;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.CareRecord;
import org.tributary.hub.pathway.CareRecords;
import org.tributary.hub.pathway.CareTimelines;
import org.tributary.hub.pathway.Detail;
import org.tributary.hub.pathway.OrganisationNames;
import org.tributary.hub.pathway.TimelineFilter;
import org.tributary.hub.pathway.events.SourceResource;
import org.tributary.hub.pathway.spells.ProviderSpell;
import org.tributary.hub.store.ResourceKey;

/** Reads what {@link CarePicture} shows of a person. */
@Component
public final class CarePictures {

    /** What may be an ODS code; others whom a delay waits for are told by name. */
    private static final Predicate<String> CODE = Pattern.compile("[A-Z0-9]{3,9}").asMatchPredicate();

    private final CareRecords records;
    private final CareTimelines timelines;
    private final OrganisationNames organisations;
    private final Sources sources;
    private final CareTeams careTeams;

    CarePictures(CareRecords records, CareTimelines timelines, OrganisationNames organisations, Sources sources,
            CareTeams careTeams) {
        this.records = records;
        this.timelines = timelines;
        this.organisations = organisations;
        this.sources = sources;
        this.careTeams = careTeams;
    }

    /** Empty when nothing of the person is visible. */
    public Optional<CarePicture> find(ReadTransaction transaction, String person, Instant at) {
        return records.find(transaction, person).map(found -> {
            CareRecord record = new CareRecord(found.person(), found.patients(),
                    timelines.name(transaction, found.entries()), found.spells());
            CareNow now = CareNow.of(record, at);
            List<SourceResource> bodies = sources.read(transaction, Stream.of(patients(record),
                    now.admission().map(ProviderSpell::source).stream(),
                    now.careTeams().stream().map(CareEvent::source)).flatMap(Function.identity()).toList());
            List<Sources.Source> heard = sources.list(transaction, record.patients(), bodies);
            CareTeams.Carers carers = careTeams.find(transaction, bodies,
                    now.careTeams().stream().map(CareEvent::source).distinct().toList(), TimelineFilter.dayOf(at));
            return new CarePicture(record, at, organisations.find(transaction, mentioned(record, heard)),
                    Bodies.died(bodies), carers.responsible(), carers.teams(), heard,
                    sources.listWarnings(transaction, record.patients()));
        });
    }

    private static Stream<ResourceKey> patients(CareRecord record) {
        return record.patients().stream().map(id -> new ResourceKey("Patient", id));
    }

    /** Publishers, organisations that are silent, and whom a delay waited for. */
    private static Set<String> mentioned(CareRecord record, List<Sources.Source> heard) {
        return Stream.of(record.events().stream().map(CareEvent::organisation),
                record.spells().stream().map(ProviderSpell::organisation),
                heard.stream().map(Sources.Source::organisation),
                record.events().stream().flatMap(event -> event.find(Detail.AWAITED).stream()).filter(CODE))
                .flatMap(Function.identity())
                .collect(Collectors.toSet());
    }
}
