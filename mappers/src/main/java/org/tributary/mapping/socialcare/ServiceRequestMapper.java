package org.tributary.mapping.socialcare;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;

/** A Request: someone asked the council to support the person, and it was dealt with. */
final class ServiceRequestMapper {

    private ServiceRequestMapper() {
    }

    static ServiceRequest map(Client client, CareEvent event) {
        ServiceRequest request = new ServiceRequest();
        request.setId(client.eventId("ServiceRequest", event));
        client.eventReference(event).ifPresent(request::addIdentifier);
        request.setStatus(client.findEnd(event).isPresent()
                ? ServiceRequestStatus.COMPLETED
                : ServiceRequestStatus.ACTIVE);
        request.setIntent(ServiceRequestIntent.ORDER);
        request.setCode(code(event));
        request.setSubject(client.patient());
        request.setAuthoredOnElement(new DateTimeType(event.start().toString()));
        request.setOccurrence(client.period(event));
        request.addPerformer(client.council());
        client.supportReason(event).ifPresent(request::addReasonReference);
        HubExtension.CLIENT_TYPE.addTo(request, event, Column.CLIENT_TYPE);
        HubExtension.CLIENT_FUNDING_STATUS.addTo(request, event, Column.CLIENT_FUNDING_STATUS);
        HubExtension.ROUTE_OF_ACCESS.addTo(request, event, Column.ROUTE_OF_ACCESS);
        HubExtension.EVENT_OUTCOME.addTo(request, event, Column.EVENT_OUTCOME);
        return request;
    }

    private static CodeableConcept code(CareEvent event) {
        CodeableConcept code = CodeList.EVENT_TYPE.concept(event.type().code());
        return code.setText(event.find(Column.EVENT_DESCRIPTION).orElse(null));
    }
}
