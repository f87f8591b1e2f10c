package org.tributary.hub.pathway.now;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.Detail;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.events.SourceResource;
import org.tributary.hub.pathway.spells.ProviderSpell;
import org.tributary.hub.store.ResourceKey;

/** What is read from the few whole resources that an answer needs: Patients, open stays and care teams. */
public final class Bodies {

    /** Attender and consultant (v3 ParticipationType): who answers for a stay. */
    private static final Set<String> RESPONSIBLE = Set.of("ATND", "CON");

    /**
     * Who answers for the person's care.
     *
     * @param role
     *            {@code general-practitioner} or {@code attending}
     * @param source
     *            a reference to the resource that says so
     */
    public record Responsible(String role, String name, String source) {
    }

    /**
     * Somebody of a care team.
     */
    public record Member(Optional<String> role, Optional<String> name, Optional<String> reference) {
    }

    private Bodies() {
    }

    /** The earliest day on which a Patient says that the person died. */
    public static Optional<LocalDate> died(Collection<SourceResource> bodies) {
        return bodies.stream()
                .flatMap(body -> body.findTime("deceasedDateTime").stream())
                .map(EventTime::date)
                .min(Comparator.naturalOrder());
    }

    /** The general practitioners that Patients name, and the attending professionals of an open stay. */
    public static List<Responsible> responsible(Collection<SourceResource> bodies) {
        return bodies.stream()
                .flatMap(body -> Stream.concat(named(body, body.list("generalPractitioner").map(SourceResource::new),
                        "general-practitioner"),
                        named(body, body.list("participant")
                                .map(SourceResource::new)
                                .filter(participant -> participant.codes("type").anyMatch(RESPONSIBLE::contains))
                                .filter(participant -> participant.findText("period", "end").isEmpty())
                                .map(participant -> new SourceResource(participant.json().path("individual"))),
                                "attending")))
                .distinct()
                .toList();
    }

    private static Stream<Responsible> named(SourceResource body, Stream<SourceResource> references,
            String role) {
        return references.flatMap(reference -> name(reference)
                .map(name -> new Responsible(role, name, body.key().reference()))
                .stream());
    }

    private static Optional<String> name(SourceResource reference) {
        return SourceResource.firstOf(reference.findText("display"), reference.findText("identifier", "value"),
                reference.findText("reference"));
    }

    /** Where in the hospital the person is, as the Encounter that goes on says. */
    public static Optional<String> place(List<CareEvent> events, ProviderSpell spell) {
        return events.stream()
                .filter(event -> event.source().type().equals("Encounter") && event.ordinal() == 0)
                .filter(event -> event.source().id().equals(spell.encounter())
                        || spell.episodes().contains(event.source().id()))
                .flatMap(event -> event.find(Detail.PLACE).stream())
                .reduce((earlier, later) -> later);
    }

    public static List<Member> members(Collection<SourceResource> bodies, ResourceKey team) {
        return bodies.stream()
                .filter(body -> body.key().equals(team))
                .flatMap(body -> body.list("participant"))
                .map(SourceResource::new)
                .map(participant -> new Member(
                        participant.list("role")
                                .flatMap(role -> new SourceResource(role).findText("text").stream())
                                .findFirst(),
                        name(new SourceResource(participant.json().path("member"))),
                        participant.findText("member", "reference")))
                .toList();
    }
}
