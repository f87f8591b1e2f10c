package org.tributary.hub.pathway.events;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.EventCode;
import org.tributary.hub.pathway.EventTime;
import org.tributary.mapping.CareSetting;
import tools.jackson.databind.JsonNode;

/**
 * A contact with care: the attendance, stay or consultation itself, then each move to another location, then each time
 * that the person was ready for discharge.
 */
final class EncounterEvents implements ResourceEvents {

    private static final String READY_FOR_DISCHARGE = "https://tributary.example/fhir/StructureDefinition/ready-for-discharge";
    private static final KindMap PLACES = KindMap.load("care-event-kind-of-location-type");
    private static final KindMap KINDS = KindMap.load("care-event-kind-of-encounter-class");

    @Override
    public Optional<String> findPatient(SourceResource encounter) {
        return encounter.findPatient("subject");
    }

    @Override
    public List<EventDraft> listEvents(SourceResource encounter, CareSetting setting) {
        return Stream.of(Stream.of(contact(encounter, setting)), transfers(encounter), readyForDischarge(encounter))
                .flatMap(events -> events)
                .toList();
    }

    private static EventDraft contact(SourceResource encounter, CareSetting setting) {
        return new EventDraft(
                kind(encounter, setting),
                reason(encounter),
                encounter.findText("status"),
                encounter.findPeriod("period"),
                EncounterDetails.of(encounter));
    }

    private static CareEventKind kind(SourceResource encounter, CareSetting setting) {
        CareEventKind ofClass = ofClass(encounter, setting);
        if (isVirtual(encounter, ofClass)) {
            return CareEventKind.VIRTUAL_WARD_STAY;
        }
        return ofClass == CareEventKind.INPATIENT_STAY && encounter.findReferred("partOf", "Encounter").isPresent()
                ? CareEventKind.CONSULTANT_EPISODE
                : ofClass;
    }

    /** A ward at home: an inpatient in a house, or a visit at home or from afar with an admission. */
    private static boolean isVirtual(SourceResource encounter, CareEventKind ofClass) {
        return switch (ofClass) {
            case INPATIENT_STAY -> encounter.list("location")
                    .map(SourceResource::new)
                    .anyMatch(location -> PLACES.kindOf(location.codes("physicalType")).isPresent());
            case CONTACT -> encounter.json().has("hospitalization");
            default -> false;
        };
    }

    private static CareEventKind ofClass(SourceResource encounter, CareSetting setting) {
        CareEventKind ofClass = KINDS.kindOf(encounter.findText("class", "code").stream())
                .orElse(CareEventKind.OUTPATIENT_ATTENDANCE);
        boolean ambulatory = ofClass == CareEventKind.OUTPATIENT_ATTENDANCE;
        if (setting == CareSetting.PRIMARY && (ambulatory || ofClass == CareEventKind.CONTACT)) {
            return CareEventKind.GP_CONSULTATION;
        }
        return ambulatory && setting != CareSetting.ACUTE ? CareEventKind.CONTACT : ofClass;
    }

    private static What reason(SourceResource encounter) {
        return What.of(SourceResource.firstOf(encounter.findConcept("reasonCode"), encounter.findConcept("type"),
                encounter.findConcept("serviceType")));
    }

    /** Where the person was first is part of the admission; planned and reserved places were not reached. */
    private static Stream<EventDraft> transfers(SourceResource encounter) {
        List<SourceResource> stays = encounter.list("location")
                .map(SourceResource::new)
                .filter(location -> location.findText("status").stream().noneMatch(EncounterEvents::isNotReached))
                .sorted(Comparator.comparing(EncounterEvents::arrival,
                        Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
        List<EventDraft> transfers = new ArrayList<>();
        for (int i = 1; i < stays.size(); i++) {
            SourceResource stay = stays.get(i);
            if (!Objects.equals(place(stay), place(stays.get(i - 1)))) {
                transfers.add(new EventDraft(
                        CareEventKind.TRANSFER,
                        placeName(stay),
                        stay.findText("status"),
                        When.at(stay.findTime("period", "start"))));
            }
        }
        return transfers.stream();
    }

    /** A place without a time keeps its order in the record, before those with one. */
    private static @Nullable EventTime arrival(SourceResource stay) {
        return stay.findTime("period", "start").orElse(null);
    }

    static boolean isNotReached(String locationStatus) {
        return locationStatus.equals("planned") || locationStatus.equals("reserved");
    }

    private static JsonNode place(SourceResource stay) {
        return stay.json().path("location");
    }

    private static What placeName(SourceResource stay) {
        return new What(stay.findText("location", "display").map(EventCode::ofText),
                SourceResource.referenceIn(place(stay)));
    }

    private static Stream<EventDraft> readyForDischarge(SourceResource encounter) {
        return encounter.list("extension")
                .map(SourceResource::new)
                .filter(extension -> extension.findText("url").filter(READY_FOR_DISCHARGE::equals).isPresent())
                .flatMap(extension -> extension.findTime("valueDateTime").stream())
                .map(time -> new EventDraft(
                        CareEventKind.READY_FOR_DISCHARGE,
                        What.of(Optional.empty()),
                        Optional.empty(),
                        When.at(time)));
    }
}
