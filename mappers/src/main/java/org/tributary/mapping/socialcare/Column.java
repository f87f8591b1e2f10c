package org.tributary.mapping.socialcare;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.jspecify.annotations.Nullable;
import org.tributary.mapping.support.RowIssues;

/**
 * The columns of a return in the order of release 1. The constants' names are stored in contributions, so they may be
 * added to but not renamed.
 */
enum Column implements RowIssues.Column {
    LA_CODE(Content.TEXT, Topic.RETURN, "LA Code"),
    PERIOD_START(Content.DATE, Topic.RETURN, "Reporting Period Start Date"),
    PERIOD_END(Content.DATE, Topic.RETURN, "Reporting Period End Date"),
    NHS_NUMBER(Content.TEXT, Topic.PERSON, "NHS Number"),
    PERSON_ID(Content.TEXT, Topic.PERSON, "LA Person Unique Identifier"),
    FIRST_NAME(Content.TEXT, Topic.PERSON, "First Name", "Forename"),
    LAST_NAME(Content.TEXT, Topic.PERSON, "Last Name", "Surname"),
    GP_PRACTICE_NAME(Content.TEXT, Topic.PERSON, "GP Practice Name"),
    GP_PRACTICE_CODE(Content.TEXT, Topic.PERSON, "GP Practice Code"),
    GENDER(CodeList.GENDER, Topic.PERSON, "Gender"),
    ETHNICITY(CodeList.ETHNICITY, Topic.PERSON, "Ethnicity"),
    DATE_OF_BIRTH(Content.DATE, Topic.PERSON, "Date of Birth"),
    DATE_OF_DEATH(Content.DATE, Topic.PERSON, "Date of Death"),
    CLIENT_TYPE(CodeList.CLIENT_TYPE, Topic.PERSON_IN_EVENT, "Client Type"),
    PRIMARY_SUPPORT_REASON(CodeList.PRIMARY_SUPPORT_REASON, Topic.PERSON_IN_EVENT, "Primary Support Reason"),
    POSTCODE(Content.TEXT, Topic.PERSON, "Postcode"),
    ACCOMMODATION_STATUS(CodeList.ACCOMMODATION_STATUS, Topic.PERSON, "Accommodation Status"),
    EMPLOYMENT_STATUS(CodeList.EMPLOYMENT_STATUS, Topic.PERSON, "Employment Status"),
    HAS_UNPAID_CARER(CodeList.YES_NO_UNKNOWN, Topic.PERSON, "Has Unpaid Carer"),
    AUTISM(CodeList.YES_NO_UNKNOWN, Topic.PERSON, "Autism Spectrum Disorder (ASD)", "Autism Spectrum Disorder"),
    VISUAL_IMPAIRMENT(CodeList.VISUAL_IMPAIRMENT, Topic.PERSON, "Visual Impairment"),
    HEARING_IMPAIRMENT(CodeList.HEARING_IMPAIRMENT, Topic.PERSON, "Hearing Impairment"),
    DEMENTIA(CodeList.YES_NO_UNKNOWN, Topic.PERSON, "Dementia"),
    CLIENT_FUNDING_STATUS(CodeList.CLIENT_FUNDING_STATUS, Topic.EVENT, "Client Funding Status"),
    EVENT_TYPE(CodeList.EVENT_TYPE, Topic.EVENT, "Event Type"),
    EVENT_REFERENCE(Content.TEXT, Topic.EVENT, "Event Reference"),
    EVENT_START(Content.DATE, Topic.EVENT, "Event Start Date"),
    EVENT_END(Content.DATE, Topic.EVENT, "Event End Date"),
    EVENT_DESCRIPTION(Content.TEXT, Topic.EVENT, "Event Description"),
    EVENT_OUTCOME(CodeList.EVENT_OUTCOME, Topic.EVENT, "Event Outcome"),
    ROUTE_OF_ACCESS(CodeList.ROUTE_OF_ACCESS, Topic.REQUEST, "Request: Route of Access", "Route of Access"),
    ASSESSMENT_TYPE(CodeList.ASSESSMENT_TYPE, Topic.ASSESSMENT, "Assessment Type"),
    ELIGIBLE_NEEDS_IDENTIFIED(Content.TEXT, Topic.ASSESSMENT, "Eligible Needs Identified"),
    METHOD_OF_ASSESSMENT(Content.TEXT, Topic.ASSESSMENT, "Method of Assessment"),
    HOURS_CARING(Content.TEXT, Topic.PERSON, "Total Hrs Caring per week", "Total Hours Caring per week"),
    ADULTS_CARED_FOR(Content.COUNT, Topic.PERSON, "No. of adults being cared for",
            "Number of adults being cared for"),
    LINKED_PERSON_1(Content.TEXT, Topic.PERSON, "Adult 1 Linked Person_ID"),
    LINKED_PERSON_2(Content.TEXT, Topic.PERSON, "Adult 2 Linked Person_ID"),
    LINKED_PERSON_3(Content.TEXT, Topic.PERSON, "Adult 3 Linked Person_ID"),
    SERVICE_TYPE(CodeList.SERVICE_TYPE, Topic.SERVICE, "Service Type"),
    SERVICE_COMPONENT(CodeList.SERVICE_COMPONENT, Topic.SERVICE, "Service Component"),
    DELIVERY_MECHANISM(CodeList.DELIVERY_MECHANISM, Topic.SERVICE, "Delivery Mechanism"),
    PROVIDER_NAME(Content.TEXT, Topic.SERVICE, "Provider CQC Location Name"),
    PROVIDER_ID(Content.TEXT, Topic.SERVICE, "Provider CQC Location ID"),
    REVIEW_REASON(CodeList.REVIEW_REASON, Topic.REVIEW, "Review Reason"),
    REVIEW_OUTCOMES(CodeList.REVIEW_OUTCOME, Topic.REVIEW, "Review Outcomes Achieved"),
    METHOD_OF_REVIEW(Content.TEXT, Topic.REVIEW, "Method of Review"),
    UNIT_COST(Content.AMOUNT, Topic.SERVICE, "Unit Cost"),
    COST_FREQUENCY(CodeList.COST_FREQUENCY, Topic.SERVICE, "Cost Frequency (Unit Type)", "Cost Frequency"),
    PLANNED_UNITS(Content.AMOUNT, Topic.SERVICE, "Planned units per week");

    /** What a column's values are made of. */
    enum Content {
        TEXT, DATE, COUNT, AMOUNT, CODE
    }

    /** What a column speaks of. The last four are for events of that type alone. */
    enum Topic {
        RETURN, PERSON,
        /** A person may be a service user in one event and a carer in another, each for a reason of its own. */
        PERSON_IN_EVENT, EVENT, REQUEST, ASSESSMENT, SERVICE, REVIEW;

        boolean ofPerson() {
            return this == PERSON || this == PERSON_IN_EVENT;
        }

        boolean ofEvent(EventType type) {
            return switch (this) {
                case RETURN, PERSON -> false;
                case PERSON_IN_EVENT, EVENT -> true;
                case REQUEST -> type == EventType.REQUEST;
                case ASSESSMENT -> type == EventType.ASSESSMENT;
                case SERVICE -> type == EventType.SERVICE;
                case REVIEW -> type == EventType.REVIEW;
            };
        }
    }

    private static final Map<String, Column> BY_HEADING = byHeading();

    private final Content content;
    private final Topic topic;
    private final @Nullable CodeList list;
    private final List<String> headings;

    Column(Content content, Topic topic, String... headings) {
        this.content = content;
        this.topic = topic;
        this.list = null;
        this.headings = List.of(headings);
    }

    Column(CodeList list, Topic topic, String... headings) {
        this.content = Content.CODE;
        this.topic = topic;
        this.list = list;
        this.headings = List.of(headings);
    }

    /** The column that a heading names, whatever its case, spacing and punctuation. */
    static Optional<Column> findByHeading(String heading) {
        return Optional.ofNullable(BY_HEADING.get(Wording.key(heading)));
    }

    /** The heading of the specification's release 1. */
    @Override
    public String heading() {
        return headings.getFirst();
    }

    Content content() {
        return content;
    }

    Topic topic() {
        return topic;
    }

    Optional<CodeList> list() {
        return Optional.ofNullable(list);
    }

    /** A value of this column as a concept: coded where the column has a list that knows the wording. */
    CodeableConcept concept(String wording) {
        return list == null ? new CodeableConcept().setText(wording) : list.concept(wording);
    }

    /** An unmodifiable copy in column order, so that the same values are always written alike. */
    static Map<Column, String> copy(Map<Column, String> values) {
        Map<Column, String> copy = new EnumMap<>(Column.class);
        copy.putAll(values);
        return Collections.unmodifiableMap(copy);
    }

    private static Map<String, Column> byHeading() {
        Map<String, Column> columns = new HashMap<>();
        for (Column column : values()) {
            column.headings.forEach(heading -> columns.put(Wording.key(heading), column));
        }
        return Map.copyOf(columns);
    }
}
