package org.tributary.hub.ops.synth;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The pieces that GP Connect's FHIR STU3 resources are made of. */
final class Stu3 {
    static final String NHS_PROFILE = "https://fhir.nhs.uk/STU3/StructureDefinition/";
    static final String HL7_UK_PROFILE = "https://fhir.hl7.org.uk/STU3/StructureDefinition/";
    static final String SNOMED = "http://snomed.info/sct";
    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx",
            Locale.ROOT);

    private Stu3() {
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode resource(String type, String id, String profile) {
        ObjectNode resource = object().put("resourceType", type);
        if (!id.isEmpty()) {
            resource.put("id", id);
        }
        resource.putObject("meta").putArray("profile").add(NHS_PROFILE + "CareConnect-GPC-" + profile);
        return resource;
    }

    /** An upper-case GUID that is always the same for the same name. */
    static String guid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString().toUpperCase(Locale.ROOT);
    }

    static String instant(LocalDateTime local) {
        return INSTANT.format(local.atZone(Calendar.LONDON));
    }

    static ObjectNode coding(String system, String code, String display) {
        return object().put("system", system).put("code", code).put("display", display);
    }

    static ObjectNode concept(Coded coded) {
        return concept(SNOMED, coded.code(), coded.display());
    }

    static ObjectNode concept(String system, String code, String display) {
        ObjectNode concept = object();
        concept.putArray("coding").add(coding(system, code, display));
        return concept;
    }

    static ObjectNode reference(String target) {
        return object().put("reference", target);
    }

    static ObjectNode extension(String url) {
        return object().put("url", url);
    }

    static ObjectNode quantity(String value, String unit, String ucum) {
        return object().put("value", new BigDecimal(value))
                .put("unit", unit)
                .put("system", "http://unitsofmeasure.org")
                .put("code", ucum);
    }
}
