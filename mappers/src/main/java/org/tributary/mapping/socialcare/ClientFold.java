package org.tributary.mapping.socialcare;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;
import org.tributary.mapping.MappedResource;
import org.tributary.mapping.SourceFeed;
import org.tributary.mapping.support.FhirJson;

/** Makes a person's current resources of all the returns that spoke, or were silent, of them. */
final class ClientFold {

    private ClientFold() {
    }

    /**
     * @param returns
     *            oldest first
     */
    static List<MappedResource> fold(String personId, List<ClientReturn> returns, SourceFeed feed) {
        List<CareEvent> events = currentEvents(returns);
        Optional<Map<Column, String>> person = returns.reversed()
                .stream()
                .flatMap(each -> each.findPerson().stream())
                .findFirst();
        if (person.isEmpty() || events.isEmpty() && !stillMentioned(returns)) {
            return List.of();
        }
        Client client = new Client(feed, personId, person.get());
        List<Resource> resources = new ArrayList<>();
        resources.add(PatientMapper.map(client));
        resources.addAll(ConditionMapper.map(client, events));
        events.forEach(event -> resources.add(resource(client, event)));
        return resources.stream().map(FhirJson::mapped).toList();
    }

    /**
     * The newest statement of each event that no newer return takes back. An event leaves when a newer return, complete
     * about this person and for a period the event belongs to, does not hold it.
     */
    private static List<CareEvent> currentEvents(List<ClientReturn> oldestFirst) {
        List<CareEvent> current = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        List<ReportingPeriod> newerPeriods = new ArrayList<>();
        for (ClientReturn each : oldestFirst.reversed()) {
            for (CareEvent event : each.events()) {
                boolean newest = seen.add(event.key());
                if (newest && newerPeriods.stream()
                        .noneMatch(period -> period.expects(event.type(), event.start(), event.end()))) {
                    current.add(event);
                }
            }
            if (each.complete()) {
                newerPeriods.add(each.period());
            }
        }
        return current;
    }

    /** Whether the newest return that can tell speaks of the person; a carer known by association has no events. */
    private static boolean stillMentioned(List<ClientReturn> oldestFirst) {
        return oldestFirst.reversed()
                .stream()
                .filter(each -> each.complete() || each.findPerson().isPresent())
                .findFirst()
                .flatMap(ClientReturn::findPerson)
                .isPresent();
    }

    private static Resource resource(Client client, CareEvent event) {
        return switch (event.type()) {
            case REQUEST -> ServiceRequestMapper.map(client, event);
            case ASSESSMENT, REVIEW -> TaskMapper.map(client, event);
            case SERVICE -> EpisodeOfCareMapper.map(client, event);
        };
    }
}
