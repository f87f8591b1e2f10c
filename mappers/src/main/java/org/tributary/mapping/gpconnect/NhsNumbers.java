package org.tributary.mapping.gpconnect;

import org.tributary.mapping.IdentifierSystems;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.NhsNumber;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Looks at the NHS numbers of the Patient before anything else uses them. */
final class NhsNumbers {

    private NhsNumbers() {
    }

    /** An unfilled template is no number and goes; a number that is not valid stays as it is, with a warning. */
    static void check(SourceResource patient, Issues issues) {
        if (!(patient.json().path("identifier") instanceof ArrayNode identifiers)) {
            return;
        }
        for (int i = 0, place = 0; i < identifiers.size(); i++, place++) {
            JsonNode identifier = identifiers.path(i);
            String value = GpJson.text(identifier, "value");
            String path = patient.path() + ".identifier[" + place + ']';
            if (!GpJson.text(identifier, "system").equals(IdentifierSystems.NHS_NUMBER) || value.isEmpty()) {
                continue;
            }
            if (value.contains("{{")) {
                issues.warn("nhs-number-unfilled-template", Kind.VALUE, path,
                        "Where the NHS number belongs stands a template that nobody filled; the identifier was dropped.",
                        "Fill the template, or leave the identifier out.");
                identifiers.remove(i--);
            } else if (NhsNumber.parse(value).isEmpty()) {
                issues.warn("nhs-number-invalid", Kind.VALUE, path + ".value",
                        "The NHS number is not ten digits with a right check digit; it was kept as it is.",
                        "Send the number that the Personal Demographics Service holds.");
            }
        }
        if (identifiers.isEmpty()) {
            patient.json().remove("identifier");
        }
    }
}
