package org.tributary.hub.fhir.terminology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.OperationInput;
import org.tributary.hub.fhir.exchange.OperationInput.Value;
import tools.jackson.databind.JsonNode;

/**
 * A code that an operation is asked about.
 *
 * @param system
 *            empty when it was not given
 * @param version
 *            of the code system
 */
record Codings(Optional<String> system, Optional<String> version, String code, Optional<String> display) {

    /** The canonical of its code system, with the version where there is one. */
    Optional<String> canonical() {
        return system.map(url -> url + version.map(number -> '|' + number).orElse(""));
    }

    /** What {@code code} with {@code system}, {@code coding} or {@code codeableConcept} say; exactly one of them is. */
    static List<Codings> read(OperationInput input, String code, String coding, String codeableConcept) {
        Optional<String> plain = input.findText(code);
        Optional<Value> one = input.find(coding);
        Optional<Value> several = input.find(codeableConcept);
        List<Codings> codings = new ArrayList<>();
        plain.ifPresent(text -> codings.add(new Codings(input.findText("system"),
                input.findText("version").or(() -> input.findText("systemVersion")), text,
                input.findText("display"))));
        one.ifPresent(value -> codings.add(of(value, coding)));
        several.ifPresent(value -> {
            if (!value.kind().equals("valueCodeableConcept")) {
                throw FhirRefusal.invalid(codeableConcept + " must be a CodeableConcept in a Parameters resource");
            }
            value.value().path("coding").forEach(item -> codings.add(of(item, codeableConcept)));
        });
        int given = (plain.isPresent() ? 1 : 0) + (one.isPresent() ? 1 : 0) + (several.isPresent() ? 1 : 0);
        if (given != 1 || codings.isEmpty()) {
            throw FhirRefusal.invalid("One of the parameters '%s', '%s' and '%s' must be given, with a code".formatted(
                    code, coding, codeableConcept));
        }
        return codings;
    }

    /** A Coding, or {@code system|code} in a query. */
    static Codings of(Value value, String name) {
        Optional<String> text = value.text();
        if (text.isPresent()) {
            int bar = text.get().indexOf('|');
            return new Codings(bar < 0 ? Optional.empty() : Optional.of(text.get().substring(0, bar)),
                    Optional.empty(), text.get().substring(bar + 1), Optional.empty());
        }
        if (!value.kind().equals("valueCoding")) {
            throw FhirRefusal.invalid(name + " must be a Coding");
        }
        return of(value.value(), name);
    }

    private static Codings of(JsonNode coding, String name) {
        return new Codings(text(coding, "system"), text(coding, "version"),
                text(coding, "code").orElseThrow(() -> FhirRefusal.invalid(name + " has no code")),
                text(coding, "display"));
    }

    private static Optional<String> text(JsonNode node, String name) {
        return node.path(name).isString() ? Optional.of(node.path(name).asString()) : Optional.empty();
    }
}
