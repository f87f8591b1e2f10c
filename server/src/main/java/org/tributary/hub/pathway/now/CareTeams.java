package org.tributary.hub.pathway.now;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.pathway.events.SourceResource;
import org.tributary.hub.pathway.now.Bodies.Responsible;
import org.tributary.hub.pathway.now.Bodies.Team;
import org.tributary.hub.pathway.now.Contacts.Contact;
import org.tributary.hub.store.ResourceKey;

/** Who answers for a person's care and who is of their care teams, by name and with how to reach them. */
@Component
public final class CareTeams {

    private final Contacts contacts;

    CareTeams(Contacts contacts) {
        this.contacts = contacts;
    }

    /**
     * @param teams
     *            by the record that tells of each
     */
    public record Carers(List<Responsible> responsible, Map<ResourceKey, Team> teams) {
    }

    /**
     * @param bodies
     *            of the person's Patients, of an open stay and of the care teams
     * @param teams
     *            the records that tell of care teams
     */
    public Carers find(ReadTransaction transaction, Collection<SourceResource> bodies, Collection<ResourceKey> teams,
            LocalDate today) {
        List<Responsible> responsible = Bodies.responsible(bodies);
        Map<ResourceKey, Team> found = new HashMap<>();
        teams.forEach(key -> Bodies.team(bodies, key, today).ifPresent(team -> found.put(key, team)));
        Map<String, Contact> known = contacts.find(transaction, Stream.concat(
                responsible.stream().flatMap(one -> Bodies.findReferred(one.name()).stream()),
                found.values().stream().flatMap(Team::referred)).toList(), today);
        found.replaceAll((key, team) -> team.known(known));
        return new Carers(responsible.stream().map(one -> one.known(known)).distinct().toList(), found);
    }
}
