package org.tributary.hub.web.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @Test
    void quotesEveryCell() {
        assertThat(Csv.write(List.of("Name"), List.of(List.of("O\"Neil, Ada"), List.of(""))))
                .isEqualTo("\"Name\"\r\n\"O\"\"Neil, Ada\"\r\n\"\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1"})
    void whatASpreadsheetWouldTakeForAFormulaIsText(String cell) {
        assertThat(Csv.write(List.of("A"), List.of(List.of(cell)))).isEqualTo("\"A\"\r\n\"'" + cell + "\"\r\n");
    }
}
