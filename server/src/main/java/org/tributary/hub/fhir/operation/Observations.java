package org.tributary.hub.fhir.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.OperationInput;
import org.tributary.hub.store.ObservationQuery.Coded;
import org.tributary.hub.store.ResourceTypes;

/** What the operations on Observations are asked by. */
final class Observations {

    private Observations() {
    }

    /** The reference of the one subject, e.g. {@code Patient/1}. */
    static String subject(OperationInput input, String base) {
        Optional<String> patient = input.findText("patient");
        Optional<String> subject = input.findText("subject");
        if (patient.isPresent() == subject.isPresent()) {
            throw FhirRefusal.invalid("One of the parameters 'patient' and 'subject' must be given, and not both");
        }
        String reference = patient.or(() -> subject).orElseThrow();
        String relative = reference.startsWith(base + '/') ? reference.substring(base.length() + 1) : reference;
        String full = relative.indexOf('/') < 0 && patient.isPresent() ? "Patient/" + relative : relative;
        String[] parts = full.split("/", -1);
        if (parts.length != 2 || !ResourceTypes.isKnown(parts[0]) || parts[1].isEmpty() || full.indexOf(',') >= 0) {
            throw FhirRefusal.invalid((patient.isPresent() ? "patient" : "subject")
                    + " must be one reference, such as Patient/123");
        }
        return full;
    }

    /** Tokens as search writes them, any of several joined by commas. */
    static List<Coded> codes(OperationInput input, String name) {
        List<Coded> codes = new ArrayList<>();
        for (String text : input.listTexts(name)) {
            for (String token : text.split(",", -1)) {
                codes.add(Coded.parse(token)
                        .orElseThrow(() -> FhirRefusal.invalid(
                                name + " must be a code such as http://loinc.org|8867-4 or 8867-4")));
            }
        }
        return codes;
    }
}
