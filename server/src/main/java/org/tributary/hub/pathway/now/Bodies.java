package org.tributary.hub.pathway.now;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.Detail;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.events.SourceResource;
import org.tributary.hub.pathway.now.Contacts.Contact;
import org.tributary.hub.pathway.now.Contacts.Telecom;
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

        /** The same by the name that a reference stands for; by none when nobody tells it. */
        Responsible known(Map<String, Contact> contacts) {
            return new Responsible(role, Bodies.find(name, contacts).orElse(NAMELESS), source);
        }
    }

    /** Somebody of a care team. */
    public record Member(Optional<String> role, Optional<String> name, Optional<String> reference,
            List<Telecom> telecoms) {

        /** The same with the name that a reference stands for, and with how to reach them. */
        private Member known(Map<String, Contact> contacts) {
            return new Member(role, name.flatMap(told -> Bodies.find(told, contacts)), reference,
                    reference.flatMap(Bodies::findReferred)
                            .flatMap(key -> Optional.ofNullable(contacts.get(key.reference())))
                            .map(Contact::telecoms)
                            .orElse(List.of()));
        }
    }

    /** A care team: how to reach it, and who is of it. */
    public record Team(List<Telecom> telecoms, List<Member> members) {

        Team known(Map<String, Contact> contacts) {
            return new Team(telecoms, members.stream().map(member -> member.known(contacts)).toList());
        }

        /** The records that tell of its members. */
        Stream<ResourceKey> referred() {
            return members.stream()
                    .flatMap(member -> Stream.concat(member.reference.stream(), member.name.stream()))
                    .flatMap(reference -> findReferred(reference).stream());
        }
    }

    private static final Pattern REFERENCE = Pattern.compile("([A-Z][A-Za-z]+)/([A-Za-z0-9.-]{1,64})");
    private static final String NAMELESS = "Name not told";

    private Bodies() {
    }

    /** A name; of one that is only a reference the name of whom it refers to, as far as that is known. */
    private static Optional<String> find(String told, Map<String, Contact> contacts) {
        return findReferred(told)
                .map(key -> Optional.ofNullable(contacts.get(key.reference())).flatMap(Contact::name))
                .orElse(Optional.of(told));
    }

    /** Whom a name that is only a reference refers to. */
    static Optional<ResourceKey> findReferred(String name) {
        Matcher reference = REFERENCE.matcher(name);
        return reference.matches()
                ? Optional.of(new ResourceKey(reference.group(1), reference.group(2)))
                : Optional.empty();
    }

    /** What a person or an organisation is called. */
    static Optional<String> findName(SourceResource body) {
        Optional<String> parts = Optional.of(Stream.of(body.findText("name", "0", "prefix", "0"),
                body.findText("name", "0", "given", "0"), body.findText("name", "0", "family"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "))).filter(name -> !name.isEmpty());
        return SourceResource.firstOf(body.findText("name"), body.findText("name", "0", "text"), parts,
                body.findText("practitioner", "display"));
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

    /** The care team of a record; empty when it is not among those read. */
    static Optional<Team> team(Collection<SourceResource> bodies, ResourceKey team, LocalDate today) {
        return bodies.stream()
                .filter(body -> body.key().equals(team))
                .findFirst()
                .map(body -> new Team(Contacts.telecoms(body, today),
                        body.list("participant").map(SourceResource::new).map(Bodies::member).toList()));
    }

    private static Member member(SourceResource participant) {
        return new Member(
                participant.list("role")
                        .flatMap(role -> new SourceResource(role).findConcept().stream())
                        .flatMap(concept -> concept.display().stream())
                        .findFirst(),
                name(new SourceResource(participant.json().path("member"))),
                participant.findText("member", "reference"), List.of());
    }
}
