package org.tributary.hub.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tributary.hub.TestDatabase;
import org.tributary.hub.access.DatabaseConfiguration;
import org.tributary.hub.access.WriterDatabase;

/** Two nodes on one database: who signed in at one is known to the other. */
@SuppressWarnings("NullAway.Init")
class SharedSessionsTest {

    private static TestIssuer issuer;
    private static TestDatabase database;
    private static ConfigurableApplicationContext one;
    private static ConfigurableApplicationContext other;

    @BeforeAll
    static void start() throws IOException, JOSEException {
        issuer = new TestIssuer();
        database = TestDatabase.create();
        one = node();
        other = node();
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
        issuer.close();
    }

    private static ConfigurableApplicationContext node() {
        List<String> properties = new ArrayList<>(List.of(database.properties()));
        properties.addAll(List.of("tributary.access.issuer=" + issuer.address(),
                "tributary.access.audience=" + TestIssuer.AUDIENCE, "tributary.access.claims.organisation=ods",
                "tributary.access.claims.name=preferred_username", "tributary.access.sign-in.client-id=hub-pages",
                "tributary.access.sign-in.scopes=openid,user/Patient.rs"));
        return AccessSlice.start(List.of(AccessSlice.class, DatabaseConfiguration.class, PageSessions.class),
                properties.toArray(String[]::new));
    }

    @Test
    void whoSignedInAtOneNodeReadsPagesAndSignsOutAtTheOther() throws Exception {
        try (Web web = new Web()) {
            String mine = issuer.signIn(web, AccessSlice.address(one), claims -> claims, "openid user/Patient.r")
                    .body();
            assertThat(mine).startsWith("ann.lee|RTR01|SOCIAL_WORKER|DIRECT_CARE|false|Patient[READ]\n");
            HttpResponse<String> page = web.page(AccessSlice.address(other) + "/people/1");
            assertThat(page.body()).startsWith("ann.lee|RTR01|SOCIAL_WORKER|DIRECT_CARE|false|Patient[READ]\n");
            String csrf = page.body().substring(page.body().indexOf('\n') + 1);
            HttpResponse<String> out = web.post(AccessSlice.address(other) + "/sign-out", csrf);
            assertThat(Web.target(out)).startsWith(issuer.address() + "/end?id_token_hint=");
            assertThat(web.page(AccessSlice.address(one) + "/people/1").statusCode()).isEqualTo(302);
        }
    }

    @Test
    void aSessionThatAnotherVersionWroteIsOneWithoutSignIn() throws Exception {
        try (Web web = new Web()) {
            issuer.signIn(web, AccessSlice.address(one), claims -> claims, "openid");
            try (WriterDatabase writer = database.writer()) {
                writer.write(transaction -> transaction.jdbc()
                        .sql("UPDATE page_session_attributes SET attribute_bytes = '\\x00'")
                        .update());
            }
            assertThat(web.page(AccessSlice.address(other) + "/people/1").statusCode()).isEqualTo(302);
            assertThat(issuer.signIn(web, AccessSlice.address(other), claims -> claims, "openid").body())
                    .startsWith("ann.lee|");
        }
    }

    @Test
    void theReadersLoginSeesNoSession() {
        JdbcClient reader = JdbcClient
                .create(database.dataSource(database.settings().reader(), database.settings().readerPassword()));
        for (String table : List.of("page_session", "page_session_attributes")) {
            assertThat(reader.sql("SELECT has_table_privilege(?, 'SELECT')").param(table).query(Boolean.class).single())
                    .isFalse();
        }
    }
}
