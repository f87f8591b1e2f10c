package org.tributary.mapping.socialcare;

import java.math.BigDecimal;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.EpisodeOfCare;
import org.hl7.fhir.r4.model.EpisodeOfCare.EpisodeOfCareStatus;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.StringType;

/** A Service: support that the person receives over a time, from a provider, at a cost. */
final class EpisodeOfCareMapper {

    private EpisodeOfCareMapper() {
    }

    static EpisodeOfCare map(Client client, CareEvent event) {
        EpisodeOfCare episode = new EpisodeOfCare();
        episode.setId(client.eventId("EpisodeOfCare", event));
        client.eventReference(event).ifPresent(episode::addIdentifier);
        episode.setStatus(client.findEnd(event).isPresent()
                ? EpisodeOfCareStatus.FINISHED
                : EpisodeOfCareStatus.ACTIVE);
        event.find(Column.SERVICE_COMPONENT).map(Column.SERVICE_COMPONENT::concept).ifPresent(episode::addType);
        client.supportReason(event).ifPresent(reason -> episode.addDiagnosis().setCondition(reason));
        episode.setPatient(client.patient());
        client.provider(event).ifPresent(episode::setManagingOrganization);
        episode.setPeriod(client.period(event));
        addExtensions(episode, event);
        return episode;
    }

    private static void addExtensions(EpisodeOfCare episode, CareEvent event) {
        HubExtension.SERVICE_CATEGORY.addTo(episode, event, Column.SERVICE_TYPE);
        HubExtension.DELIVERY_MECHANISM.addTo(episode, event, Column.DELIVERY_MECHANISM);
        HubExtension.UNIT_COST.addTo(episode, event.find(Column.UNIT_COST).map(EpisodeOfCareMapper::pounds));
        HubExtension.COST_FREQUENCY.addTo(episode, event, Column.COST_FREQUENCY);
        HubExtension.PLANNED_UNITS.addTo(episode,
                event.find(Column.PLANNED_UNITS).map(units -> new DecimalType(new BigDecimal(units))));
        HubExtension.CLIENT_TYPE.addTo(episode, event, Column.CLIENT_TYPE);
        HubExtension.CLIENT_FUNDING_STATUS.addTo(episode, event, Column.CLIENT_FUNDING_STATUS);
        HubExtension.EVENT_DESCRIPTION.addTo(episode, event.find(Column.EVENT_DESCRIPTION).map(StringType::new));
        HubExtension.EVENT_OUTCOME.addTo(episode, event, Column.EVENT_OUTCOME);
    }

    private static Money pounds(String amount) {
        return new Money().setValue(new BigDecimal(amount)).setCurrency("GBP");
    }
}
