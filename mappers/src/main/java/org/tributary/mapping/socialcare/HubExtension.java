package org.tributary.mapping.socialcare;

import java.util.Optional;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Type;

/** The hub's own extensions for what Client Level Data says and FHIR has no element for. */
enum HubExtension {
    ACCOMMODATION_STATUS("cld-accommodation-status"),
    ADULTS_CARED_FOR("cld-adults-cared-for"),
    AUTISM("cld-autism"),
    CARES_FOR("cld-cares-for"),
    CLIENT_FUNDING_STATUS("cld-client-funding-status"),
    CLIENT_TYPE("cld-client-type"),
    COST_FREQUENCY("cld-cost-frequency"),
    DELIVERY_MECHANISM("cld-delivery-mechanism"),
    DEMENTIA("cld-dementia"),
    EMPLOYMENT_STATUS("cld-employment-status"),
    EVENT_DESCRIPTION("cld-event-description"),
    EVENT_OUTCOME("cld-event-outcome"),
    HAS_UNPAID_CARER("cld-has-unpaid-carer"),
    HEARING_IMPAIRMENT("cld-hearing-impairment"),
    HOURS_CARING("cld-hours-caring"),
    PLANNED_UNITS("cld-planned-units-per-week"),
    ROUTE_OF_ACCESS("cld-route-of-access"),
    SERVICE_CATEGORY("cld-service-category"),
    UNIT_COST("cld-unit-cost"),
    VISUAL_IMPAIRMENT("cld-visual-impairment");

    private static final String BASE = "https://tributary.example/fhir/StructureDefinition/";

    private final String name;

    HubExtension(String name) {
        this.name = name;
    }

    String url() {
        return BASE + name;
    }

    void addTo(DomainResource resource, Optional<? extends Type> value) {
        value.ifPresent(present -> resource.addExtension(new Extension(url(), present)));
    }

    /** Adds an event's coded column. */
    void addTo(DomainResource resource, CareEvent event, Column column) {
        addTo(resource, event.find(column).map(column::concept));
    }
}
