package org.tributary.mapping.socialcare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;

/**
 * Each primary support reason that the person's current events state, as one Condition. The one the newest return gives
 * for the person is active, others are inactive: the return says what a past event was for, not when a need ended.
 */
final class ConditionMapper {

    /** The code of the reason that is no reason; of it no Condition is made. */
    static final String UNKNOWN = "unknown";

    private static final Coding CATEGORY = new Coding(
            "https://tributary.example/fhir/CodeSystem/cld-condition-category",
            "primary-support-reason", "Primary support reason");
    private static final String CLINICAL_STATUS = "http://terminology.hl7.org/CodeSystem/condition-clinical";

    private ConditionMapper() {
    }

    static List<Condition> map(Client client, List<CareEvent> events) {
        Optional<String> now = client.find(Column.PRIMARY_SUPPORT_REASON);
        Map<String, String> wordings = new LinkedHashMap<>();
        Stream.concat(now.stream(),
                events.stream().flatMap(event -> event.find(Column.PRIMARY_SUPPORT_REASON).stream()))
                .forEach(wording -> wordings.putIfAbsent(CodeList.PRIMARY_SUPPORT_REASON.codeOf(wording), wording));
        wordings.remove(UNKNOWN);
        String active = now.map(CodeList.PRIMARY_SUPPORT_REASON::codeOf).orElse("");
        return wordings.entrySet()
                .stream()
                .map(reason -> condition(client, reason.getKey(), reason.getValue(), reason.getKey().equals(active)))
                .toList();
    }

    private static Condition condition(Client client, String reason, String wording, boolean active) {
        Condition condition = new Condition();
        condition.setId(client.conditionId(reason));
        condition.setClinicalStatus(active
                ? clinicalStatus("active", "Active")
                : clinicalStatus("inactive", "Inactive"));
        condition.addCategory().addCoding(CATEGORY.copy());
        condition.setCode(CodeList.PRIMARY_SUPPORT_REASON.concept(wording));
        condition.setSubject(client.patient());
        return condition;
    }

    private static CodeableConcept clinicalStatus(String code, String display) {
        return new CodeableConcept(new Coding(CLINICAL_STATUS, code, display));
    }
}
