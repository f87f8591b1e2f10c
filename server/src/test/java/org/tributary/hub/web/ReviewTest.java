package org.tributary.hub.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.hub.WebHub;
import org.tributary.hub.access.signin.DevelopmentAccess;
import org.tributary.hub.access.signin.DevelopmentDirectory;

/**
 * A coordinator says who is who, in a real browser. Each pair is a practice's and a hospital's record under one NHS
 * number, with two birth dates: nothing links those by itself.
 */
@SuppressWarnings("NullAway.Init")
class ReviewTest {

    private static final String PRACTICE = "A99901";
    private static final String TRUST = "RZ8";
    private static final String BOARD = "QZ9";

    @TempDir
    private static Path secrets;

    private static Chromium chromium;
    private static WebHub hub;
    private static DevelopmentAccess access;

    @BeforeAll
    static void start() throws IOException {
        chromium = Chromium.start();
        hub = WebHub.start(DevelopmentDirectory.borough(PRACTICE, TRUST, "999", BOARD),
                "tributary.access.development-issuer=true", "tributary.access.development-directory=" + secrets);
        access = DevelopmentAccess.read(secrets);
        pair("Marsh", "Ada", "9991230017", "1950-03-04", "1950-09-17", "1 Mill Lane, Leeds, LS1 1AA");
        pair("Vale", "Bernard", "9991230084", "1931-12-01", "1944-05-20", "22 Station Road, York, YO1 7HH");
        pair("Heath", "Carys", "9991230157", "1972-07-07", "1979-10-30", "5 Abbey Walk, Ripon, HG4 1QT");
        pair("Brook", "Dafydd", "9991230297", "1988-02-11", "1999-08-25", "140 Moor View, Hull, HU5 3BN");
        hub.agree(PRACTICE, BOARD);
        hub.agree(TRUST, BOARD);
        hub.agree(TRUST, PRACTICE);
    }

    private static void pair(String family, String given, String number, String born, String alsoBorn,
            String address) {
        hub.write(PRACTICE, patient("gp-", family, given, number, born, address, """
                "telecom":[{"system":"phone","value":"0113 496 0000"}],"""));
        hub.write(TRUST, patient("tr-", family, given, number, alsoBorn, address, ""));
    }

    private static String patient(String prefix, String family, String given, String number, String born,
            String address, String more) {
        String[] parts = address.split(", ");
        return """
                {"resourceType":"Patient","id":"%1$s%2$s","identifier":[
                  {"system":"https://fhir.nhs.uk/Id/nhs-number","value":"%4$s"},
                  {"system":"urn:%1$sown","value":"%2$s"}],
                 "name":[{"family":"%2$s","given":["%3$s"]}],%6$s
                 "birthDate":"%5$s","address":[{"line":["%7$s"],"city":"%8$s","postalCode":"%9$s"}]}"""
                .formatted(prefix, family, given, number, born, more, parts[0], parts[1], parts[2]);
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

    private static void signIn(Page page, String name) {
        Chromium.signIn(page, hub.origin() + "/review", name, access);
    }

    private static void open(Page page, String family) {
        page.navigate(hub.origin() + "/review");
        assertThat(page.locator("h1")).hasText("Who is who: review");
        link(page, family).click();
        assertThat(page.locator("h1")).hasText("One person or two?");
    }

    private static Locator link(Page page, String family) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(family));
    }

    private static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).click();
    }

    private static Locator told(Page page) {
        return page.locator(".govuk-notification-banner");
    }

    @Test
    void seesWhatDiffersDecidesAndTakesItBack() {
        try (BrowserContext window = chromium.window(1280, 900, true)) {
            Page page = window.newPage();
            List<String> complaints = new ArrayList<>();
            page.onConsoleMessage(message -> complaints.add(message.text()));
            signIn(page, "coordinator");
            assertThat(page).hasTitle("Review - Tributary");
            Chromium.check(page, "review");

            open(page, "Marsh");
            assertThat(row(page, "Born")).containsText("Differs");
            assertThat(row(page, "Born")).containsText("04 Mar 1950");
            assertThat(row(page, "Born")).containsText("17 Sep 1950");
            assertThat(row(page, "Name")).not().containsText("Differs");
            assertThat(row(page, "Telephone and email")).containsText("Not told");
            assertThat(page.locator("section[aria-labelledby=evidence] li").first()).isVisible();
            Chromium.check(page, "review-pair");

            page.getByLabel("Reason").fill("Two dates of birth on two letters");
            press(page, "Different people");
            assertThat(told(page)).containsText("two people, and stay apart");
            Chromium.check(page, "review-decided");
            press(page, "Undo this decision");
            assertThat(told(page)).containsText("as it was before");
            assertThat(link(page, "Marsh")).isVisible();
            assertThat(complaints).isEmpty();
        }
    }

    private static Locator row(Page page, String detail) {
        return page.getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHas(page.getByRole(AriaRole.ROWHEADER,
                        new Page.GetByRoleOptions().setName(detail))));
    }

    @Test
    void worksByKeysThatDoNothingInAFieldAndCanBeTurnedOff() {
        try (BrowserContext window = chromium.window(1280, 900, true)) {
            Page page = window.newPage();
            signIn(page, "coordinator");
            open(page, "Vale");
            page.getByLabel("Reason").focus();
            page.keyboard().type("sdu");
            assertThat(page.getByLabel("Reason")).hasValue("sdu");

            Locator keys = page.getByRole(AriaRole.CHECKBOX);
            keys.uncheck();
            page.keyboard().press("u");
            assertThat(page.locator("h1")).hasText("One person or two?");
            assertThat(told(page)).hasCount(0);
            keys.check();
            page.keyboard().press("Control+u");
            assertThat(told(page)).hasCount(0);
            page.keyboard().press("u");
            assertThat(told(page)).containsText("cannot be told");
        }
    }

    @Test
    void worksWithoutJavaScriptInANarrowWindow() {
        try (BrowserContext window = chromium.window(320, 800, false)) {
            Page page = window.newPage();
            signIn(page, "coordinator");
            open(page, "Heath");
            assertThat(page.locator("[data-review-keys]")).isHidden();
            press(page, "Same person");
            assertThat(told(page)).containsText("one person's, and are linked");
            Chromium.photograph(page, "narrow-review-decided");
        }
    }

    @Test
    void fitsInAWindowOf320Pixels() {
        try (BrowserContext window = chromium.window(320, 800, true)) {
            Page page = window.newPage();
            signIn(page, "coordinator");
            assertThat(page).hasTitle("Review - Tributary");
            Chromium.assertFits(page);
            Chromium.check(page, "narrow-review");
            open(page, "Brook");
            Chromium.assertFits(page);
            Chromium.check(page, "narrow-review-pair");
        }
    }

    @Test
    void cliniciansLookAndAnalystsDoNot() {
        try (BrowserContext window = chromium.window(1280, 900, true)) {
            Page page = window.newPage();
            signIn(page, "gp");
            open(page, "Brook");
            assertThat(page.locator("main")).containsText("Coordinators decide");
            assertThat(page.locator("main button")).hasCount(0);
        }
        try (BrowserContext window = chromium.window(1280, 900, true)) {
            Page page = window.newPage();
            signIn(page, "analyst");
            assertThat(page.locator("h1")).not().hasText("Who is who: review");
        }
    }
}
