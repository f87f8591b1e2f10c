package org.tributary.hub.fhir.operation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The sections of an International Patient Summary that the hub fills, in their order, and which resources belong into
 * each.
 */
enum SummarySection {
    ALLERGIES("48765-2", "Allergies and intolerances", true, "AllergyIntolerance") {
        @Override
        boolean holds(JsonNode resource) {
            return !has(resource, "clinicalStatus", "resolved", "inactive") && !isDenied(resource);
        }
    },
    MEDICATIONS("10160-0", "Medications", true, "MedicationStatement", "MedicationRequest") {
        @Override
        boolean holds(JsonNode resource) {
            return status(resource, "active", "on-hold", "intended", "unknown");
        }
    },
    PROBLEMS("11450-4", "Problems", true, "Condition") {
        @Override
        boolean holds(JsonNode resource) {
            return !isPast(resource) && !isDenied(resource);
        }
    },
    IMMUNIZATIONS("11369-6", "Immunizations", false, "Immunization") {
        @Override
        boolean holds(JsonNode resource) {
            return status(resource, "completed");
        }
    },
    PROCEDURES("47519-4", "Procedures", false, "Procedure") {
        @Override
        boolean holds(JsonNode resource) {
            return !status(resource, "entered-in-error", "not-done", "unknown");
        }
    },
    DEVICES("46264-8", "Medical devices", false, "DeviceUseStatement") {
        @Override
        boolean holds(JsonNode resource) {
            return status(resource, "active", "on-hold", "intended");
        }
    },
    RESULTS("30954-2", "Results: the latest of each kind", false, "DiagnosticReport") {
        @Override
        boolean holds(JsonNode resource) {
            return status(resource, "final", "amended", "corrected", "appended", "preliminary", "partial");
        }
    },
    VITAL_SIGNS("8716-3", "Vital signs: the latest of each kind", false),
    SOCIAL_HISTORY("29762-2", "Social history: the latest of each kind", false),
    PAST_ILLNESS("11348-0", "Past illnesses", false, "Condition") {
        @Override
        boolean holds(JsonNode resource) {
            return isPast(resource) && !isDenied(resource);
        }
    },
    PLAN("18776-5", "Plan of care", false, "CarePlan", "Goal", "Appointment", "ServiceRequest") {
        @Override
        boolean holds(JsonNode resource) {
            return status(resource, "active", "on-hold", "booked", "pending", "arrived")
                    || resource.path("lifecycleStatus").asString("").matches("accepted|active|planned|on-hold");
        }
    },
    ENCOUNTERS("46240-8", "Encounters", false, "Encounter") {
        @Override
        boolean holds(JsonNode resource) {
            return !status(resource, "entered-in-error", "cancelled");
        }
    };

    private final String loinc;
    private final String title;
    private final boolean required;
    private final List<String> types;

    SummarySection(String loinc, String title, boolean required, String... types) {
        this.loinc = loinc;
        this.title = title;
        this.required = required;
        this.types = List.of(types);
    }

    String loinc() {
        return loinc;
    }

    String title() {
        return title;
    }

    /** Whether a summary has it even when there is nothing to tell. */
    boolean required() {
        return required;
    }

    /** The types of its resources; those of Observations are told by {@link #observations}. */
    List<String> types() {
        return types;
    }

    /** The category of Observations that belong into it, the latest of each code. */
    Optional<String> observations() {
        return switch (this) {
            case RESULTS -> Optional.of("laboratory");
            case VITAL_SIGNS -> Optional.of("vital-signs");
            case SOCIAL_HISTORY -> Optional.of("social-history");
            case ALLERGIES, MEDICATIONS, PROBLEMS, IMMUNIZATIONS, PROCEDURES, DEVICES, PAST_ILLNESS, PLAN, ENCOUNTERS ->
                Optional.empty();
        };
    }

    /** Whether a resource of one of its types is to be told. */
    boolean holds(JsonNode resource) {
        return false;
    }

    /** All types of all sections. */
    static Set<String> allTypes() {
        return Arrays.stream(values()).flatMap(section -> section.types.stream()).collect(Collectors.toSet());
    }

    private static boolean status(JsonNode resource, String... any) {
        return List.of(any).contains(resource.path("status").asString(""));
    }

    private static boolean has(JsonNode resource, String member, String... any) {
        return resource.path(member)
                .path("coding")
                .valueStream()
                .anyMatch(coding -> List.of(any).contains(coding.path("code").asString("")));
    }

    private static boolean isPast(JsonNode resource) {
        return has(resource, "clinicalStatus", "inactive", "remission", "resolved");
    }

    private static boolean isDenied(JsonNode resource) {
        return has(resource, "verificationStatus", "refuted", "entered-in-error");
    }
}
