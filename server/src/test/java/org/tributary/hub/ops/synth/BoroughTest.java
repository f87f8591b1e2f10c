package org.tributary.hub.ops.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoroughTest {

    @Test
    void theSameSeedGivesTheSameBytes() {
        assertThat(digest(Borough.generate(150, 5))).isEqualTo(digest(Borough.generate(150, 5)));
    }

    @Test
    void theDocumentsCanBeAskedForAgain() {
        Borough borough = Borough.generate(60, 5);
        assertThat(digest(borough)).isEqualTo(digest(borough));
    }

    @Test
    void anotherSeedGivesOtherPeople() {
        assertThat(digest(Borough.generate(150, 5))).isNotEqualTo(digest(Borough.generate(150, 6)));
        assertThat(Borough.generate(150, 5).truth()).isNotEqualTo(Borough.generate(150, 6).truth());
    }

    @Test
    void theSmallestBoroughStillHasPeopleWorthOpening() {
        Borough borough = Borough.generate(Borough.FEWEST_PEOPLE, 1);
        assertThat(borough.population().people()).hasSize(Borough.FEWEST_PEOPLE);
        assertThat(borough.worthOpening()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(borough.documents().mapToInt(SyntheticDocument::expectedAccepted).sum()).isGreaterThan(40);
    }

    @Test
    void aBoroughOfNobodyIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Borough.generate(Borough.FEWEST_PEOPLE - 1, 1));
    }

    @Test
    void everyPersonHasAValidTestNumberOfTheirOwn() {
        List<String> numbers = Borough.generate(2_000, 3)
                .population()
                .people()
                .stream()
                .map(Person::nhsNumber)
                .toList();
        assertThat(new HashSet<>(numbers)).hasSize(2_000);
        assertThat(numbers).allSatisfy(number -> {
            assertThat(number).startsWith("999");
            assertThat(passesModulus11(number)).isTrue();
        });
    }

    @Test
    void phonesComeFromTheRangesKeptForDrama() {
        assertThat(Borough.generate(300, 3).population().people()).allSatisfy(
                person -> assertThat(person.phone()).matches("01632960\\d{3}|07700900\\d{3}"));
    }

    @Test
    void feedsAreFiveWithTheirSettings() {
        assertThat(Borough.generate(10, 3).feeds()).extracting(SyntheticFeed::setting)
                .containsExactly("primary", "primary", "acute", "acute", "social");
        assertThat(Borough.generate(10, 3).feeds()).filteredOn(feed -> feed.setting().equals("acute"))
                .allSatisfy(feed -> assertThat(feed.senders()).contains("PAS^" + feed.organisation()));
    }

    @Test
    void documentsComeInterleaved() {
        List<String> feeds = Borough.generate(300, 3).documents().map(SyntheticDocument::feed).toList();
        assertThat(feeds.lastIndexOf("acute-northbank")).isGreaterThan(feeds.indexOf("gp-riverside"));
        assertThat(feeds.lastIndexOf("gp-hillview")).isGreaterThan(feeds.indexOf("acute-southmoor"));
    }

    @Test
    void everyFeedSendsSomethingThatMustBeRejected() {
        TreeMap<String, Integer> rejected = new TreeMap<>();
        Borough.generate(300, 3)
                .documents()
                .forEach(document -> rejected.merge(document.feed(), document.expectedRejected(), Integer::sum));
        assertThat(rejected).hasSize(5).allSatisfy((feed, count) -> assertThat(count).isBetween(1, 12));
    }

    @Test
    void filesHoldTheDocumentsAndTheTruth(@TempDir Path directory) throws IOException {
        Borough borough = Borough.generate(80, 9);
        BoroughFiles.write(borough, directory);
        Set<String> written = new TreeSet<>();
        long acute = 0;
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = directory.relativize(file).toString();
                written.add(
                        name.replaceAll("acute/acute-(northbank|southmoor)-2\\d{3}-\\d\\d-\\d\\d.hl7", "acute/day.hl7")
                                .replaceAll("gp/gp-(riverside|hillview)-(\\d{6}|malformed).json", "gp/record.json"));
                acute += name.startsWith("acute") ? Files.readString(file).split("(?m)^MSH\\|").length - 1 : 0;
            }
        }
        assertThat(written).containsExactly("acute/day.hl7", "gp/record.json", "social-care/cld.csv", "truth.csv");
        assertThat(acute)
                .isEqualTo(borough.documents().filter(document -> document.feed().startsWith("acute")).count());
        List<String> truth = Files.readAllLines(directory.resolve("truth.csv"));
        assertThat(truth).hasSize(borough.truth().size() + 1).first().isEqualTo("person,source,system,value");
    }

    /** NHS Data Dictionary, NHS NUMBER: weights 10 to 2, eleven minus the remainder, eleven meaning nought. */
    static boolean passesModulus11(String number) {
        if (!number.matches("\\d{10}")) {
            return false;
        }
        int total = 0;
        for (int position = 1; position <= 9; position++) {
            total += Character.getNumericValue(number.charAt(position - 1)) * (11 - position);
        }
        int check = 11 - total % 11;
        return Character.getNumericValue(number.charAt(9)) == (check == 11 ? 0 : check);
    }

    private static String digest(Borough borough) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            borough.documents().forEach(document -> {
                digest.update((document.feed() + document.name()).getBytes(StandardCharsets.UTF_8));
                digest.update(document.bytes());
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
