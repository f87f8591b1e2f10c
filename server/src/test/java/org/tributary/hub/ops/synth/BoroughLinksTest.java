package org.tributary.hub.ops.synth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The declared truth and links against what the documents say when they are read afresh. */
class BoroughLinksTest {
    private static final Borough BOROUGH = Borough.generate(700, 11);
    private static final ParsedBorough PARSED = ParsedBorough.read(BOROUGH.documents());

    @Test
    void everySourceRecordOfTheTruthIsInTheDocumentsAndNoOther() {
        Set<ParsedBorough.Key> declared = new HashSet<>();
        BOROUGH.truth().forEach(row -> declared.add(key(row)));
        assertThat(declared).hasSameSizeAs(BOROUGH.truth()).isEqualTo(PARSED.identities.keySet());
    }

    @Test
    void truthNamesTheIdentifierThatTheSourceUses() {
        Map<String, String> organisations = new HashMap<>();
        BOROUGH.feeds().forEach(feed -> organisations.put(feed.code(), feed.organisation()));
        assertThat(BOROUGH.truth()).allSatisfy(row -> assertThat(row.system())
                .isEqualTo("https://tributary.example/Id/" + organisations.get(row.source()) + "/patient"));
    }

    @Test
    void expectedLinksAreWhatTheRuleFindsInTheDocuments() {
        Set<Set<ParsedBorough.Key>> declared = new HashSet<>();
        BOROUGH.expectedLinks().forEach(link -> declared.add(Set.of(key(link.one()), key(link.other()))));
        assertThat(declared).isEqualTo(linkedByTheRule()).hasSizeGreaterThan(150);
    }

    @Test
    void noExpectedLinkJoinsTwoPeople() {
        assertThat(BOROUGH.expectedLinks())
                .allSatisfy(link -> assertThat(link.one().person()).isEqualTo(link.other().person()));
    }

    @Test
    void somePairsOfOnePersonAreBeyondTheRule() {
        Map<String, Integer> records = new HashMap<>();
        BOROUGH.truth().forEach(row -> records.merge(row.person(), 1, Integer::sum));
        int pairs = records.values().stream().mapToInt(count -> count * (count - 1) / 2).sum();
        assertThat(BOROUGH.expectedLinks().size()).isBetween(pairs / 2, pairs * 9 / 10);
    }

    @Test
    void peopleWorthOpeningAreLinkedAcrossAllSettings() {
        Map<String, String> settings = new HashMap<>();
        BOROUGH.feeds().forEach(feed -> settings.put(feed.code(), feed.setting()));
        assertThat(BOROUGH.worthOpening()).hasSizeGreaterThanOrEqualTo(3).allSatisfy(person -> {
            List<TruthRow> rows = BOROUGH.truth().stream().filter(row -> row.person().equals(person)).toList();
            assertThat(rows).extracting(row -> settings.get(row.source())).contains("primary", "acute", "social");
            assertThat(BOROUGH.expectedLinks().stream().filter(link -> link.one().person().equals(person)))
                    .hasSize(rows.size() * (rows.size() - 1) / 2);
        });
    }

    private static Set<Set<ParsedBorough.Key>> linkedByTheRule() {
        Map<String, List<ParsedBorough.Key>> groups = new HashMap<>();
        PARSED.identities.forEach((key, identity) -> {
            boolean trusted = Set.of("", "01", "02").contains(identity.status());
            if (trusted && BoroughTest.passesModulus11(identity.nhsNumber())) {
                groups.computeIfAbsent(identity.nhsNumber() + '/' + identity.birthDate(), same -> new ArrayList<>())
                        .add(key);
            }
        });
        Set<Set<ParsedBorough.Key>> links = new HashSet<>();
        for (List<ParsedBorough.Key> group : groups.values()) {
            for (int i = 0; i < group.size(); i++) {
                for (int j = i + 1; j < group.size(); j++) {
                    links.add(Set.of(group.get(i), group.get(j)));
                }
            }
        }
        return links;
    }

    private static ParsedBorough.Key key(TruthRow row) {
        return new ParsedBorough.Key(row.source(), row.value());
    }
}
