package org.tributary.hub.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.hub.WebHub;
import org.tributary.hub.access.signin.DevelopmentAccess;
import org.tributary.hub.access.signin.DevelopmentDirectory;

/** Somebody builds a cohort in a real browser, sentence by sentence. */
@SuppressWarnings("NullAway.Init")
class CohortPagesTest {

    @TempDir
    private static Path secrets;

    private static Chromium chromium;
    private static WebHub hub;
    private static String password;

    @BeforeAll
    static void start() throws IOException {
        chromium = Chromium.start();
        hub = WebHub.start(DevelopmentDirectory.borough("A99901", "RZ8", "999", "QZ9"),
                "tributary.access.development-issuer=true", "tributary.access.development-directory=" + secrets);
        password = Objects.requireNonNull(DevelopmentAccess.read(secrets).passwords().get("coordinator"));
        hub.agree("A99901", "QZ9");
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            records.add("""
                    {"resourceType":"Patient","id":"p%d","birthDate":"%d-03-03","gender":"female",
                     "name":[{"family":"Quill","given":["Person%d"]}]}""".formatted(i, 1940 + 20 * i, i));
            records.add("""
                    {"resourceType":"Condition","id":"c%1$d","subject":{"reference":"Patient/p%1$d"},
                     "onsetDateTime":"2020-01-01",
                     "code":{"coding":[{"system":"http://snomed.info/sct","code":"44054006"}]}}""".formatted(i));
        }
        hub.write("A99901", records.toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        if (hub != null) {
            hub.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void eachSentenceTellsHowManyPeopleAreLeft() {
        try (BrowserContext window = chromium.window(1280, 900, true)) {
            Page page = window.newPage();
            List<String> complaints = new ArrayList<>();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    complaints.add(message.text());
                }
            });
            build(page);
            check(page, "cohort");
            assertThat(page.locator("#total")).hasText("1 person");
            assertThat(page.locator("[data-label='People left']").allTextContents())
                    .containsExactly("3 people", "1 person");

            press(page, "Show the people");
            assertThat(page.locator("section[aria-labelledby=members] tbody tr")).hasCount(1);
            check(page, "cohort-people");

            press(page, "Remove the sentence 2");
            assertThat(page.locator("#total")).hasText("3 people");
            page.getByLabel("People who meet").selectOption("none");
            press(page, "Count again");
            assertThat(page.locator("#total")).hasText("0 people");
            // What was asked is in no address.
            assertThat(page.url()).isEqualTo(hub.origin() + "/cohorts");
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void worksWithoutJavaScriptAt320PixelsByKeyboard() {
        try (BrowserContext window = chromium.window(320, 800, false)) {
            Page page = window.newPage();
            begin(page);
            page.locator("summary", new Page.LocatorOptions().setHasText("Age")).focus();
            page.keyboard().press("Enter");
            page.keyboard().press("Tab");
            assertThat(page.locator("#age-from")).isFocused();
            page.keyboard().type("70");
            page.keyboard().press("Enter");
            assertThat(page.locator("#total")).hasText("1 person");
            Chromium.photograph(page, "narrow-cohort");
        }
        try (BrowserContext window = chromium.window(320, 800, true)) {
            Page page = window.newPage();
            build(page);
            Chromium.assertFits(page);
            Chromium.assertAccessible(page);
        }
    }

    @Test
    void mistakesAreToldAtTheirField() {
        try (BrowserContext window = chromium.window(1280, 900, true)) {
            Page page = window.newPage();
            begin(page);
            open(page, "Age");
            page.locator("#age-from").fill("seventy");
            page.locator("#age-add").click();
            assertThat(page).hasTitle("Error: Cohort - Tributary");
            assertThat(page.locator("#age-from")).hasValue("seventy");
            check(page, "cohort-mistake");
            page.getByRole(AriaRole.ALERT).getByRole(AriaRole.LINK).click();
            assertThat(page.locator("#age-from")).isFocused();
            page.locator("#age-from").fill("9");
            page.locator("#age-to").fill("8");
            page.locator("#age-add").click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("This cannot be counted: it ends before it begins");
            open(page, "Something that happened");
            page.locator("#event-add").click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("Say what happened");
            check(page, "cohort-nothing-said");
        }
    }

    /** Diabetes, and 70 or older in April 2026. */
    private static void build(Page page) {
        begin(page);
        open(page, "Something that happened");
        page.locator("#event-kind").selectOption("problem");
        page.locator("#event-codes").fill("44054006");
        page.locator("#event-add").click();
        assertThat(page.locator("#total")).hasText("3 people");
        open(page, "Age");
        page.locator("#age-from").fill("70");
        page.locator("#age-at").fill("2026-04-01");
        page.locator("#age-add").click();
        assertThat(page.locator("#total")).hasText("1 person");
    }

    /** Signs in on the way to the page. */
    private static void begin(Page page) {
        page.navigate(hub.origin() + "/cohorts");
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("coordinator");
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(password);
        press(page, "Sign in");
        assertThat(page).hasTitle("Cohort - Tributary");
    }

    private static void open(Page page, String form) {
        page.locator("summary", new Page.LocatorOptions().setHasText(form)).click();
    }

    private static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).click();
    }

    private static void check(Page page, String name) {
        Chromium.photograph(page, name);
        Chromium.assertAccessible(page);
    }
}
