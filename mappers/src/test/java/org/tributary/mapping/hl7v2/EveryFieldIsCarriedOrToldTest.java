package org.tributary.mapping.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tributary.mapping.FoldResult;
import org.tributary.mapping.MappedResource;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingResult;

/**
 * Nothing is dropped silently: a segment whose every field holds a word that occurs nowhere else is mapped, and each
 * word must be in a resource, or its field be named by an issue.
 */
class EveryFieldIsCarriedOrToldTest {

    /**
     * Fields that say nothing of a record: set ids, what was done to the segment, who of the two systems remarks; and
     * the sub-id of an observation, which is part of its id.
     */
    private static final Map<String, Set<Integer>> SILENT = Map.ofEntries(Map.entry("PR1", Set.of(1)),
            Map.entry("OBX", Set.of(1, 4)), Map.entry("NTE", Set.of(1, 2, 4)), Map.entry("ROL", Set.of(1, 2)),
            Map.entry("AIS", Set.of(1, 2)),
            Map.entry("AIG", Set.of(1, 2)), Map.entry("AIL", Set.of(1, 2)), Map.entry("AIP", Set.of(1, 2)),
            Map.entry("ZU1", Set.of()), Map.entry("ZU3", Set.of()), Map.entry("ZU4", Set.of()),
            Map.entry("ZU8", Set.of()), Map.entry("PV2", Set.of()), Map.entry("PD1", Set.of()),
            Map.entry("SCH", Set.of()), Map.entry("RF1", Set.of()), Map.entry("PRD", Set.of()),
            Map.entry("ORC", Set.of()), Map.entry("MRG", Set.of()));
    private static final int FIELDS = 55;

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"ADT^A01; PID; 3=700001^^^RCB^MR", "ADT^A01; PD1;", "ADT^A01; NK1;",
            "ADT^A01; PV1; 19=V1", "ADT^A01; PV2;", "ADT^A01; AL1;", "ADT^A60; IAM;", "ADT^A01; DG1;", "ADT^A01; PR1;",
            "ADT^A01; ROL;", "ADT^A01; ZU1;", "ADT^A01; ZU3;", "ADT^A01; ZU4;", "ADT^A01; ZU8;",
            "ADT^A40; MRG; 1=700009^^^RCB^MR",
            "ORU^R01; OBR; 25=F", "ORU^R01; OBX; 2=ST", "ORU^R01; OBX; 2=CE", "ORU^R01; NTE;", "ORU^R01; SPM;",
            "ORM^O01; ORC;",
            "ORM^O01; OBR;", "ORM^O01; TQ1;", "SIU^S12; SCH;", "SIU^S12; AIS;", "SIU^S12; AIG;", "SIU^S12; AIL;",
            "SIU^S12; AIP;", "MDM^T02; TXA;", "REF^I12; RF1;", "REF^I12; PRD; 1=RP"})
    void ofASegmentFilledThroughout(String type, String name, String fixed) {
        Map<Integer, String> given = fixed == null
                ? Map.of()
                : Map.of(Integer.parseInt(fixed.split("=", -1)[0]), fixed.split("=", -1)[1]);
        String segment = name + '|' + IntStream.rangeClosed(1, FIELDS)
                .mapToObj(field -> given.getOrDefault(field, word(name, field)))
                .collect(Collectors.joining("|"));
        MappingResult result = Hl7v2CasesTest.HOSPITAL.map(message(type, name, segment));
        assertThat(result.rejected()).as(result.issues().toString()).isZero();
        String carried = Hl7v2CasesTest.HOSPITAL.fold(result.contributions())
                .stream()
                .map(FoldResult::resources)
                .flatMap(List::stream)
                .map(MappedResource::json)
                .collect(Collectors.joining("\n"));
        Set<Integer> dropped = new TreeSet<>();
        for (int field = 1; field <= FIELDS; field++) {
            boolean silent = field == 1 && !SILENT.containsKey(name)
                    || SILENT.getOrDefault(name, Set.of()).contains(field);
            if (!silent && !given.containsKey(field) && !carried.contains(word(name, field))
                    && !isTold(name + '-' + field, result.issues())) {
                dropped.add(field);
            }
        }
        assertThat(dropped).as("fields of " + name + " that are neither carried nor told").isEmpty();
    }

    private static String word(String name, int field) {
        return "Word" + name + field + "End";
    }

    private static boolean isTold(String field, List<MappingIssue> issues) {
        Pattern place = Pattern.compile("\\b" + field + "\\b(?!\\d)");
        return issues.stream().anyMatch(issue -> place.matcher(issue.location().replaceAll("\\[\\d+]", "")).find());
    }

    /** A message of a type in which one segment is the given one and all others have the least they need. */
    private static byte[] message(String type, String name, String segment) {
        List<String> lines = new ArrayList<>(List.of("MSH|^~\\&|PAS|RCB|HUB|ICB|202406031005||" + type + "|1|P|2.5"));
        lines.addAll(switch (type) {
            case "ORU^R01" -> List.of("PID|||700001^^^RCB^MR", "OBR||P1|F1|A^B^L|||||||||||||||||||||F",
                    "OBX||ST|C^D^L||text||||||F", "NTE", "SPM");
            case "ORM^O01" -> List.of("PID|||700001^^^RCB^MR", "ORC|NW|P1", "TQ1", "OBR||P1|F1|A^B^L");
            case "SIU^S12" ->
                List.of("SCH|A1|B1|||||||||^^^202406040900", "PID|||700001^^^RCB^MR", "RGS|1", "AIS", "AIG",
                        "AIL", "AIP");
            case "MDM^T02" -> List.of("PID|||700001^^^RCB^MR", "TXA||T|||||||||||D1", "OBX||TX|C^D^L||text||||||F");
            case "REF^I12" -> List.of("RF1||||||R1", "PRD|RP", "PID|||700001^^^RCB^MR");
            case "ADT^A40" -> List.of("PID|||700001^^^RCB^MR", "MRG|700009^^^RCB^MR");
            default -> List.of("PID|||700001^^^RCB^MR", "PD1", "NK1", "PV1||I|W||||||||||||||||V1", "PV2", "ROL", "AL1",
                    "IAM", "DG1", "PR1", "ZU1", "ZU3", "ZU4", "ZU8");
        });
        lines.replaceAll(line -> line.startsWith(name) ? segment : line);
        lines.removeIf(line -> line.length() == 3);
        return String.join("\r", lines).getBytes(StandardCharsets.UTF_8);
    }
}
