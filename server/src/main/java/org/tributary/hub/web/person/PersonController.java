package org.tributary.hub.web.person;

import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.identity.People;
import org.tributary.hub.pathway.now.CarePictures;
import org.tributary.hub.web.RecentPeople;

/** The page of one person. */
@Controller
final class PersonController {

    private final ReaderDatabase database;
    private final People people;
    private final CarePictures pictures;
    private final Clock clock;

    PersonController(ReaderDatabase database, People people, CarePictures pictures, Clock clock) {
        this.database = database;
        this.people = people;
        this.pictures = pictures;
        this.clock = clock;
    }

    /** The id of a person who was found to be another leads to that one. */
    @GetMapping("/people/{person}")
    String person(Caller caller, @PathVariable("person") String id, @RequestParam MultiValueMap<String, String> query,
            HttpSession session, Model model) {
        PersonPage page = database
                .read(caller, transaction -> findPage(transaction, id, TimelineQuery.of(query)))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!page.banner().id().equalsIgnoreCase(id)) {
            return "redirect:/people/" + page.banner().id();
        }
        RecentPeople.saw(session, page.banner().id());
        model.addAttribute("page", page);
        model.addAttribute("script", "/assets/timeline.js");
        return "person";
    }

    private Optional<PersonPage> findPage(ReadTransaction transaction, String id, TimelineQuery query) {
        return people.find(transaction, id)
                .flatMap(person -> pictures.find(transaction, person.id(), clock.instant())
                        .map(picture -> PersonPage.of(person, picture, query)));
    }
}
