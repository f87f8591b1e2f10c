package org.tributary.hub.pathway.events;

import java.util.Optional;
import java.util.stream.Collectors;
import org.tributary.hub.pathway.EventCode;
import org.tributary.hub.pathway.EventValue;

/** What an Observation found (R4 {@code value[x]}), or its components one after another. */
final class ObservationValue {

    private ObservationValue() {
    }

    static Optional<EventValue> of(SourceResource observation) {
        return SourceResource.firstOf(own(observation), components(observation));
    }

    private static Optional<EventValue> own(SourceResource element) {
        return SourceResource.firstOf(
                quantity(new SourceResource(element.json().path("valueQuantity"))),
                element.findConcept("valueCodeableConcept").flatMap(EventCode::display).map(EventValue::ofText),
                element.findText("valueString").map(EventValue::ofText),
                element.findBoolean("valueBoolean").map(EventValue::ofText),
                element.findNumber("valueInteger").map(number -> number(number, number, Optional.empty())),
                element.findText("valueDateTime").map(EventValue::ofText),
                element.findText("valueTime").map(EventValue::ofText));
    }

    /** A bound such as {@code <5} is no number. */
    private static Optional<EventValue> quantity(SourceResource quantity) {
        Optional<String> unit = SourceResource.firstOf(quantity.findText("unit"), quantity.findText("code"));
        return quantity.findNumber("value").map(number -> {
            String text = number + unit.map(words -> ' ' + words).orElse("");
            return quantity.findText("comparator")
                    .map(comparator -> EventValue.ofText(comparator + text))
                    .orElseGet(() -> number(text, number, unit));
        });
    }

    private static EventValue number(String text, String number, Optional<String> unit) {
        double value = Double.parseDouble(number);
        return Double.isFinite(value) ? new EventValue(text, Optional.of(value), unit) : EventValue.ofText(text);
    }

    private static Optional<EventValue> components(SourceResource observation) {
        String all = observation.list("component")
                .map(SourceResource::new)
                .flatMap(component -> own(component).map(value -> label(component) + value.text()).stream())
                .collect(Collectors.joining("; "));
        return all.isEmpty() ? Optional.empty() : Optional.of(EventValue.ofText(all));
    }

    private static String label(SourceResource component) {
        return component.findConcept("code").flatMap(EventCode::display).map(words -> words + ' ').orElse("");
    }
}
