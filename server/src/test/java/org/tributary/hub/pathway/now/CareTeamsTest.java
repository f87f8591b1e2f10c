package org.tributary.hub.pathway.now;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tributary.hub.WebHub;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope;
import org.tributary.hub.access.signin.DevelopmentDirectory;
import org.tributary.hub.identity.People;
import org.tributary.hub.ops.TestHub;
import org.tributary.hub.pathway.now.Bodies.Member;
import org.tributary.hub.pathway.now.Bodies.Team;
import org.tributary.hub.pathway.now.Contacts.Telecom;
import org.tributary.hub.store.ResourceKey;

/** A practice's care team, one member of which a trust knows; a board sees both. */
@SuppressWarnings("NullAway.Init")
class CareTeamsTest {

    private static final Instant NOW = Instant.parse("2026-03-12T12:00:00Z");
    private static final ResourceKey TEAM = new ResourceKey("CareTeam", "team");

    private static WebHub hub;

    @BeforeAll
    static void start() {
        hub = WebHub.start(new DevelopmentDirectory(List.of(), List.of()), "tributary.access.open=true");
        hub.write("A99901", """
                {"resourceType":"Patient","id":"pat","birthDate":"1948-03-03"}""", """
                {"resourceType":"Practitioner","id":"nurse","name":[{"given":["Fern"],"family":"Hollow"}],
                 "telecom":[{"system":"phone","value":"2","rank":2},{"system":"phone","value":"1","rank":1},
                   {"system":"phone","value":"0","use":"old"},
                   {"system":"email","value":"before@example","period":{"end":"2026-03-11"}}]}""", """
                {"resourceType":"PractitionerRole","id":"role","practitioner":{"reference":"Practitioner/nurse"},
                 "organization":{"reference":"Organization/practice"}}""", """
                {"resourceType":"PractitionerRole","id":"nameless",
                 "organization":{"reference":"Organization/practice"}}""", """
                {"resourceType":"Organization","id":"practice","name":"Riverside Surgery",
                 "telecom":[{"system":"phone","value":"3","use":"work"}]}""", """
                {"resourceType":"CareTeam","id":"team","status":"active","subject":{"reference":"Patient/pat"},
                 "telecom":[{"system":"email","value":"team@example"}],"participant":[
                   {"member":{"reference":"PractitionerRole/role"},
                    "role":[{"coding":[{"code":"nurse","display":"District nurse"}]}]},
                   {"member":{"reference":"PractitionerRole/nameless"}},
                   {"member":{"reference":"Practitioner/consultant","display":"Dr Ash"}},
                   {"member":{"reference":"Practitioner/nobody"}}]}""");
        hub.write("RZ1", """
                {"resourceType":"Practitioner","id":"consultant","name":[{"family":"Ash"}],
                 "telecom":[{"system":"phone","value":"4"}]}""");
        hub.agree("A99901", "QZ9");
        hub.agree("RZ1", "QZ9");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static Team team(Caller caller) {
        return Objects.requireNonNull(hub.get(ReaderDatabase.class).read(caller, transaction -> {
            String person = hub.get(People.class).findPersonOf(transaction, "pat").orElseThrow();
            return hub.get(CarePictures.class).find(transaction, person, NOW).orElseThrow().teams();
        }).get(TEAM));
    }

    @Test
    void membersAreToldByNameWithHowToReachThem() {
        Team team = team(TestHub.carer("QZ9"));
        assertThat(team.telecoms()).containsExactly(new Telecom("email", "team@example", Optional.empty()));
        assertThat(team.members()).extracting(Member::name)
                .containsExactly(Optional.of("Fern Hollow"), Optional.of("Riverside Surgery"), Optional.of("Dr Ash"),
                        Optional.empty());
        assertThat(team.members().getFirst().role()).contains("District nurse");
        assertThat(values(team, 0)).containsExactly("1", "2");
        assertThat(team.members().get(1).telecoms())
                .containsExactly(new Telecom("phone", "3", Optional.of("work")));
        assertThat(values(team, 2)).containsExactly("4");
        assertThat(values(team, 3)).isEmpty();
    }

    @Test
    void whatAnotherPublisherTellsIsForThoseWhoMaySeeIt() {
        Team team = team(TestHub.carer("A99901"));
        assertThat(values(team, 0)).containsExactly("1", "2");
        assertThat(values(team, 2)).isEmpty();
    }

    @Test
    void aTokenThatDoesNotGrantPractitionersDoesNotTellOfThem() {
        Caller board = TestHub.carer("QZ9");
        Caller narrow = new Caller("narrow", Optional.of("QZ9"), board.role(), board.purpose(),
                Set.of(SmartScope.parse("system/Patient.rs").orElseThrow(),
                        SmartScope.parse("system/CareTeam.rs").orElseThrow()),
                false);
        Team team = team(narrow);
        assertThat(team.members()).allSatisfy(member -> assertThat(member.telecoms()).isEmpty());
    }

    private static List<String> values(Team team, int member) {
        return team.members().get(member).telecoms().stream().map(Telecom::value).toList();
    }
}
