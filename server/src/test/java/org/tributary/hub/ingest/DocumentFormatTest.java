package org.tributary.hub.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentFormatTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {"MSH|^~\\&|PAS|RZ8;hl7v2", "\u000bMSH|^~\\&|PAS;hl7v2",
            "FHS|^~\\&|PAS;hl7v2", "PK\u0003\u0004rest;gp-extract", "EPIKEY,ADMIDATE;hospital-csv",
            "\"FYEAR\",\"ATTENDKEY\";hospital-csv", "\uFEFFAEKEY,ARRIVALDATE;hospital-csv",
            "Reporting Period,LA Person Unique Identifier;asc-cld", "  {\"resourceType\":\"Bundle\"};fhir-r4",
            "{\"profile\":[\"https://fhir.nhs.uk/STU3/StructureDefinition/X\"]};gpconnect"})
    void a_document_tells_its_format_by_its_beginning(String start, String format) {
        assertThat(DocumentFormat.detect(start.getBytes(StandardCharsets.UTF_8))).hasValue(format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PK", "<Bundle/>", "NAME,MONKEY", "ADMIDATE\nEPIKEY"})
    void what_is_none_of_them_has_no_format(String start) {
        assertThat(DocumentFormat.detect(start.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void a_letter_that_mentions_a_format_is_not_of_it() {
        assertThat(DocumentFormat.detect("Dear MSH".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }
}
