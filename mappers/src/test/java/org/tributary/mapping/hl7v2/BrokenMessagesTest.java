package org.tributary.mapping.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tributary.mapping.CaseFolders;
import org.tributary.mapping.FoldResult;
import org.tributary.mapping.MappedResource;
import org.tributary.mapping.MappingResult;

/** Broken input gives issues, never an exception, and never a resource that is not FHIR. */
class BrokenMessagesTest {

    private static final long SEED = 7;

    @Test
    void truncatedAnywhere() throws IOException {
        for (byte[] message : messages()) {
            for (int length = 0; length < message.length; length += 3) {
                mapAndFold(Arrays.copyOf(message, length), "cut at " + length, length % 60 == 0);
            }
        }
    }

    @Test
    void bytesChangedAtRandom() throws IOException {
        Random random = new Random(SEED);
        byte[] likely = "|^~\\&\"\r\n0Z \0\u00FF+-<".getBytes(StandardCharsets.ISO_8859_1);
        for (byte[] message : messages()) {
            for (int round = 0; round < 200; round++) {
                byte[] changed = message.clone();
                for (int i = 0; i <= random.nextInt(12); i++) {
                    changed[random.nextInt(changed.length)] = random.nextBoolean()
                            ? likely[random.nextInt(likely.length)]
                            : (byte) random.nextInt(256);
                }
                mapAndFold(changed, "seed " + SEED + ", round " + round, round % 20 == 0);
            }
        }
    }

    @Test
    void fieldsExchangedAtRandom() throws IOException {
        Random random = new Random(SEED);
        for (byte[] message : messages()) {
            String[] fields = new String(message, StandardCharsets.UTF_8).split("(?<=\\|)|(?=\\|)", -1);
            for (int round = 0; round < 100; round++) {
                String[] changed = fields.clone();
                for (int i = 0; i < 6; i++) {
                    changed[20 + random.nextInt(changed.length - 20)] = changed[random.nextInt(changed.length)];
                }
                mapAndFold(String.join("", changed).getBytes(StandardCharsets.UTF_8),
                        "seed " + SEED + ", round " + round, true);
            }
        }
    }

    @Test
    void nothingAtAll() {
        for (String text : List.of("", "\r", "M", "MSH", "MSH|", "MSH|^~\\&", "MSH|^~\\&|", "MSH||||||", "MSH^^^^^^^^",
                "MSHMSHMSHMSH", "\u000B\u001C\r", "{}", "MSH|^~\\&|a|b|c|d|e|f|ADT^A01")) {
            MappingResult result = Hl7v2CasesTest.HOSPITAL.map(text.getBytes(StandardCharsets.UTF_8));
            assertThat(result.contributions()).isEmpty();
            assertThat(result.rejected()).isEqualTo(1);
        }
    }

    private static List<byte[]> messages() throws IOException {
        List<byte[]> messages = new ArrayList<>();
        for (String situation : List.of("inpatient-stay-from-admission-to-discharge", "results-of-types-nm-st-and-ce",
                "next-of-kin", "birth-time-and-death-time", "results-of-every-value-type", "appointment-booked",
                "document-with-text-and-a-file", "procedures-done-and-ahead")) {
            for (Path document : CaseFolders.documents(Hl7v2CasesTest.CASES.resolve(situation))) {
                messages.add(Files.readAllBytes(document));
            }
        }
        return messages;
    }

    private static void mapAndFold(byte[] message, String what, boolean parse) {
        try {
            Hl7Header.read(message).ifPresent(Hl7Header::identity);
            MappingResult result = Hl7v2CasesTest.HOSPITAL.map(message);
            assertThat(result.contributions().isEmpty()).isEqualTo(result.rejected() > 0);
            for (FoldResult fold : Hl7v2CasesTest.HOSPITAL.fold(result.contributions())) {
                for (MappedResource resource : fold.resources()) {
                    assertThat(resource.json()).doesNotContain("\\u0000");
                    if (parse) {
                        FhirContext.forR4Cached().newJsonParser().parseResource(resource.json());
                    }
                }
            }
        } catch (RuntimeException e) {
            fail(what + " of " + CaseFolders.text(message), e);
        }
    }
}
