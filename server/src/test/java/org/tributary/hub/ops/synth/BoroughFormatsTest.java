package org.tributary.hub.ops.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.util.Terser;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.hl7.fhir.dstu3.model.Bundle;
import org.hl7.fhir.dstu3.model.Encounter;
import org.hl7.fhir.dstu3.model.ListResource;
import org.hl7.fhir.dstu3.model.Resource;
import org.junit.jupiter.api.Test;

/** The documents keep to their formats and tell stories that can have happened. */
class BoroughFormatsTest {
    private static final Borough BOROUGH = Borough.generate(400, 23);

    @Test
    void recordsParseStrictlyAsStu3AndAreOfTheStatedSize() {
        IParser parser = FhirContext.forDstu3Cached().newJsonParser().setParserErrorHandler(new StrictErrorHandler());
        List<Integer> sizes = new ArrayList<>();
        for (SyntheticDocument document : gpRecords()) {
            sizes.add(parser.parseResource(Bundle.class, ParsedBorough.text(document)).getEntry().size());
        }
        assertThat(sizes).hasSizeGreaterThanOrEqualTo(400).allSatisfy(size -> assertThat(size).isBetween(15, 75));
        assertThat(sizes.stream().filter(size -> size > 60).count()).isLessThan(sizes.size() / 20);
    }

    @Test
    void everyReferenceWithinARecordIsAnswered() {
        for (SyntheticDocument document : gpRecords()) {
            String text = ParsedBorough.text(document);
            Set<String> present = new HashSet<>();
            for (Resource resource : resources(document)) {
                present.add(resource.getResourceType() + "/" + resource.getIdElement().getIdPart());
            }
            Set<String> wanted = new TreeSet<>();
            Pattern.compile("\"reference\":\"([^\"]+)\"")
                    .matcher(text)
                    .results()
                    .forEach(found -> wanted.add(found.group(1)));
            assertThat(present).containsAll(wanted);
        }
    }

    @Test
    void nothingInARecordIsLaterThanItsExtraction() {
        for (SyntheticDocument document : gpRecords()) {
            List<Resource> resources = resources(document);
            Date extracted = ((ListResource) resources.getFirst()).getDate();
            for (Resource resource : resources) {
                if (resource instanceof Encounter encounter) {
                    assertThat(encounter.getPeriod().getEnd()).isBefore(extracted);
                }
            }
        }
    }

    @Test
    void snomedCodesHaveTheirCheckDigit() {
        Set<String> codes = new TreeSet<>();
        for (SyntheticDocument document : gpRecords()) {
            Pattern.compile("\"system\":\"http://snomed.info/sct\",\"code\":\"(\\d+)\"")
                    .matcher(ParsedBorough.text(document))
                    .results()
                    .forEach(found -> codes.add(found.group(1)));
        }
        for (Reason reason : Reason.values()) {
            codes.add(reason.snomed.code());
        }
        for (Problem problem : Problem.values()) {
            codes.add(problem.code.code());
        }
        assertThat(codes).hasSizeGreaterThan(50).allSatisfy(code -> assertThat(passesVerhoeff(code)).as(code).isTrue());
    }

    @Test
    void messagesParseAndSayTheyAreItk() throws IOException {
        try (HapiContext context = new DefaultHapiContext(new GenericModelClassFactory())) {
            Set<String> types = new TreeSet<>();
            BOROUGH.documents().filter(document -> document.feed().startsWith("acute")).forEach(document -> {
                Terser fields = new Terser(ParsedBorough.message(document, context));
                types.add(ParsedBorough.at(fields, "MSH-9-2"));
                assertThat(ParsedBorough.at(fields, "MSH-10")).isEqualTo(document.name());
                assertThat(ParsedBorough.at(fields, "MSH-12")).isEqualTo("2.4");
                assertThat(ParsedBorough.at(fields, "MSH-17")).isEqualTo("GBR");
                assertThat(ParsedBorough.at(fields, "MSH-21")).isEqualTo("iTKv1.0");
                boolean supported = !Set.of("A25", "P01").contains(ParsedBorough.at(fields, "MSH-9-2"));
                assertThat(document.expectedAccepted()).isEqualTo(supported ? 1 : 0);
                assertThat(document.expectedRejected()).isEqualTo(supported ? 0 : 1);
            });
            assertThat(types).contains("A01", "A02", "A03", "A04", "A08", "A13", "A28", "A31", "R01");
        }
    }

    @Test
    void visitsBeginBeforeTheyEndAndReadinessComesBetween() {
        Map<String, List<ParsedBorough.Received>> visits = new HashMap<>();
        ParsedBorough.read(BOROUGH.documents()).messages.stream()
                .filter(message -> !message.visit().isEmpty() && !message.type().equals("R01"))
                .forEach(message -> visits.computeIfAbsent(message.visit(), visit -> new ArrayList<>()).add(message));
        assertThat(visits).hasSizeGreaterThan(80).allSatisfy((visit, messages) -> {
            messages.sort(Comparator.comparing(ParsedBorough.Received::event));
            assertThat(messages.getFirst().type()).isIn("A01", "A04");
            ParsedBorough.Received last = messages.getLast();
            String start = ParsedBorough.at(last.fields(), "PV1-44");
            String end = ParsedBorough.at(last.fields(), "PV1-45");
            assertThat(start).isEqualTo(messages.getFirst().event());
            if (last.type().equals("A03")) {
                assertThat(end).isEqualTo(last.event()).isGreaterThan(start);
                if (ParsedBorough.at(last.fields(), "PV1-2").equals("I")) {
                    String fit = ParsedBorough.at(last.fields(), "ZU1-22");
                    String ready = ParsedBorough.at(last.fields(), "ZU1-24");
                    assertThat(List.of(start, fit, ready, end)).isSorted().doesNotHaveDuplicates();
                }
            } else {
                assertThat(end).isEmpty();
            }
        });
    }

    @Test
    void everyMessageHasAnIdentityOfItsOwnOrIsAnIdenticalRepeat() {
        Map<String, SyntheticDocument> seen = new HashMap<>();
        BOROUGH.documents().filter(document -> document.feed().startsWith("acute")).forEach(document -> {
            SyntheticDocument before = seen.put(document.name(), document);
            if (before != null) {
                assertThat(document.bytes()).isEqualTo(before.bytes());
            }
        });
    }

    @Test
    void theReturnHasTheHeadingsOfReleaseOneAndTheDeclaredRows() {
        SyntheticDocument council = BOROUGH.documents()
                .filter(document -> document.feed().startsWith("council"))
                .findFirst()
                .orElseThrow();
        int good = 0;
        int bad = 0;
        Set<String> events = new TreeSet<>();
        Set<String> keys = new HashSet<>();
        for (NamedCsvRecord row : CsvReader.builder().ofNamedCsvRecord(ParsedBorough.text(council))) {
            assertThat(row.getHeader()).hasSize(50).startsWith("LA Code", "Reporting Period Start Date");
            if (isDay(row.getField("Event Start Date"))) {
                good++;
                events.add(row.getField("Event Type"));
                LocalDate start = LocalDate.parse(row.getField("Event Start Date"));
                String end = row.getField("Event End Date");
                assertThat(end.isEmpty() || !LocalDate.parse(end).isBefore(start)).isTrue();
                assertThat(start).isAfterOrEqualTo(LocalDate.parse(row.getField("Reporting Period Start Date")));
                assertThat(
                        keys.add(row.getField("LA Person Unique Identifier") + row.getField("Event Type") + start + end
                                + row.getField("Service Component")))
                        .isTrue();
            } else {
                bad++;
            }
        }
        assertThat(events).containsExactly("Assessment", "Request", "Review", "Service");
        assertThat(good).isEqualTo(council.expectedAccepted());
        assertThat(bad).isEqualTo(council.expectedRejected()).isPositive();
    }

    @Test
    void malformedRecordsAreMalformed() {
        IParser parser = FhirContext.forDstu3Cached().newJsonParser().setParserErrorHandler(new StrictErrorHandler());
        List<SyntheticDocument> refused = BOROUGH.documents()
                .filter(document -> document.feed().startsWith("gp") && document.expectedRejected() > 0)
                .toList();
        assertThat(refused).hasSize(2);
        assertThat(ParsedBorough.text(refused.getFirst())).doesNotContain("\"resourceType\":\"Patient\"");
        assertThatThrownBy(() -> parser.parseResource(ParsedBorough.text(refused.getLast())))
                .isInstanceOf(DataFormatException.class);
    }

    private static List<SyntheticDocument> gpRecords() {
        return BOROUGH.documents()
                .filter(document -> document.feed().startsWith("gp") && document.expectedAccepted() == 1)
                .toList();
    }

    private static List<Resource> resources(SyntheticDocument document) {
        return FhirContext.forDstu3Cached()
                .newJsonParser()
                .parseResource(Bundle.class, ParsedBorough.text(document))
                .getEntry()
                .stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .toList();
    }

    private static boolean isDay(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** The check of SNOMED CT identifiers (release file specification, 5.5): the dihedral group of order ten. */
    private static boolean passesVerhoeff(String code) {
        int[] moves = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
        int check = 0;
        for (int i = 0; i < code.length(); i++) {
            int digit = code.charAt(code.length() - 1 - i) - '0';
            for (int times = 0; times < i % 8; times++) {
                digit = moves[digit];
            }
            check = compose(check, digit);
        }
        return check == 0;
    }

    /** Rotations are 0 to 4, reflections 5 to 9. */
    private static int compose(int a, int b) {
        if (a < 5) {
            return b < 5 ? (a + b) % 5 : 5 + (a + b - 5) % 5;
        }
        return b < 5 ? 5 + (a - 5 - b + 5) % 5 : (a - b + 5) % 5;
    }
}
