package org.tributary.mapping.socialcare;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;

/**
 * Each primary support reason that the person's current events state, as one Condition. The one the newest return gives
 * for the person is active, others are inactive: the return says what a past event was for, not when a need ended. It
 * counts as recorded when the first of those events began.
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
        List<Condition> conditions = new ArrayList<>();
        wordings.forEach((reason, wording) -> {
            Condition condition = condition(client, reason, wording, reason.equals(active));
            firstStated(reason, events)
                    .ifPresent(day -> condition.setRecordedDateElement(new DateTimeType(day.toString())));
            conditions.add(condition);
        });
        return conditions;
    }

    /** The return does not say since when the reason holds, only which events state it. */
    private static Optional<LocalDate> firstStated(String reason, List<CareEvent> events) {
        return events.stream()
                .filter(event -> event.find(Column.PRIMARY_SUPPORT_REASON)
                        .map(CodeList.PRIMARY_SUPPORT_REASON::codeOf)
                        .filter(reason::equals)
                        .isPresent())
                .map(CareEvent::start)
                .min(Comparator.naturalOrder());
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
