package org.tributary.mapping.gpconnect;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tributary.mapping.support.CodeMap;
import tools.jackson.databind.node.ObjectNode;

/** The R4 and UK Core names of the code systems that STU3 and CareConnect named otherwise. */
final class CodeSystems {

    private static final String HL7 = "http://hl7.org/fhir/";
    private static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";

    /** Some senders name the ValueSet where the code system belongs. */
    private static final Pattern CARE_CONNECT = Pattern.compile(".*/STU3/(?:CodeSystem|ValueSet)/([^/]+)");

    private static final CodeMap MOVED = CodeMap.load("stu3-code-systems");
    private static final Map<String, CodeMap> CODES_BY_CARE_CONNECT_SYSTEM = Map.of(
            "CareConnect-NHSNumberVerificationStatus-1", CodeMap.load("gpconnect-nhs-number-verification-status"),
            "CareConnect-ListEmptyReasonCode-1", CodeMap.load("gpconnect-list-empty-reason"),
            "CareConnect-HumanLanguage-1", CodeMap.load("gpconnect-human-language"),
            "CareConnect-EthnicCategory-1", CodeMap.load("gpconnect-ethnic-category"),
            "CareConnect-PrescribingAgency-1", CodeMap.load("gpconnect-prescribing-agency"));

    private CodeSystems() {
    }

    /** Gives a coding the system that R4 or UK Core gives its code; one that they do not know keeps its own. */
    static void translate(ObjectNode coding) {
        String system = GpJson.text(coding, "system");
        if (system.startsWith(HL7)) {
            findMoved(system).ifPresent(moved -> coding.put("system", moved));
            return;
        }
        Matcher careConnect = CARE_CONNECT.matcher(system);
        if (careConnect.matches()) {
            Optional.ofNullable(CODES_BY_CARE_CONNECT_SYSTEM.get(careConnect.group(1)))
                    .flatMap(codes -> codes.translate(GpJson.text(coding, "code")))
                    .ifPresent(target -> coding.put("system", target.system()).put("code", target.code()));
        }
    }

    /** R4 writes HL7 v2's table 0074 as v2-0074 and v3's ActCode as v3-ActCode (R4, Using Codes, "HL7 v2 and v3"). */
    private static Optional<String> findMoved(String system) {
        String name = system.substring(HL7.length());
        if (name.startsWith("v2/") || name.startsWith("v3/")) {
            return Optional.of(TERMINOLOGY + name.replace('/', '-'));
        }
        return MOVED.translate(system).map(CodeMap.Target::code);
    }
}
