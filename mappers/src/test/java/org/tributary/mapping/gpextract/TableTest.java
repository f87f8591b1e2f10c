package org.tributary.mapping.gpextract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The tables by their files' names. */
class TableTest {

    @ParameterizedTest
    @CsvSource({"291_CareRecord_Observation_20240601_X.csv, OBSERVATION",
            "291_CareRecord_ObservationReferral_20240601_X.csv, REFERRAL", "Admin_Patient.csv, PATIENT",
            "1_appointment_slot_2.CSV, SLOT"})
    void aFileIsOfTheTableThatStandsInItsName(String file, Table table) {
        assertThat(Table.find(file)).contains(table);
    }

    @ParameterizedTest
    @EnumSource(Table.class)
    void everyTableCarriesItsKey(Table table) {
        assertThat(table.carries(table.key())).isTrue();
        assertThat(Arrays.stream(Table.values()).filter(other -> other.file().equals(table.file()))).hasSize(1);
    }
}
