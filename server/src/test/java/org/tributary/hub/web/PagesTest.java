package org.tributary.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tributary.hub.WebHub;

/** The pages as HTML, without a browser. */
@SuppressWarnings("NullAway.Init")
class PagesTest {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern PERSON = Pattern.compile("href=\"(/people/[0-9a-f-]{36})\"");

    private static WebHub hub;
    private static HttpClient http;

    @BeforeAll
    static void start() {
        hub = WebHub.open();
        http = HttpClient.newBuilder().cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL)).build();
        hub.write("A99901", """
                {"resourceType":"Patient","id":"pat","birthDate":"1948-09-03","gender":"female",
                 "name":[{"family":"O'Test","given":["Ada","<b>Bold</b>"]}],
                 "address":[{"line":["1 High Street"],"city":"Leeds","postalCode":"LS1 1AA"}],
                 "identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990000018"},
                   {"system":"https://tributary.example/Id/A99901/patient","value":"EM-77"}]}""", """
                {"resourceType":"Organization","id":"org","name":"Riverside Surgery",
                 "identifier":[{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"A99901"}]}""", """
                {"resourceType":"Procedure","id":"proc","status":"completed",
                 "code":{"text":"<script>alert(1)</script>"},
                 "subject":{"reference":"Patient/pat"},"performedDateTime":"2026-07-02T09:30:00Z"}""");
    }

    @AfterAll
    static void stop() {
        http.close();
        hub.close();
    }

    @Test
    void findsByNumberByNameAndByLocalNumber() throws Exception {
        String byNumber = find(Map.of("nhs-number", "999 000 0018"));
        assertThat(byNumber).contains("1 person found", "03 Sep 1948", "999 000 0018", "1 High Street, Leeds, LS1 1AA");
        assertThat(find(Map.of("family", "o’test", "birth-day", "3", "birth-month", "9", "birth-year", "1948")))
                .contains("1 person found");
        assertThat(find(Map.of("local-number", "EM-77"))).contains("1 person found");
        assertThat(find(Map.of("local-number", "EM-78"))).contains("Nobody found");
        assertThat(find(Map.of("nhs-number", "999 000 0017"))).contains("There is a problem", "Error: Find someone");
    }

    @Test
    void pagesNameNoFontThatIsNotTheReadersOwn() throws Exception {
        Matcher sheet = Pattern.compile("href=\"([^\"]+govuk-frontend[^\"]+\\.css)\"").matcher(get("/").body());
        assertThat(sheet.find()).isTrue();
        HttpResponse<String> style = get(sheet.group(1));
        assertThat(style.statusCode()).isEqualTo(200);
        assertThat(style.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/css");
        assertThat(style.body()).contains(".govuk-button{").doesNotContain("@font-face", "woff");
    }

    @Test
    void showsThePersonWithEveryValueEscaped() throws Exception {
        Matcher link = PERSON.matcher(find(Map.of("local-number", "EM-77")));
        assertThat(link.find()).isTrue();
        HttpResponse<String> page = get(link.group(1));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Riverside Surgery (A99901)", "02 Jul 2026", "10:30", "Procedure",
                "&lt;script&gt;", "<title>Ada &lt;b&gt;Bold&lt;/b&gt; O&#39;Test - care timeline - Tributary</title>")
                .doesNotContain("<script", "style=", "<b>Bold");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'")
                .doesNotContain("unsafe-inline");
        assertThat(page.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
    }

    @Test
    void aFormWithoutItsTokenIsRefused() throws Exception {
        HttpResponse<String> answer = post("/", Map.of("local-number", "EM-77"));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("You cannot do this").doesNotContain("EM-77");
    }

    @Test
    void someoneWhoIsNotThereIsAPageInPlainWords() throws Exception {
        for (String id : new String[]{"6f1b8a52-5c0e-4bb5-9a53-0f3a5f1f6c11", "nobody"}) {
            HttpResponse<String> page = get("/people/" + id);
            assertThat(page.statusCode()).isEqualTo(404);
            assertThat(page.body()).contains("<title>Page not found - Tributary</title>").doesNotContain("Whitelabel");
        }
    }

    private static String find(Map<String, String> form) throws Exception {
        Matcher token = CSRF.matcher(get("/").body());
        assertThat(token.find()).isTrue();
        Map<String, String> all = new java.util.HashMap<>(form);
        all.put("_csrf", token.group(1));
        HttpResponse<String> answer = post("/", all);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path, Map<String, String> form)
            throws IOException, InterruptedException {
        String body = form.entrySet()
                .stream()
                .map(field -> field.getKey() + '=' + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return http.send(request(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(hub.origin() + path))
                .header("Accept", "text/html")
                .timeout(Duration.ofSeconds(60));
    }
}
