package org.tributary.hub.ops.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Each stated share: exact as laid out, and really to be seen in the documents. */
class BoroughSharesTest {
    private static final int PEOPLE = 2_000;
    private static final Borough BOROUGH = Borough.generate(PEOPLE, 42);
    private static final ParsedBorough PARSED = ParsedBorough.read(BOROUGH.documents());

    @Test
    void fifteenPercentMovedHouse() {
        Set<Integer> moved = BOROUGH.faulty(Fault.MOVED_HOUSE);
        assertThat(moved).hasSize(300);
        assertThat(moved).allSatisfy(number -> assertThat(postcodes(number)).hasSizeGreaterThan(1));
        Set<Integer> typed = BOROUGH.faulty(Fault.TYPING_ERRORS);
        assertThat(BOROUGH.population().people()).filteredOn(
                person -> !moved.contains(person.number()) && !typed.contains(person.number()))
                .allSatisfy(person -> assertThat(postcodes(person.number())).hasSize(1));
    }

    @Test
    void tenPercentLackTheirNumberInSomeSource() {
        Set<Integer> seen = new TreeSet<>();
        for (Person person : BOROUGH.population().people()) {
            if (identities(person.number()).stream().anyMatch(identity -> identity.nhsNumber().isEmpty())) {
                seen.add(person.number());
            }
        }
        assertThat(seen).hasSize(200).isEqualTo(BOROUGH.faulty(Fault.NO_NHS_NUMBER));
    }

    @Test
    void threePercentCarryAWrongNumberInSomeSource() {
        Set<Integer> seen = new TreeSet<>();
        int otherPersons = 0;
        for (Person person : BOROUGH.population().people()) {
            for (ParsedBorough.Identity identity : identities(person.number())) {
                String number = identity.nhsNumber();
                if (!number.isEmpty() && !number.equals(person.nhsNumber())) {
                    seen.add(person.number());
                    otherPersons += BoroughTest.passesModulus11(number) ? 1 : 0;
                }
            }
        }
        assertThat(seen).hasSize(60).isEqualTo(BOROUGH.faulty(Fault.WRONG_NHS_NUMBER));
        assertThat(otherPersons).as("somebody else's valid numbers").isBetween(15, 45);
    }

    @Test
    void fivePercentAreTwins() {
        Map<String, List<Person>> alike = new HashMap<>();
        for (Person person : BOROUGH.population().people()) {
            if (BOROUGH.population().twins().contains(person.number())) {
                alike.computeIfAbsent(person.family() + person.birthDate() + person.home(), key -> new ArrayList<>())
                        .add(person);
            }
        }
        assertThat(BOROUGH.population().twins()).hasSize(100);
        assertThat(alike).hasSize(50).allSatisfy((key, pair) -> {
            assertThat(pair).hasSize(2);
            assertThat(pair.get(0).given()).isNotEqualTo(pair.get(1).given());
            assertThat(pair.get(0).nhsNumber()).isNotEqualTo(pair.get(1).nhsNumber());
        });
    }

    @Test
    void tenPercentHaveTwoOrMoreTypingErrorsInSomeSource() {
        Set<Integer> typed = BOROUGH.faulty(Fault.TYPING_ERRORS);
        assertThat(typed).hasSize(200);
        for (Person person : BOROUGH.population().people()) {
            int most = identities(person.number()).stream()
                    .mapToInt(identity -> differences(person, identity))
                    .max()
                    .orElseThrow();
            if (typed.contains(person.number())) {
                boolean moved = BOROUGH.faulty(Fault.MOVED_HOUSE).contains(person.number());
                assertThat(most).as(person.key()).isGreaterThanOrEqualTo(moved ? 1 : 2);
            } else if (!BOROUGH.faulty(Fault.MOVED_HOUSE).contains(person.number())) {
                assertThat(most).as(person.key()).isZero();
            }
        }
    }

    @Test
    void threePercentOfMessagesComeTwiceAndFivePercentOutOfOrder() {
        Set<String> distinct = new HashSet<>();
        Map<String, String> last = new HashMap<>();
        int repeated = 0;
        int late = 0;
        for (ParsedBorough.Received message : PARSED.messages) {
            if (!distinct.add(message.feed() + message.control())) {
                repeated++;
                continue;
            }
            String before = last.put(message.feed() + message.patient(), message.written());
            if (before != null && before.compareTo(message.written()) > 0) {
                late++;
            }
        }
        assertThat(repeated).isEqualTo((int) Math.round(distinct.size() * 0.03));
        // Each pair that changed places is one step back in time.
        assertThat(late).isEqualTo((int) Math.round(distinct.size() * 0.05 / 2));
    }

    @Test
    void theBoroughHasAboutTheSizeStated() {
        Map<String, Long> records = new HashMap<>();
        BOROUGH.truth().forEach(row -> records.merge(row.source().replaceAll("-.*", ""), 1L, Long::sum));
        assertThat(records.getOrDefault("gp", 0L) / 2.0).isCloseTo(1_060, within(60.0));
        assertThat(records.getOrDefault("acute", 0L) / 2.0).isCloseTo(265, within(55.0));
        assertThat(records.getOrDefault("council", 0L) / 2.0).isCloseTo(85, within(25.0));
        assertThat(PARSED.messages.size() / 2.0).isCloseTo(2_000, within(600.0));
        assertThat(PARSED.rows.size() / (double) records.getOrDefault("council", 0L)).isBetween(3.0, 5.5);
    }

    private static int differences(Person person, ParsedBorough.Identity identity) {
        int count = identity.family().equalsIgnoreCase(person.family()) ? 0 : 1;
        count += identity.given().equals(person.given()) ? 0 : 1;
        count += identity.birthDate().equals(person.birthDate().toString()) ? 0 : 1;
        boolean home = identity.postcode().equals(person.home().postcode())
                && (identity.line().isEmpty() || identity.line().equals(person.home().line()));
        return count + (home ? 0 : 1);
    }

    private static Set<String> postcodes(int person) {
        Set<String> postcodes = new HashSet<>();
        identities(person).forEach(identity -> postcodes.add(identity.postcode().toUpperCase(Locale.ROOT)));
        return postcodes;
    }

    private static List<ParsedBorough.Identity> identities(int person) {
        return BOROUGH.records()
                .of(BOROUGH.population().people().get(person - 1))
                .stream()
                .map(record -> PARSED.identities.get(new ParsedBorough.Key(record.feed().code, record.localNumber())))
                .toList();
    }
}
