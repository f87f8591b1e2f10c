package org.tributary.mapping.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tributary.mapping.CaseFolders;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.MappingIssue.Severity;
import org.tributary.mapping.hl7v2.Hl7Acknowledgement.Code;

/** What the doors use: the header, the acknowledgement and the file of messages. */
class Hl7DoorTypesTest {

    private static final Instant NOW = Instant.parse("2024-06-03T09:05:00Z");
    private static final MappingIssue ISSUE = new MappingIssue("pid-3-missing", Severity.ERROR, Kind.REQUIRED, 1,
            "PID[2]-3[1].4", "No number | here.\nNone.", "Send one.");

    @Test
    void headerOfAMessage() {
        Hl7Header header = header(
                "\uFEFF\r\nMSH|^~\\&|PAS^x|RCB|HUB|ICB|202406031005||ADT^A01^ADT_A01|17|P|2.4|||||GBR|8859/1\rPID|");
        assertThat(header.sendingApplication()).isEqualTo("PAS");
        assertThat(header.sendingFacility()).isEqualTo("RCB");
        assertThat(header.messageType()).isEqualTo("ADT^A01");
        assertThat(header.controlId()).isEqualTo("17");
        assertThat(header.messageTime()).isEqualTo("202406031005");
        assertThat(header.version()).isEqualTo("2.4");
        assertThat(header.charset()).isEqualTo("8859/1");
    }

    @Test
    void identityIsOfFiveFieldsAlone() {
        String message = "MSH|^~\\&|PAS|RCB|HUB|ICB|202406031005||ADT^A01|17|P|2.4";
        String identity = header(message).identity();
        assertThat(header(message.replace("HUB", "OTHER")).identity()).isEqualTo(identity);
        for (String[] change : new String[][]{{"PAS", "LIMS"}, {"RCB", "RCD"}, {"31005", "31006"}, {"A01", "A02"},
                {"|17|", "|18|"}}) {
            assertThat(header(message.replace(change[0], change[1])).identity()).isNotEqualTo(identity);
        }
        assertThat(header("MSH|^~\\&|A|BC").identity()).isNotEqualTo(header("MSH|^~\\&|AB|C").identity());
    }

    @Test
    void headerInTheMessagesOwnCharacterSet() {
        String message = "MSH|^~\\&|PÄS|RCB|HUB|ICB|202406031005||ADT^A01|17|P|2.4||||||";
        assertThat(header(message + "UNICODE UTF-8").sendingApplication()).isEqualTo("PÄS");
        Hl7Header latin1 = Hl7Header.read((message + "8859/1").getBytes(StandardCharsets.ISO_8859_1)).orElseThrow();
        assertThat(latin1.sendingApplication()).isEqualTo("PÄS");
        assertThat(Hl7Acknowledgement.of(latin1, Code.AA, "", List.of(), NOW, "A-1"))
                .contains("PÄS".getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void noHeader() {
        for (String text : List.of("", "PID|1", "MSH", "MSHA^~\\&|PAS", "MSH|||||||",
                "{\"resourceType\":\"Bundle\"}")) {
            assertThat(Hl7Header.read(text.getBytes(StandardCharsets.UTF_8))).as(text).isEmpty();
        }
    }

    @Test
    void acceptance() {
        Hl7Header header = header(
                "MSH|^~\\&|PAS|RCB|HUB|ICB|202406031005||ADT^A01^ADT_A01|17|P|2.4|||||GBR|UNICODE UTF-8");
        assertThat(answer(header, Code.AA, "", List.of()))
                .isEqualTo(
                        "MSH|^~\\&|HUB|ICB|PAS|RCB|20240603090500+0000||ACK^A01|A-1|P|2.4||||||UNICODE UTF-8\rMSA|AA|17\r");
    }

    @Test
    void errorsInTheLayoutOfVersion25() {
        Hl7Header header = header("MSH|^~\\&|PAS|RCB|HUB|ICB|202406031005||ADT^A01|17|P|2.5.1");
        assertThat(answer(header, Code.AE, "No", List.of(ISSUE))).endsWith("\rMSA|AE|17|No\r"
                + "ERR||PID^2^3^1^4|101^Required field missing^HL70357|E|pid-3-missing|||No number \\F\\ here. None. Send one.\r");
    }

    @Test
    void errorsInTheLayoutOfVersion24AndTheMessagesOwnDelimiters() {
        Hl7Header header = header("MSH#*!$%#PAS#RCB#HUB#ICB#202406031005##ADT*A01#17#P#2.4");
        assertThat(answer(header, Code.AR, "a#b\rMSA|AA", List.of(ISSUE)))
                .startsWith("MSH#*!$%#HUB#ICB#PAS#RCB#20240603090500+0000##ACK*A01#A-1#P#2.4\r")
                .endsWith("\rMSA#AR#17#a$F$b MSA|AA\rERR#PID*2*3*101%Required field missing%HL70357\r");
    }

    @Test
    void informationIsNotTold() {
        MappingIssue information = new MappingIssue("segment-not-carried", Severity.INFORMATION, Kind.NOT_SUPPORTED, 1,
                "AL1", "Not carried.", "None.");
        assertThat(answer(Hl7Header.unreadable(), Code.AR, "Unreadable", List.of(information)))
                .isEqualTo("MSH|^~\\&|||||20240603090500+0000||ACK|A-1|P|2.4\rMSA|AR||Unreadable\r");
    }

    @Test
    void everyKindOfIssueHasAnErrorCode() {
        for (Kind kind : Kind.values()) {
            MappingIssue issue = new MappingIssue("x", Severity.ERROR, kind, 1, "line 7", "m", "r");
            assertThat(answer(Hl7Header.unreadable(), Code.AE, "", List.of(issue))).contains("HL70357");
        }
    }

    @Test
    void fileOfMessagesInABatch() {
        String file = "\uFEFFFHS|^~\\&|x\r\nBHS|^~\\&|x\r\nMSH|^~\\&|1\r\nPID|1\r\n\r\nMSH|^~\\&|2\r\nPID|2\r\nBTS|2\r\nFTS|1\r\n";
        assertThat(split(file)).containsExactly("MSH|^~\\&|1\rPID|1\r", "MSH|^~\\&|2\rPID|2\r");
    }

    @Test
    void fileOfFramedMessagesAndJunkBeforeThem() {
        assertThat(split("\u000BMSH|^~\\&|1\rPID|1\r\u001C\r\u000BMSH|^~\\&|2\r\u001C\r")).containsExactly(
                "MSH|^~\\&|1\rPID|1\r",
                "MSH|^~\\&|2\r");
        assertThat(split("junk\nMSH|^~\\&|1\n")).containsExactly("junk\r", "MSH|^~\\&|1\r");
        assertThat(split(" \n\n")).isEmpty();
    }

    @Test
    void decimalsKeepTheirDigits() {
        String message = "MSH|^~\\&|LIMS|RCB|||20240110||ORU^R01|1|P|2.4\rPID|||7^^^RCB^MR\rOBR|1||F1|X^X^L|||||||||||||||||||||F\rOBX|1|NM|K^K^L||4.10|||||||F";
        var contributions = Hl7v2CasesTest.HOSPITAL.map(message.getBytes(StandardCharsets.UTF_8)).contributions();
        assertThat(Hl7v2CasesTest.HOSPITAL.fold(contributions)).flatExtracting(fold -> fold.resources())
                .anyMatch(resource -> resource.json().contains("\"value\":4.10}")
                        || resource.json().contains("\"value\":4.10,"));
    }

    private static Hl7Header header(String message) {
        return Hl7Header.read(message.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private static String answer(Hl7Header header, Code code, String text, List<MappingIssue> issues) {
        return CaseFolders.text(Hl7Acknowledgement.of(header, code, text, issues, NOW, "A-1"));
    }

    private static List<String> split(String file) {
        return Hl7File.split(file.getBytes(StandardCharsets.UTF_8)).stream().map(CaseFolders::text).toList();
    }
}
