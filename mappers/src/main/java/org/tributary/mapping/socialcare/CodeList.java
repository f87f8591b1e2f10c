package org.tributary.mapping.socialcare;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.tributary.mapping.support.CodeMap;

/** The coded lists of Client Level Data, each with the ConceptMap that holds both releases' wordings. */
enum CodeList {
    ACCOMMODATION_STATUS("cld-accommodation-status"),
    ASSESSMENT_TYPE("cld-assessment-type"),
    CLIENT_FUNDING_STATUS("cld-client-funding-status"),
    CLIENT_TYPE("cld-client-type"),
    COST_FREQUENCY("cld-cost-frequency"),
    DELIVERY_MECHANISM("cld-delivery-mechanism"),
    EMPLOYMENT_STATUS("cld-employment-status"),
    ETHNICITY("cld-ethnicity"),
    EVENT_OUTCOME("cld-event-outcome"),
    EVENT_TYPE("cld-event-type"),
    GENDER("cld-gender"),
    HEARING_IMPAIRMENT("cld-hearing-impairment"),
    PRIMARY_SUPPORT_REASON("cld-primary-support-reason"),
    REVIEW_OUTCOME("cld-review-outcome"),
    REVIEW_REASON("cld-review-reason"),
    ROUTE_OF_ACCESS("cld-route-of-access"),
    SERVICE_COMPONENT("cld-service-component"),
    SERVICE_TYPE("cld-service-type"),
    VISUAL_IMPAIRMENT("cld-visual-impairment"),
    YES_NO_UNKNOWN("cld-yes-no-unknown");

    /** Some councils' systems cut values off at about sixty characters; a shorter text is no such remainder. */
    private static final int SHORTEST_REMAINDER = 40;

    private final CodeMap map;

    CodeList(String conceptMap) {
        this.map = CodeMap.load(conceptMap);
    }

    /** The code of a wording of either release, whole or cut off where what is left can only be one. */
    Optional<CodeMap.Target> translate(String wording) {
        String key = Wording.key(wording);
        return map.translate(key).or(() -> wording.length() < SHORTEST_REMAINDER ? Optional.empty() : cutOff(key));
    }

    /** Whether a wording that translates is release 2's own, whatever its case and punctuation. */
    boolean isOfRelease2(String wording) {
        return translate(wording).map(target -> Wording.key(target.display()).equals(Wording.key(wording)))
                .orElse(true);
    }

    /** The last word may have lost its end, or be the beginning of an "and" that keys leave out. */
    private Optional<CodeMap.Target> cutOff(String key) {
        String wholeWords = key.substring(0, Math.max(0, key.lastIndexOf(' ')));
        return onlyOneThatBegins(key).or(() -> onlyOneThatBegins(wholeWords));
    }

    private Optional<CodeMap.Target> onlyOneThatBegins(String start) {
        List<CodeMap.Target> targets = map.codes()
                .stream()
                .filter(code -> code.startsWith(start))
                .flatMap(code -> map.translate(code).stream())
                .distinct()
                .toList();
        return targets.size() == 1 ? Optional.of(targets.getFirst()) : Optional.empty();
    }

    /** The code of a wording; of a wording outside the list its {@link Wording#key}, so that it still compares. */
    String codeOf(String wording) {
        return translate(wording).map(CodeMap.Target::code).orElseGet(() -> Wording.key(wording));
    }

    /** The coded wording, with its text as sent wherever that says more than the code's display. */
    CodeableConcept concept(String wording) {
        return translate(wording)
                .map(target -> target.display().equals(wording)
                        ? target.toConcept()
                        : target.toConcept().setText(wording))
                .orElseGet(() -> new CodeableConcept().setText(wording));
    }
}
