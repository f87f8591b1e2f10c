package org.tributary.hub.store.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class RecordLinkTest {

    @ParameterizedTest
    @ValueSource(strings = {"Observation", "Condition", "Encounter", "MedicationRequest", "Immunization",
            "AllergyIntolerance", "Procedure", "DiagnosticReport", "ServiceRequest", "EpisodeOfCare"})
    void clinical_resources_belong_to_a_record_by_one_reference(String type) {
        assertThat(RecordLink.path(type)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient", "Appointment", "Provenance", "Organization", "Group"})
    void what_may_name_several_patients_or_none_has_no_such_reference(String type) {
        assertThat(RecordLink.path(type)).isEmpty();
    }

    @Test
    void under_one_path_and_code_no_two_patients_share_a_number() {
        Set<Long> keys = new HashSet<>();
        for (long patient = -500; patient < 500; patient++) {
            keys.add(RecordLink.key(patient, 7, 42));
        }
        assertThat(keys).hasSize(1000);
    }

    @Test
    void the_subject_decides_not_who_performed() {
        IndexEntries entries = IndexExtractor.extract("Observation", JsonMapper.shared().readTree("""
                {"resourceType":"Observation","status":"final","code":{"coding":[{"code":"c"}]},
                 "subject":{"reference":"Patient/a"},"performer":[{"reference":"Patient/b"}]}"""));
        IndexEntries.Token code = entries.tokens()
                .stream()
                .filter(token -> token.code() == TokenKey.code("c"))
                .findFirst()
                .orElseThrow();
        assertThat(entries.inRecord(code)).hasValue(
                RecordLink.key(ReferenceTarget.of("Patient/a").hash(), code.path(), code.code()));
    }

    @Test
    void a_resource_about_no_patient_is_in_no_record() {
        IndexEntries entries = IndexExtractor.extract("Observation", JsonMapper.shared().readTree("""
                {"resourceType":"Observation","status":"final","code":{"coding":[{"code":"c"}]},
                 "subject":{"reference":"Group/a"},"performer":[{"reference":"Patient/b"}]}"""));
        assertThat(entries.tokens()).isNotEmpty().allMatch(token -> entries.inRecord(token).isEmpty());
    }
}
