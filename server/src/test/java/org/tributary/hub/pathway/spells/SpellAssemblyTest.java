package org.tributary.hub.pathway.spells;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.Detail;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.store.ResourceKey;
import org.tributary.mapping.CareSetting;

class SpellAssemblyTest {

    private static final CareEventKind STAY = CareEventKind.INPATIENT_STAY;
    private static final CareEventKind EPISODE = CareEventKind.CONSULTANT_EPISODE;

    @Test
    void episodesAreInTheSpellThatTheyArePartsOf() {
        ProviderSpell spell = only(encounter("spell", STAY, "", "finished", "2024-03-01", "2024-03-07"),
                encounter("ep-2", EPISODE, "spell", "finished", "2024-03-03", "2024-03-07"),
                encounter("ep-1", EPISODE, "spell", "finished", "2024-03-01", "2024-03-03"));
        assertThat(spell.encounter()).isEqualTo("spell");
        assertThat(spell.episodes()).containsExactly("ep-1", "ep-2");
        assertThat(spell.start().toFhir()).isEqualTo("2024-03-01");
        assertThat(spell.end().map(EventTime::toFhir)).contains("2024-03-07");
    }

    @Test
    void episodesMakeASpellBeforeItHasArrived() {
        ProviderSpell over = only(encounter("ep-1", EPISODE, "spell", "finished", "2024-03-01", "2024-03-03"),
                encounter("ep-2", EPISODE, "spell", "finished", "2024-03-03", "2024-03-07"));
        assertThat(over.encounter()).isEqualTo("spell");
        assertThat(over.end().map(EventTime::toFhir)).contains("2024-03-07");
        ProviderSpell open = only(encounter("ep-1", EPISODE, "spell", "finished", "2024-03-01", "2024-03-03"),
                encounter("ep-2", EPISODE, "spell", "in-progress", "2024-03-03", ""));
        assertThat(open.end()).isEmpty();
    }

    @Test
    void anEmergencyAttendanceAboveIsNoSpell() {
        ProviderSpell spell = only(
                encounter("ed", CareEventKind.EMERGENCY_ATTENDANCE, "", "finished", "2024-03-01", "2024-03-01"),
                encounter("stay", EPISODE, "ed", "in-progress", "2024-03-01", ""));
        assertThat(spell.encounter()).isEqualTo("stay");
        assertThat(spell.episodes()).isEmpty();
    }

    @Test
    void whatNeverBeganIsNoSpell() {
        assertThat(SpellAssembly.of(List.of(encounter("a", STAY, "", "planned", "2024-03-01", ""),
                encounter("b", STAY, "", "cancelled", "2024-03-01", "2024-03-02"),
                encounter("c", STAY, "", "in-progress", "", ""),
                encounter("d", EPISODE, "b", "finished", "2024-03-01", "2024-03-02")))).isEmpty();
    }

    @Test
    void aStayThatIsOverWithoutADateEndsWhenItIsLastHeardOf() {
        assertThat(only(encounter("spell", STAY, "", "finished", "2024-03-01", ""),
                encounter("ep", EPISODE, "spell", "finished", "2024-03-04", "")).end().map(EventTime::toFhir))
                .contains("2024-03-04");
    }

    @Test
    void aDischargeBeforeTheAdmissionEndsItAtOnce() {
        ProviderSpell spell = only(encounter("spell", STAY, "", "finished", "2024-03-05", "2024-03-01"));
        assertThat(spell.end()).contains(spell.start());
    }

    @Test
    void partsOfPartsAndCirclesAreOneSpellEach() {
        List<CareEvent> family = new ArrayList<>(
                List.of(encounter("a", STAY, "", "finished", "2024-03-01", "2024-03-09"),
                        encounter("b", EPISODE, "a", "finished", "2024-03-02", "2024-03-03"),
                        encounter("c", EPISODE, "b", "finished", "2024-03-02", "2024-03-03"),
                        encounter("y", EPISODE, "x", "finished", "2024-04-01", "2024-04-02"),
                        encounter("x", EPISODE, "y", "finished", "2024-04-02", "2024-04-03")));
        List<ProviderSpell> expected = SpellAssembly.of(family);
        assertThat(expected).extracting(ProviderSpell::encounter).containsExactly("a", "x");
        assertThat(expected.getFirst().episodes()).containsExactly("b", "c");
        Random random = new Random(5);
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(family, random);
            assertThat(SpellAssembly.of(family)).isEqualTo(expected);
        }
    }

    private static ProviderSpell only(CareEvent... encounters) {
        List<ProviderSpell> spells = SpellAssembly.of(List.of(encounters));
        assertThat(spells).hasSize(1);
        return spells.getFirst();
    }

    private static CareEvent encounter(String id, CareEventKind kind, String partOf, String status, String start,
            String end) {
        Map<Detail, String> details = new EnumMap<>(Detail.class);
        if (!partOf.isEmpty()) {
            details.put(Detail.PART_OF, partOf);
        }
        return new CareEvent(new ResourceKey("Encounter", id), 0, "p", kind, CareSetting.ACUTE, "RZ1",
                Optional.empty(), Optional.empty(), Optional.of(status), EventTime.parse(start),
                EventTime.parse(end), Optional.empty(), details);
    }
}
