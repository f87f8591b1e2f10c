package org.tributary.hub.fhir.audit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.tributary.hub.access.AuditedRequest;
import org.tributary.hub.fhir.exchange.JsonText;
import tools.jackson.core.JsonGenerator;

/** Writes a line of the audit trail as an AuditEvent (R4, section 6.4). */
final class AuditEventJson {

    private static final String HUB = "https://tributary.example/fhir/CodeSystem/";
    private static final String ODS = "https://fhir.nhs.uk/Id/ods-organization-code";
    private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
    private static final String ENTITY_TYPE = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
    private static final String OBJECT_ROLE = "http://terminology.hl7.org/CodeSystem/object-role";

    private AuditEventJson() {
    }

    static byte[] write(AuditedRequest line) {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("resourceType", "AuditEvent");
            json.writeStringProperty("id", TrailId.of(line.id()));
            coding(json, "type", "http://terminology.hl7.org/CodeSystem/audit-event-type", "rest",
                    "RESTful Operation");
            json.writeStringProperty("action", line.action());
            json.writeStringProperty("recorded", line.at().toString());
            json.writeStringProperty("outcome", Integer.toString(line.outcome()));
            json.writeArrayPropertyStart("agent");
            writeCaller(json, line);
            writeOrganisation(json, line);
            json.writeEndArray();
            json.writeObjectPropertyStart("source");
            json.writeObjectPropertyStart("observer");
            json.writeStringProperty("display", "Tributary");
            json.writeEndObject();
            json.writeEndObject();
            json.writeArrayPropertyStart("entity");
            line.patients().forEach(patient -> writePatient(json, patient));
            writeRequest(json, line);
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void writeCaller(JsonGenerator json, AuditedRequest line) {
        json.writeStartObject();
        JsonText.writeConcept(json, "type", DICOM, "110153", "Source Role ID");
        json.writeArrayPropertyStart("role");
        conceptOf(json, HUB + "role", line.role());
        json.writeEndArray();
        json.writeObjectPropertyStart("who");
        json.writeStringProperty("display", line.caller());
        json.writeEndObject();
        json.writeStringProperty("name", line.caller());
        json.writeBooleanProperty("requestor", true);
        json.writeArrayPropertyStart("purposeOfUse");
        conceptOf(json, HUB + "purpose", line.purpose());
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeOrganisation(JsonGenerator json, AuditedRequest line) {
        if (line.organisation().isEmpty()) {
            return;
        }
        json.writeStartObject();
        json.writeObjectPropertyStart("who");
        json.writeStringProperty("type", "Organization");
        json.writeObjectPropertyStart("identifier");
        json.writeStringProperty("system", ODS);
        json.writeStringProperty("value", line.organisation());
        json.writeEndObject();
        json.writeEndObject();
        json.writeBooleanProperty("requestor", false);
        json.writeEndObject();
    }

    private static void writePatient(JsonGenerator json, String patient) {
        json.writeStartObject();
        json.writeObjectPropertyStart("what");
        json.writeStringProperty("reference", "Patient/" + patient);
        json.writeEndObject();
        coding(json, "type", ENTITY_TYPE, "1", "Person");
        coding(json, "role", OBJECT_ROLE, "1", "Patient");
        json.writeEndObject();
    }

    /** What was asked, and how many records the answer held. */
    private static void writeRequest(JsonGenerator json, AuditedRequest line) {
        json.writeStartObject();
        coding(json, "type", ENTITY_TYPE, "2", "System Object");
        coding(json, "role", OBJECT_ROLE, "24", "Query");
        json.writeStringProperty("description", line.records() == 1 ? "1 record" : line.records() + " records");
        json.writeStringProperty("query",
                Base64.getEncoder().encodeToString(line.asked().getBytes(StandardCharsets.UTF_8)));
        json.writeEndObject();
    }

    private static void coding(JsonGenerator json, String name, String system, String code, String display) {
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("system", system);
        json.writeStringProperty("code", code);
        json.writeStringProperty("display", display);
        json.writeEndObject();
    }

    private static void conceptOf(JsonGenerator json, String system, String code) {
        json.writeStartObject();
        json.writeArrayPropertyStart("coding");
        json.writeStartObject();
        json.writeStringProperty("system", system);
        json.writeStringProperty("code", code);
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }
}
