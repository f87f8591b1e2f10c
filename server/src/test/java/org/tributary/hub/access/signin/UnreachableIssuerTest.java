package org.tributary.hub.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class UnreachableIssuerTest {

    @Test
    void theHubStartsWithoutItsIssuerAndSaysThatItCannotCheckTokens() throws Exception {
        String token;
        String address;
        try (TestIssuer issuer = new TestIssuer()) {
            token = issuer.token(issuer.claims());
            address = issuer.address();
        }
        try (ConfigurableApplicationContext hub = AccessSlice.start("tributary.access.issuer=" + address);
                Web web = new Web()) {
            HttpResponse<String> response = web.get(AccessSlice.address(hub) + "/fhir/Patient?name=Smithson",
                    "Authorization", "Bearer " + token);
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).hasValue("30");
            assertThat(response.body()).contains("\"code\":\"transient\"").doesNotContain("Smithson", address);
            assertThat(web.get(AccessSlice.address(hub) + "/fhir/Patient").statusCode()).isEqualTo(401);
        }
    }
}
