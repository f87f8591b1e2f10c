package org.tributary.hub.pathway.stays;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.spells.ProviderSpell;
import org.tributary.hub.pathway.spells.ProviderSpell.Admission;
import org.tributary.hub.pathway.spells.ProviderSpell.Discharge;
import org.tributary.hub.pathway.spells.ProviderSpell.Kind;
import org.tributary.mapping.CareSetting;

class StayJoinTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);

    @Test
    void theNextAdmissionOnTheDayAfterGoesOnWithTheStay() {
        List<ProviderSpell> spells = List.of(spell("a", "RZ1", "2026-03-01", "2026-03-05"),
                spell("b", "RZ2", "2026-03-06", "2026-03-09"));
        ContinuousStay stay = only(StayAlgorithm.NEXT_DAY, spells);
        assertThat(stay.members()).extracting(ContinuousStay.Member::days).containsExactly(4, 3);
        assertThat(stay.days()).isEqualTo(7);
        assertThat(stay.lengthDays(TODAY)).isEqualTo(8);
        assertThat(join(StayAlgorithm.SAME_DAY, spells)).hasSize(2);
        assertThat(join(StayAlgorithm.PROVIDER_SPELL, spells)).hasSize(2);
    }

    @Test
    void twoDaysLaterItDoesUnlessItIsATransfer() {
        ProviderSpell first = spell("a", "RZ1", "2026-03-01", "2026-03-05");
        assertThat(join(StayAlgorithm.NEXT_DAY, List.of(first, spell("b", "RZ2", "2026-03-07", "2026-03-09"))))
                .hasSize(2);
        assertThat(join(StayAlgorithm.NEXT_DAY,
                List.of(first, spell("b", "RZ2", "2026-03-08", "2026-03-09", "81", "51", "19")))).hasSize(1);
        assertThat(join(StayAlgorithm.NEXT_DAY,
                List.of(first, spell("b", "RZ2", "2026-03-09", "2026-03-09", "81", "51", "19")))).hasSize(2);
        assertThat(join(StayAlgorithm.NEXT_DAY,
                List.of(spell("a", "RZ1", "2026-03-01", "2026-03-05", "21", "19", "51"),
                        spell("b", "RZ2", "2026-03-08", "2026-03-09"))))
                .hasSize(1);
    }

    @Test
    void byTheSameDayRuleATransferMayComeTheDayAfter() {
        ProviderSpell first = spell("a", "RZ1", "2026-03-01", "2026-03-05");
        assertThat(join(StayAlgorithm.SAME_DAY, List.of(first, spell("b", "RZ2", "2026-03-05", "2026-03-09"))))
                .hasSize(1);
        assertThat(join(StayAlgorithm.SAME_DAY,
                List.of(first, spell("b", "RZ2", "2026-03-06", "2026-03-09", "2B", "19", "19")))).hasSize(1);
        assertThat(join(StayAlgorithm.SAME_DAY,
                List.of(first, spell("b", "RZ2", "2026-03-07", "2026-03-09", "2B", "19", "19")))).hasSize(2);
    }

    @Test
    void whereSpellsOverlapAMidnightBelongsToTheLaterAdmission() {
        ContinuousStay stay = only(StayAlgorithm.NEXT_DAY, List.of(spell("a", "RZ1", "2026-03-01", "2026-03-10"),
                spell("b", "RZ2", "2026-03-05", "2026-03-08")));
        assertThat(stay.members()).extracting(ContinuousStay.Member::days).containsExactly(6, 3);
        assertThat(stay.days()).isEqualTo(9);
        assertThat(stay.end().map(EventTime::toFhir)).contains("2026-03-10");
    }

    @Test
    void whatNobodyEndedSwallowsNoLaterAdmissionButATransfer() {
        ProviderSpell never = spell("a", "RZ1", "2019-03-01", "");
        assertThat(join(StayAlgorithm.NEXT_DAY, List.of(never, spell("b", "RZ2", "2026-03-05", "2026-03-08"))))
                .hasSize(2);
        assertThat(join(StayAlgorithm.NEXT_DAY, List.of(spell("a", "RZ1", "2026-05-01", ""),
                spell("b", "RZ2", "2026-05-11", "", "81", "51", "")))).singleElement()
                .satisfies(stay -> {
                    assertThat(stay.end()).isEmpty();
                    assertThat(stay.members()).extracting(ContinuousStay.Member::days).containsExactly(10, 21);
                });
    }

    @Test
    void virtualWardsAreStaysOfTheirOwn() {
        assertThat(join(StayAlgorithm.NEXT_DAY, List.of(spell("a", "RZ1", "2026-03-01", "2026-03-05"),
                virtual("b", "2026-03-05", "2026-03-09")))).extracting(ContinuousStay::kind)
                .containsExactly(Kind.BED, Kind.VIRTUAL_WARD);
    }

    @Test
    void aMidnightIsOneOfLondon() {
        // 23:30 in UTC is half past midnight in British Summer Time.
        ContinuousStay stay = only(StayAlgorithm.NEXT_DAY,
                List.of(spell("a", "RZ1", "2026-05-03T22:30:00Z", "2026-05-03T23:30:00Z")));
        assertThat(stay.days()).isEqualTo(1);
        assertThat(only(StayAlgorithm.NEXT_DAY,
                List.of(spell("a", "RZ1", "2026-05-03T23:30:00Z", "2026-05-04T22:30:00Z"))).days()).isZero();
    }

    @Test
    void theDaysOfTheMembersAreThoseOfTheStayInWhateverOrderSpellsArrive() {
        Random random = new Random(20260601);
        for (int round = 0; round < 300; round++) {
            List<ProviderSpell> spells = randomSpells(random);
            for (StayAlgorithm algorithm : StayAlgorithm.values()) {
                List<ContinuousStay> stays = join(algorithm, spells);
                assertThat(stays.stream().mapToInt(stay -> stay.members().size()).sum()).isEqualTo(spells.size());
                for (ContinuousStay stay : stays) {
                    assertThat(stay.days()).isEqualTo(midnights(stay));
                }
                Collections.shuffle(spells, random);
                assertThat(join(algorithm, spells)).isEqualTo(stays);
            }
        }
    }

    /** The different midnights of all members, counted one by one. */
    private static int midnights(ContinuousStay stay) {
        TreeSet<LocalDate> nights = new TreeSet<>();
        for (ContinuousStay.Member member : stay.members()) {
            LocalDate end = member.spell().discharged().orElse(TODAY);
            for (LocalDate day = member.spell().admitted(); day.isBefore(end); day = day.plusDays(1)) {
                nights.add(day);
            }
        }
        return nights.size();
    }

    private static List<ProviderSpell> randomSpells(Random random) {
        List<ProviderSpell> spells = new ArrayList<>();
        int count = 1 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            LocalDate start = LocalDate.of(2026, 3, 1).plusDays(random.nextInt(60));
            String end = random.nextInt(8) == 0 ? "" : start.plusDays(random.nextInt(12)).toString();
            String method = random.nextBoolean() ? "21" : "81";
            spells.add(random.nextInt(6) == 0
                    ? virtual("s" + i, start.toString(), end)
                    : spell("s" + i, "RZ" + random.nextInt(3), start.toString(), end, method, "19", "19"));
        }
        return spells;
    }

    private static List<ContinuousStay> join(StayAlgorithm algorithm, List<ProviderSpell> spells) {
        return StayJoin.join(algorithm, spells, List.of(), TODAY);
    }

    private static ContinuousStay only(StayAlgorithm algorithm, List<ProviderSpell> spells) {
        List<ContinuousStay> stays = join(algorithm, spells);
        assertThat(stays).hasSize(1);
        return stays.getFirst();
    }

    private static ProviderSpell spell(String id, String organisation, String start, String end) {
        return spell(id, organisation, start, end, "21", "19", "19");
    }

    private static ProviderSpell spell(String id, String organisation, String start, String end, String method,
            String source, String destination) {
        return new ProviderSpell(id, "p", Kind.BED, CareSetting.ACUTE, organisation,
                EventTime.parse(start).orElseThrow(), EventTime.parse(end),
                new Admission(Optional.of(method), Optional.of(source)),
                new Discharge(Optional.empty(), Optional.of(destination)), List.of());
    }

    private static ProviderSpell virtual(String id, String start, String end) {
        return new ProviderSpell(id, "p", Kind.VIRTUAL_WARD, CareSetting.COMMUNITY, "RY1",
                EventTime.parse(start).orElseThrow(), EventTime.parse(end),
                new Admission(Optional.empty(), Optional.empty()),
                new Discharge(Optional.empty(), Optional.empty()), List.of());
    }
}
