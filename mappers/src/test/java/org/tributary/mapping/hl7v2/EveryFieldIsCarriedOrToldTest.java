package org.tributary.mapping.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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
    /** Texts of documents. */
    private static final Pattern ENCODED = Pattern.compile("\"data\":\"([A-Za-z0-9+/=]+)\"");

    /** What a segment needs to be taken for what it is, by its name. */
    private static final Map<String, String> FIXED = Map.ofEntries(Map.entry("PID", "3=700001^^^RCB^MR"),
            Map.entry("PV1", "19=V1"), Map.entry("MRG", "1=700009^^^RCB^MR"), Map.entry("OBX", "2=ST"),
            Map.entry("PRD", "1=RP"), Map.entry("OBR", "25=F"));

    /** Every segment that is carried in some message, and some that are in none. */
    private static final List<String> SEGMENTS = List.of("PID", "PD1", "NK1", "PV1", "PV2", "ROL", "AL1", "IAM", "DG1",
            "PR1", "ZU1", "ZU3", "ZU4", "ZU8", "MRG", "OBR", "OBX", "NTE", "SPM", "ORC", "RXO", "TQ1", "SCH", "AIS",
            "AIG", "AIL", "AIP", "TXA", "RF1", "PRD", "IN1", "ZZZ");

    /** One type of each way in which messages are read. */
    static Stream<Arguments> segmentsOfMessages() {
        return Stream.of("ADT^A01", "ADT^A03", "ADT^A08", "ADT^A17", "ADT^A28", "ADT^A31", "ADT^A40", "ADT^A47",
                "ADT^A60", "ORU^R01", "ORU^R30", "ORM^O01", "OML^O21", "SIU^S12", "SIU^S15", "MDM^T02", "REF^I12")
                .flatMap(type -> SEGMENTS.stream()
                        .map(segment -> Arguments.of(type, segment, FIXED.get(segment))));
    }

    @ParameterizedTest
    @MethodSource("segmentsOfMessages")
    void ofASegmentFilledThroughout(String type, String name, @Nullable String fixed) {
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
        carried += ENCODED.matcher(carried)
                .results()
                .map(data -> new String(Base64.getDecoder().decode(data.group(1)), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
        Set<Integer> dropped = new TreeSet<>();
        for (int field = 1; field <= FIELDS; field++) {
            boolean silent = field == 1 && !SILENT.containsKey(name)
                    || SILENT.getOrDefault(name, Set.of()).contains(field);
            if (!silent && !given.containsKey(field) && !carried.contains(word(name, field))
                    && !isTold(name, field, result.issues())) {
                dropped.add(field);
            }
        }
        assertThat(dropped).as("fields of " + name + " that are neither carried nor told").isEmpty();
    }

    private static String word(String name, int field) {
        return "Word" + name + field + "End";
    }

    /** By the field's own place, or as a segment that is not carried at all. */
    private static boolean isTold(String name, int field, List<MappingIssue> issues) {
        Pattern place = Pattern.compile("\\b" + name + '-' + field + "\\b(?!\\d)");
        return issues.stream()
                .anyMatch(issue -> place.matcher(issue.location().replaceAll("\\[\\d+]", "")).find()
                        || issue.id().equals("segment-not-carried") && issue.location().equals(name));
    }

    /** A message of a type in which one segment is the given one and all others have the least they need. */
    private static byte[] message(String type, String name, String segment) {
        List<String> lines = new ArrayList<>(List.of("MSH|^~\\&|PAS|RCB|HUB|ICB|202406031005||" + type + "|1|P|2.5"));
        String patient = "PID|||700001^^^RCB^MR";
        String visit = "PV1||I|W||||||||||||||||V1";
        lines.addAll(switch (type) {
            case "ORU^R01", "ORU^R30" -> List.of(patient, "NK1", "PD1", visit, "PV2", "ORC",
                    "OBR||P1|F1|A^B^L|||||||||||||||||||||F", "OBX||ST|C^D^L||text||||||F", "NTE", "SPM");
            case "ORM^O01", "OML^O21" -> List.of(patient, visit, "ORC|NW|P1", "TQ1", "OBR||P1|F1|A^B^L", "NTE",
                    "OBX||ST|C^D^L||text||||||F", "SPM");
            case "SIU^S12", "SIU^S15" -> List.of("SCH|A1|B1|||||||||^^^202406040900", "TQ1", "NTE", patient, visit,
                    "PV2", "RGS|1", "AIS", "AIG", "AIL", "AIP");
            case "MDM^T02" -> List.of(patient, visit, "TXA||T||||||||||D1", "OBX||TX|C^D^L||text||||||F");
            case "REF^I12" -> List.of("RF1||||||R1", "PRD|RP", patient, visit, "OBR||P1|F1|A^B^L",
                    "OBX||ST|C^D^L||text||||||F", "NTE");
            case "ADT^A40", "ADT^A47" -> List.of(patient, "PD1", "MRG|700009^^^RCB^MR", visit);
            default -> List.of(patient, "PD1", "NK1", visit, "PV2", "ROL", "AL1", "IAM", "DG1", "PR1", "ZU1", "ZU3",
                    "ZU4", "ZU8");
        });
        if (lines.stream().noneMatch(line -> line.startsWith(name))) {
            lines.add(name);
        }
        lines.replaceAll(line -> line.startsWith(name) ? segment : line);
        lines.removeIf(line -> line.length() == 3);
        return String.join("\r", lines).getBytes(StandardCharsets.UTF_8);
    }
}
