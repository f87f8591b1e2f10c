package org.tributary.hub.web.person;

import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.identity.People;
import org.tributary.hub.pathway.CareRecords;
import org.tributary.hub.pathway.CareTimelines;
import org.tributary.hub.pathway.TimelineEntry;
import org.tributary.hub.store.HistoryQuery;
import org.tributary.hub.store.ResourceHistory;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceSearch;
import org.tributary.hub.store.ResourceSearch.Parameter;
import org.tributary.hub.store.StoredResource;

/** The record behind an entry of somebody's timeline: what it says, how it came here, and what it said before. */
@Controller
final class EntryPages {

    private static final String MOST_PROVENANCES = "20";
    private static final int MOST_VERSIONS = 20;

    private final ReaderDatabase database;
    private final People people;
    private final CareRecords records;
    private final CareTimelines timelines;
    private final ResourceSearch search;
    private final ResourceHistory history;

    EntryPages(ReaderDatabase database, People people, CareRecords records, CareTimelines timelines,
            ResourceSearch search, ResourceHistory history) {
        this.database = database;
        this.people = people;
        this.records = records;
        this.timelines = timelines;
        this.search = search;
        this.history = history;
    }

    /** Only of records that the person's timeline has entries of: an address guessed shows nothing else. */
    @GetMapping("/people/{person}/entries/{type}/{id}")
    String entry(Caller caller, @PathVariable("person") String person, @PathVariable("type") String type,
            @PathVariable("id") String id, Model model) {
        ResourceKey source = new ResourceKey(type, id);
        model.addAttribute("entry", database.read(caller, transaction -> find(transaction, person, source))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        return "entry";
    }

    private Optional<EntryPage> find(ReadTransaction transaction, String person, ResourceKey source) {
        List<TimelineEntry> entries = timelines.name(transaction, records.find(transaction, person)
                .map(record -> record.entries()
                        .stream()
                        .filter(entry -> entry.event().source().equals(source))
                        .toList())
                .orElse(List.of()));
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        return people.find(transaction, person)
                .map(view -> EntryPage.of(view, source, entries, provenances(transaction, source),
                        history.list(transaction, new HistoryQuery(new HistoryQuery.OfInstance(source),
                                Optional.empty(), Optional.empty(), MOST_VERSIONS, Optional.empty())),
                        transaction.caller().everything()));
    }

    private List<StoredResource> provenances(ReadTransaction transaction, ResourceKey source) {
        return transaction.caller().may(Interaction.SEARCH, "Provenance")
                ? search.run(transaction, search.compile("Provenance",
                        List.of(new Parameter("target", source.reference()), new Parameter("_sort", "-recorded"),
                                new Parameter("_count", MOST_PROVENANCES))))
                        .matches()
                : List.of();
    }
}
