package org.tributary.hub.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Date;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** Signing in to the pages at an identity provider elsewhere. */
@SuppressWarnings("NullAway.Init")
@ExtendWith(OutputCaptureExtension.class)
class PagesTest {

    private static TestIssuer issuer;
    private static ConfigurableApplicationContext hub;

    @BeforeAll
    static void start() throws IOException, JOSEException {
        issuer = new TestIssuer();
        hub = AccessSlice.start("tributary.access.issuer=" + issuer.address(),
                "tributary.access.audience=" + TestIssuer.AUDIENCE,
                "tributary.access.claims.organisation=ods", "tributary.access.claims.name=preferred_username",
                "tributary.access.sign-in.client-id=hub-pages",
                "tributary.access.sign-in.scopes=openid,user/Patient.rs");
    }

    @AfterAll
    static void stop() {
        hub.close();
        issuer.close();
    }

    @Test
    void anIdTokenMakesTheCallerAndTheGrantedScopesWhatTheyMayDo() throws Exception {
        try (Web web = new Web()) {
            HttpResponse<String> page = signIn(web, claims -> claims, "openid user/Patient.r");
            assertThat(page.uri()).hasToString(AccessSlice.address(hub) + "/people/1");
            assertThat(page.body()).startsWith("ann.lee|RTR01|SOCIAL_WORKER|DIRECT_CARE|false|Patient[READ]\n");
            assertThat(issuer.tokenRequest.get()).contains("grant_type=authorization_code", "code=c0de",
                    "client_id=hub-pages", "code_verifier=");
        }
    }

    @Test
    void signingOutLeadsToTheIssuer() throws Exception {
        try (Web web = new Web()) {
            HttpResponse<String> page = signIn(web, claims -> claims, "openid");
            String csrf = page.body().substring(page.body().indexOf('\n') + 1);
            HttpResponse<String> out = web.post(AccessSlice.address(hub) + "/sign-out", csrf);
            assertThat(Web.target(out)).startsWith(issuer.address() + "/end?id_token_hint=")
                    .contains("post_logout_redirect_uri=");
            assertThat(web.page(AccessSlice.address(hub) + "/people/1").statusCode()).isEqualTo(302);
            assertThat(web.page(AccessSlice.address(hub) + "/signed-out").statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Security-Policy")).hasValueSatisfying(
                    policy -> assertThat(policy).contains("form-action 'self' " + issuer.address()));
        }
    }

    @Test
    void aUserWithoutARoleIsNotSignedInAndTheOperatorReadsWhy(CapturedOutput output) throws Exception {
        assertNotSignedIn(claims -> claims.claim("role", null));
        assertThat(output).contains("The token must hold just one role that the hub knows (claim role)")
                .doesNotContain("ann.lee");
    }

    @Test
    void idTokensForOthersAreNotAccepted() throws Exception {
        assertNotSignedIn(claims -> claims.audience("another-client"));
        assertNotSignedIn(claims -> claims.issuer("https://id.example"));
        assertNotSignedIn(claims -> claims.claim("nonce", "another"));
        assertNotSignedIn(claims -> claims.issueTime(new Date(0)).expirationTime(new Date(1000)));
    }

    @Test
    void anAnswerThatNobodyAskedForIsNotAccepted() throws Exception {
        try (Web web = new Web()) {
            HttpResponse<String> page = web.follow(web.page(
                    AccessSlice.address(hub) + "/login/oauth2/code/hub?code=c0de&state=forged"));
            assertThat(page.uri()).hasPath("/sign-in-failed");
        }
    }

    @Test
    void signInWaitsForAnIssuerThatIsDown() throws Exception {
        String address;
        try (TestIssuer gone = new TestIssuer()) {
            address = gone.address();
        }
        try (ConfigurableApplicationContext waiting = AccessSlice.start("tributary.access.issuer=" + address);
                Web web = new Web()) {
            HttpResponse<String> page = web.follow(web.page(AccessSlice.address(waiting) + "/people/1"));
            assertThat(page.uri()).hasPath("/sign-in-failed");
            assertThat(page.statusCode()).isEqualTo(200);
        }
    }

    private static void assertNotSignedIn(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
        try (Web web = new Web()) {
            assertThat(signIn(web, change, "openid user/Patient.rs").uri()).hasPath("/sign-in-failed");
            assertThat(web.page(AccessSlice.address(hub) + "/people/1").statusCode()).isEqualTo(302);
        }
    }

    private static HttpResponse<String> signIn(Web web, UnaryOperator<JWTClaimsSet.Builder> change, String granted)
            throws IOException, InterruptedException, JOSEException {
        return issuer.signIn(web, AccessSlice.address(hub), change, granted);
    }
}
