package org.tributary.hub.web;

import java.time.Clock;
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
import org.tributary.hub.identity.People;
import org.tributary.hub.identity.PersonView;
import org.tributary.hub.identity.PersonView.SourceRecord;
import org.tributary.hub.pathway.CareTimelines;
import org.tributary.hub.pathway.OrganisationNames;

/** The page of one person. */
@Controller
final class PersonController {

    private final ReaderDatabase database;
    private final People people;
    private final CareTimelines timelines;
    private final OrganisationNames organisations;
    private final Clock clock;

    PersonController(ReaderDatabase database, People people, CareTimelines timelines, OrganisationNames organisations,
            Clock clock) {
        this.database = database;
        this.people = people;
        this.timelines = timelines;
        this.organisations = organisations;
        this.clock = clock;
    }

    /** The id of a person who was found to be another leads to that one. */
    @GetMapping("/people/{person}")
    String person(Caller caller, @PathVariable("person") String id, Model model) {
        PersonPage page = database.read(caller, transaction -> findPage(transaction, id))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!page.banner().id().equalsIgnoreCase(id)) {
            return "redirect:/people/" + page.banner().id();
        }
        model.addAttribute("page", page);
        return "person";
    }

    private Optional<PersonPage> findPage(ReadTransaction transaction, String id) {
        return people.find(transaction, id)
                .flatMap(person -> timelines.findForPerson(transaction, person.id())
                        .map(timeline -> PersonPage.of(
                                person,
                                timeline,
                                organisations.find(transaction, listPublishers(person)),
                                clock)));
    }

    private static List<String> listPublishers(PersonView person) {
        return person.sources().stream().map(SourceRecord::organisation).distinct().toList();
    }
}
