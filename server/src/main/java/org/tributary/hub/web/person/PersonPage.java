package org.tributary.hub.web.person;

import java.util.Optional;
import org.tributary.hub.identity.PersonView;
import org.tributary.hub.pathway.TimelineFilter;
import org.tributary.hub.pathway.now.CareNow;
import org.tributary.hub.pathway.now.CarePicture;
import org.tributary.hub.web.HumanTime;

/**
 * All that the page of a person shows.
 *
 * @param asOf
 *            the moment of which it tells
 * @param facts
 *            how things stand
 * @param mistake
 *            what is wrong with what was asked of the timeline
 */
record PersonPage(Banner banner, String asOf, NowFacts facts, StuckRow.Listed stuck, StayRow.Listed stays,
        TimelineView timeline, Optional<String> mistake) {

    static PersonPage of(PersonView person, CarePicture picture, TimelineQuery query) {
        Telling telling = new Telling(picture);
        CareNow now = picture.now();
        Optional<String> mistake = query.findMistake();
        return new PersonPage(
                Banner.of(person, now.alerts(), telling),
                HumanTime.dateAndTime(picture.at()),
                NowFacts.of(telling, now),
                StuckRow.of(telling),
                StayRow.of(telling),
                TimelineView.of(telling, query, mistake.isPresent() ? TimelineFilter.ALL : query.filter()),
                mistake);
    }
}
