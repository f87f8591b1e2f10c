package org.tributary.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tributary.hub.web.RawMessage.Part;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.MappingIssue.Severity;

/** The offending places of a message, marked in its own text. */
class RawMessageTest {

    private static final String HL7 = "MSH|^~\\&|PAS|RZ8\rPID|1||A1^^^RZ8^MR~B2^^^NHS^NH||TESTER\rOBX|1|NM|x\rOBX|2|NM|y\r";
    private static final String JSON = """
            {"resourceType":"Bundle","entry":[{"resource":{"id":"a"}},{"resource":{"birthDate":"never","name":[1]}}]}""";

    private static List<String> marked(String text, String place) {
        return RawMessage.of(text.getBytes(StandardCharsets.UTF_8), List.of(issue(Severity.ERROR, place)))
                .parts()
                .stream()
                .filter(Part::marked)
                .map(Part::text)
                .toList();
    }

    private static MappingIssue issue(Severity severity, String place) {
        return new MappingIssue("id", severity, Kind.VALUE, 1, place, "Wrong.", "Mend it.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"PID-3;A1^^^RZ8^MR~B2^^^NHS^NH", "PID-3[2];B2^^^NHS^NH",
            "PID-3[2].1;B2^^^NHS^NH", "PID-5;TESTER", "MSH-3;PAS", "MSH-4;RZ8", "OBX[2]-3;y", "OBX[2];OBX|2|NM|y",
            "PID-30;PID|1||A1^^^RZ8^MR~B2^^^NHS^NH||TESTER"})
    void aPlaceInHl7(String place, String marked) {
        assertThat(marked(HL7, place)).containsExactly(marked);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"Bundle.entry[1].resource.birthDate;\"never\"",
            "Bundle.entry[1].resource.name;[1]", "Bundle.entry[0].resource;{\"id\":\"a\"}"})
    void aPlaceInJson(String place, String marked) {
        assertThat(marked(JSON, place)).containsExactly(marked);
    }

    @Test
    void aLineOfATable() {
        assertThat(marked("a,b\r\n1,2\r\n3,4\r\n", "line 3, column \"b\"")).containsExactly("3,4");
    }

    @Test
    void whatIsNotThereIsNotMarkedAndNothingIsLost() {
        for (String place : List.of("ZZZ-1", "line 99", "Bundle.entry[9].x", "document", "PID", "")) {
            RawMessage raw = RawMessage.of(HL7.getBytes(StandardCharsets.UTF_8),
                    List.of(issue(Severity.ERROR, place), issue(Severity.WARNING, "PID-5")));
            assertThat(String.join("", raw.parts().stream().map(Part::text).toList())).as(place)
                    .isEqualTo(HL7.replace('\r', '\n'));
        }
    }

    @Test
    void ofALongMessageWhatSurroundsTheMarkIsShown() {
        String lines = "row,of,values\n".repeat(10_000);
        RawMessage raw = RawMessage.of((lines + "the bad one\n" + lines).getBytes(StandardCharsets.UTF_8),
                List.of(issue(Severity.ERROR, "line 10001")));
        assertThat(raw.shortened()).isTrue();
        assertThat(raw.parts()).contains(new Part("the bad one", true));
        assertThat(raw.parts().stream().mapToInt(part -> part.text().length()).sum()).isLessThan(3_000);
        RawMessage unmarked = RawMessage.of(lines.getBytes(StandardCharsets.UTF_8), List.of());
        assertThat(unmarked.parts()).singleElement()
                .satisfies(part -> assertThat(part.text().length()).isBetween(1_000, 21_000));
    }
}
