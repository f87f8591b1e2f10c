package org.tributary.mapping.gpextract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tributary.mapping.CareSetting;
import org.tributary.mapping.CaseFolders;
import org.tributary.mapping.MappingResult;
import org.tributary.mapping.SourceFeed;

/**
 * Nothing is dropped silently: in a row whose every column is filled another value of a column must make another
 * record, or an issue must name the column.
 */
class EveryColumnIsCarriedOrToldTest {

    private static final CaseFolders MAPPER = new CaseFolders(new GpExtractMapper(),
            new SourceFeed("wellow-gp", "A99999", CareSetting.PRIMARY));

    /** Whose row it is stands in the row of the entry, too, from where it is carried. */
    private static final Map<Table, Set<String>> SAID_BY_THE_ENTRY = Map.of(
            Table.PROBLEM, Set.of("PatientGuid", "OrganisationGuid"),
            Table.REFERRAL, Set.of("PatientGuid", "OrganisationGuid"));

    /** Two values of columns that hold no words. */
    private static final Map<String, List<String>> VALUES = Map.ofEntries(
            Map.entry("NhsNumber", List.of("9990000018", "9990000026")), Map.entry("Sex", List.of("F", "M")),
            Map.entry("EffectiveDatePrecision", List.of("YMD", "Y")),
            Map.entry("EndDatePrecision", List.of("YMD", "Y")),
            Map.entry("SignificanceDescription", List.of("Minor Problem", "Significant Problem")),
            Map.entry("ProblemStatusDescription", List.of("Active Problem", "Past Problem")),
            Map.entry("Deleted", List.of("false", "true")), Map.entry("IsConfidential", List.of("false", "true")),
            Map.entry("SpineSensitive", List.of("false", "true")), Map.entry("IsActive", List.of("true", "false")),
            Map.entry("Complete", List.of("true", "false")), Map.entry("DidNotAttend", List.of("false", "true")));

    private static final Set<String> ENDS = Set.of("CancellationDate", "DateOfDeactivation", "ContractEndDate",
            "CloseDate", "EndDate");
    private static final Set<String> NUMBERS = Set.of("Value", "NumericRangeLow", "NumericRangeHigh", "Quantity",
            "PlannedDurationInMinutes", "CourseDurationInDays", "NumberOfIssues", "NumberOfIssuesAuthorised");

    @ParameterizedTest
    @EnumSource(value = Table.class, mode = EnumSource.Mode.EXCLUDE, names = "OBSERVATION")
    void ofATable(Table table) {
        boolean ofAnEntry = table == Table.PROBLEM || table == Table.REFERRAL;
        Map<Table, Map<String, String>> rows = new TreeMap<>(Map.of(table, full(table)));
        if (ofAnEntry) {
            rows.put(Table.OBSERVATION, full(Table.OBSERVATION));
        }
        assertNothingIsDropped(rows, table, table.columns(), SAID_BY_THE_ENTRY.getOrDefault(table, Set.of()), "");
    }

    static Stream<String> categories() {
        return Stream.of("Biochemistry", "Conditions, Operations, Procedures", "Procedures", "Allergy",
                "Family History", "Immunisation", "Referral", "Pathology Specimen", "Symptoms, Findings");
    }

    @ParameterizedTest
    @MethodSource("categories")
    void ofAnEntryOfACategory(String category) {
        Map<String, String> row = full(Table.OBSERVATION);
        assertNothingIsDropped(Map.of(Table.OBSERVATION, row), Table.OBSERVATION, row.keySet(), Set.of(), category);
        row.remove("Value");
        assertNothingIsDropped(Map.of(Table.OBSERVATION, row), Table.OBSERVATION, row.keySet(), Set.of(), category);
    }

    private static void assertNothingIsDropped(Map<Table, Map<String, String>> rows, Table table, Set<String> columns,
            Set<String> exempt, String category) {
        Set<String> dropped = new TreeSet<>();
        for (String column : columns) {
            if (column.equals(table.key()) || exempt.contains(column)) {
                continue;
            }
            Map<Table, Map<String, String>> base = changed(rows, table, Map.of());
            if (column.equals("ProblemStatusDescription")) {
                base = changed(rows, table, Map.of("EndDate", "", "EndDatePrecision", ""));
            }
            MappingResult one = map(base, category);
            MappingResult other = map(changed(base, table, Map.of(column, value(column, 1))), category);
            boolean told = other.issues().stream().anyMatch(issue -> issue.location().contains('"' + column + '"'));
            if (!told && MAPPER.fold(one.contributions()).equals(MAPPER.fold(other.contributions()))) {
                dropped.add(column);
            }
        }
        assertThat(dropped).as("columns of " + table.file() + " that are neither carried nor told").isEmpty();
    }

    private static Map<Table, Map<String, String>> changed(Map<Table, Map<String, String>> rows, Table table,
            Map<String, String> values) {
        Map<Table, Map<String, String>> all = new TreeMap<>();
        rows.forEach((of, row) -> all.put(of, new TreeMap<>(row)));
        all.computeIfAbsent(table, unknown -> new TreeMap<>()).putAll(values);
        return all;
    }

    private static MappingResult map(Map<Table, Map<String, String>> rows, String category) {
        Map<String, byte[]> files = new TreeMap<>();
        rows.forEach((table, row) -> files.put(table.file() + ".csv",
                (String.join(",", row.keySet()) + '\n' + String.join(",", row.values()))
                        .getBytes(StandardCharsets.UTF_8)));
        List<String> codes = new ArrayList<>(List.of(
                "CodeId,Term,ReadTermId,SnomedCTConceptId,SnomedCTDescriptionId,EmisCodeCategoryDescription"));
        for (String code : List.of("101", "102")) {
            codes.add(code + ",Term,H33..,195967001,1" + code + ",\"" + category + '"');
        }
        files.put("Coding_ClinicalCode.csv", String.join("\n", codes).getBytes(StandardCharsets.UTF_8));
        MappingResult result = MAPPER.map(Extracts.zip(files));
        assertThat(result.rejected()).as(result.issues().toString()).isZero();
        return result;
    }

    private static Map<String, String> full(Table table) {
        Map<String, String> row = new TreeMap<>();
        table.columns().forEach(column -> row.put(column, value(column, 0)));
        row.put(table.key(), "K1");
        return row;
    }

    private static String value(String column, int which) {
        if (VALUES.containsKey(column)) {
            return VALUES.getOrDefault(column, List.of()).get(which);
        }
        if (column.endsWith("CodeId")) {
            return which == 0 ? "101" : "102";
        }
        if (NUMBERS.contains(column)) {
            return which == 0 ? "5" : "6";
        }
        if (column.endsWith("Date") || column.startsWith("DateOf")) {
            return (ENDS.contains(column) ? "2024-06-0" : "2023-01-0") + (which + 1);
        }
        if (column.endsWith("Time")) {
            return (column.equals("EndTime") ? "12:00:0" : "09:00:0") + which;
        }
        return column + (which == 0 ? " one" : " other");
    }
}
