package org.tributary.mapping.socialcare;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.tributary.mapping.IdentifierSystems;
import org.tributary.mapping.ResourceIds;
import org.tributary.mapping.SourceFeed;

/** A person as the newest return describes them, and the ids and references of what is theirs. */
record Client(SourceFeed feed, String personId, Map<Column, String> values) {

    Optional<String> find(Column column) {
        return Optional.ofNullable(values.get(column));
    }

    String patientId() {
        return ResourceIds.of(feed, "Patient", patientSystem(), personId);
    }

    /** The system of the council's own identifiers of people. */
    String patientSystem() {
        return IdentifierSystems.localPatient(feed.organisation());
    }

    Reference patient() {
        return new Reference("Patient/" + patientId());
    }

    /** Another person of the same council, whom no return may have described yet. */
    Reference otherPatient(String otherId) {
        Reference other = new Reference(ResourceIds.reference(feed, "Patient", patientSystem(), otherId));
        other.getIdentifier().setSystem(patientSystem()).setValue(otherId);
        return other;
    }

    String eventId(String type, CareEvent event) {
        return ResourceIds.of(feed, type, IdentifierSystems.local(feed.organisation(), "event"),
                personId + '|' + event.key());
    }

    /** The council's own reference of an event, where it has one. */
    Optional<Identifier> eventReference(CareEvent event) {
        return event.find(Column.EVENT_REFERENCE)
                .map(reference -> new Identifier()
                        .setSystem(IdentifierSystems.local(feed.organisation(), "event-reference"))
                        .setValue(reference));
    }

    String conditionId(String supportReason) {
        return ResourceIds.of(feed, "Condition", IdentifierSystems.local(feed.organisation(), "support-reason"),
                personId + '|' + supportReason);
    }

    Optional<Reference> supportReason(CareEvent event) {
        return event.find(Column.PRIMARY_SUPPORT_REASON)
                .map(CodeList.PRIMARY_SUPPORT_REASON::codeOf)
                .filter(code -> !code.equals(ConditionMapper.UNKNOWN))
                .map(code -> new Reference("Condition/" + conditionId(code)));
    }

    Reference council() {
        return new Reference(ResourceIds.reference(feed, "Organization", IdentifierSystems.ODS_ORGANISATION,
                feed.organisation()));
    }

    /** The provider of a service, by its registered location or else by name alone. */
    Optional<Reference> provider(CareEvent event) {
        Optional<String> name = event.find(Column.PROVIDER_NAME);
        Optional<Reference> provider = event.find(Column.PROVIDER_ID)
                .map(location -> new Reference(ResourceIds.reference(feed, "Organization",
                        OrganisationStatement.CQC_LOCATION, location)))
                .or(() -> name.map(unregistered -> new Reference()));
        provider.ifPresent(reference -> name.ifPresent(reference::setDisplay));
        return provider;
    }

    /** The event's days. Nothing goes on after death: an end that is later or missing is the day of death. */
    Period period(CareEvent event) {
        Period period = new Period().setStartElement(new DateTimeType(event.start().toString()));
        findEnd(event).ifPresent(end -> period.setEndElement(new DateTimeType(end.toString())));
        return period;
    }

    Optional<LocalDate> findEnd(CareEvent event) {
        Optional<LocalDate> death = find(Column.DATE_OF_DEATH).map(LocalDate::parse)
                .filter(day -> !day.isBefore(event.start()));
        if (death.isPresent() && event.findEnd().filter(end -> !end.isAfter(death.get())).isEmpty()) {
            return death;
        }
        return event.findEnd();
    }
}
