package org.tributary.hub.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.Purpose;
import org.tributary.hub.access.Role;
import org.tributary.hub.access.SmartScope;
import org.tributary.hub.access.SmartScope.Interaction;

class CallerClaimsTest {

    private static final Set<SmartScope> NONE = Set.of();

    private final CallerClaims claims = new CallerClaims(
            new AccessSettings.Claims("sub", "organisation", "role", "purpose"));

    @Test
    void claimsOfAUserMakeACaller() {
        assertThat(claims.read(user(), NONE)).isEqualTo(new CallerClaims.Known(new Caller("ann", Optional.of("E92001"),
                Role.CLINICIAN, Purpose.DIRECT_CARE, NONE, false)));
    }

    @Test
    void onlyAnOperatorSeesEverythingAndNeedsNoOrganisation() {
        Map<String, Object> operator = user();
        operator.put("role", "operator");
        operator.remove("organisation");
        assertThat(claims.read(operator, NONE)).isEqualTo(new CallerClaims.Known(
                new Caller("ann", Optional.empty(), Role.OPERATOR, Purpose.DIRECT_CARE, NONE, true)));
    }

    @Test
    void aRoleAmongAnIssuersOwnRolesIsFound() {
        Map<String, Object> several = user();
        several.put("role", List.of("offline_access", "analyst", "uma_authorization"));
        assertThat(claims.read(several, NONE)).isInstanceOfSatisfying(CallerClaims.Known.class,
                known -> assertThat(known.caller().role()).isEqualTo(Role.ANALYST));
    }

    @Test
    void whatIsMissingOrAmbiguousIsRefused() {
        assertRefused("sub", null, "claim sub");
        assertRefused("sub", " ", "claim sub");
        assertRefused("organisation", null, "claim organisation");
        assertRefused("organisation", "", "claim organisation");
        assertRefused("organisation", List.of("E92001", "E92002"), "claim organisation");
        assertRefused("organisation", Map.of("code", "E92001"), "claim organisation");
        assertRefused("role", null, "claim role");
        assertRefused("role", "king", "claim role");
        assertRefused("role", "CLINICIAN", "claim role");
        assertRefused("role", List.of("analyst", "operator"), "claim role");
        assertRefused("purpose", null, "claim purpose");
        assertRefused("purpose", "curiosity", "claim purpose");
        assertRefused("purpose", List.of("research", "planning"), "claim purpose");
    }

    @Test
    void permissionsComeFromScopeOrScpAsTextOrList() {
        SmartScope read = new SmartScope("Patient", EnumSet.of(Interaction.READ, Interaction.SEARCH));
        assertThat(CallerClaims.permissions(Map.of("scope", "openid system/Patient.rs"))).containsExactly(read);
        assertThat(CallerClaims.permissions(Map.of("scope", List.of("openid", "user/Patient.rs"))))
                .containsExactly(read);
        assertThat(CallerClaims.permissions(Map.of("scp", List.of("system/Patient.rs")))).containsExactly(read);
        assertThat(CallerClaims.permissions(Map.of("scp", "system/Patient.rs", "scope", "openid"))).isEmpty();
        assertThat(CallerClaims.permissions(Map.of())).isEmpty();
        assertThat(CallerClaims.permissions(Map.of("scope", "patient/*.rs system/*.read system/Patient.sr launch")))
                .isEmpty();
    }

    @Test
    void aFeedIsDeliveredByItsOrganisationOrTheOperatorAndOnlyWithCreate() {
        Set<SmartScope> create = CallerClaims.permissions(Map.of("scope", "system/*.c"));
        Set<SmartScope> createPatients = CallerClaims.permissions(Map.of("scope", "system/Patient.c system/*.rs"));
        assertThat(system("RTR01", create).mayDeliverFor("RTR01")).isTrue();
        assertThat(system("RTR01", create).mayDeliverFor("RTR02")).isFalse();
        assertThat(system("RTR01", createPatients).mayDeliverFor("RTR01")).isFalse();
        assertThat(Caller.hub().mayDeliverFor("RTR02")).isTrue();
        assertThat(new Caller("op", Optional.empty(), Role.OPERATOR, Purpose.DIRECT_CARE, NONE, true)
                .mayDeliverFor("RTR01")).isFalse();
    }

    private static Caller system(String organisation, Set<SmartScope> permissions) {
        return new Caller("feed", Optional.of(organisation), Role.SYSTEM, Purpose.DIRECT_CARE, permissions, false);
    }

    private void assertRefused(String claim, @Nullable Object value, String reason) {
        Map<String, Object> broken = user();
        if (value == null) {
            broken.remove(claim);
        } else {
            broken.put(claim, value);
        }
        assertThat(claims.read(broken, NONE)).isInstanceOfSatisfying(CallerClaims.Refused.class,
                refused -> assertThat(refused.reason()).contains(reason).doesNotContain("king", "curiosity"));
    }

    private static Map<String, Object> user() {
        return new HashMap<>(Map.of("sub", "ann", "organisation", "E92001", "role", "clinician", "purpose",
                "direct-care"));
    }
}
