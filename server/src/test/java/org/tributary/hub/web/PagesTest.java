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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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
                .doesNotContain("style=", "<b>Bold");
        assertThat(page.body().replace("<script src=\"/assets/timeline.js\" defer></script>", ""))
                .doesNotContain("<script");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'")
                .doesNotContain("unsafe-inline");
        assertThat(page.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
    }

    /** A stay, a referral or a prescription in seven, else results. */
    @Test
    void thePageOfAPersonWithFiveThousandEventsIsNoLongerThanItMustBe() throws Exception {
        List<String> resources = new ArrayList<>(List.of("""
                {"resourceType":"Patient","id":"many","name":[{"family":"Many"}],
                 "identifier":[{"system":"https://tributary.example/Id/A99901/patient","value":"EM-5000"}]}""", """
                {"resourceType":"Medication","id":"drug","code":{"text":"Amlodipine"}}"""));
        for (int i = 0; i < 5_000; i++) {
            resources.add(event(i, LocalDate.of(2012, 1, 1).plusDays(i).toString()));
        }
        for (int from = 0; from < resources.size(); from += 1_000) {
            hub.write("A99901", resources.subList(from, Math.min(resources.size(), from + 1_000))
                    .toArray(String[]::new));
        }
        Matcher link = PERSON.matcher(find(Map.of("local-number", "EM-5000")));
        assertThat(link.find()).isTrue();
        String page = get(link.group(1)).body();
        assertThat(page).contains("All events, newest first, page 1 of 50", "Sodium", "Amlodipine",
                "230 earlier stays", "more, in the table of events", "more that began or were due earlier");
        assertThat(page.split("<tr class=\"govuk-table__row\"", -1)).hasSizeLessThan(200);
        assertThat(page.length()).isLessThan(500_000);
        assertThat(get(link.group(1) + "?page=50").body()).contains("page 50 of 50", "01 Jan 2012");
    }

    private static String event(int number, String day) {
        return switch (number % 20) {
            case 0 -> """
                    {"resourceType":"Encounter","id":"many-%1$d","status":"finished",
                     "class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"IMP"},
                     "subject":{"reference":"Patient/many"},"period":{"start":"%2$s","end":"%2$s"}}"""
                    .formatted(number, day);
            case 5 -> """
                    {"resourceType":"ServiceRequest","id":"many-%1$d","status":"active","intent":"order",
                     "subject":{"reference":"Patient/many"},"authoredOn":"%2$s"}""".formatted(number, day);
            case 10 -> """
                    {"resourceType":"MedicationRequest","id":"many-%1$d","status":"completed","intent":"order",
                     "medicationReference":{"reference":"Medication/drug"},
                     "subject":{"reference":"Patient/many"},"authoredOn":"%2$s"}""".formatted(number, day);
            default -> """
                    {"resourceType":"Observation","id":"many-%1$d","status":"final","code":{"text":"Sodium"},
                     "subject":{"reference":"Patient/many"},"effectiveDateTime":"%2$s",
                     "valueQuantity":{"value":%3$d,"unit":"mmol/L"}}""".formatted(number, day, 130 + number % 17);
        };
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
