package org.tributary.hub.web.person;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.now.CarePicture;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.web.HumanTime;

/** How the page names what a picture of somebody's care holds. */
record Telling(CarePicture picture) {

    /** The name and code of an organisation; of whoever has no code the name. */
    String organisation(String code) {
        return organisation(code, Optional.ofNullable(picture.organisations().get(code)));
    }

    static String organisation(String code, Optional<String> name) {
        return name.map(known -> known + " (" + code + ")").orElse(code);
    }

    /** What it is about, and as a note its kind, when and from whom. */
    Line line(CareEvent event) {
        String what = TimelineRow.what(event);
        return line(event, what.isEmpty() ? event.kind().display() : what,
                Stream.of(what.isEmpty() ? "" : event.kind().display(), when(event),
                        organisation(event.organisation())));
    }

    Line line(CareEvent event, String text, Stream<String> notes) {
        return new Line(text, notes.filter(note -> !note.isEmpty()).collect(Collectors.joining(", ")),
                Optional.of(entry(event.source())));
    }

    List<Line> lines(List<CareEvent> events) {
        return events.stream().map(this::line).toList();
    }

    /** The page of the record behind an event. */
    String entry(ResourceKey source) {
        return "/people/" + picture.record().person() + "/entries/" + source.reference();
    }

    static String when(CareEvent event) {
        return event.start().map(HumanTime::dateAndTime).orElse("no date");
    }
}
