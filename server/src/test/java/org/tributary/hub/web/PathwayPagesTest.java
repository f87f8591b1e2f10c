package org.tributary.hub.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tributary.hub.WebHub;
import org.tributary.hub.access.signin.DevelopmentAccess;

/**
 * A coordinator asks what is stuck with somebody and why, in a real browser. It is 12 March 2026; {@link PathwayPeople}
 * tells who is there.
 */
@SuppressWarnings("NullAway.Init")
class PathwayPagesTest {

    @RegisterExtension
    static final PathwayHub STARTED = new PathwayHub();

    private static Chromium chromium;
    private static WebHub hub;
    private static DevelopmentAccess access;

    @BeforeAll
    static void start() {
        chromium = STARTED.chromium();
        hub = STARTED.hub();
        access = STARTED.access();
    }

    private static Page open(BrowserContext window) {
        Page page = window.newPage();
        Chromium.signIn(page, hub.origin() + "/", "coordinator", access);
        page.getByLabel("10 digits, with or without spaces").fill(PathwayPeople.WAITING);
        button(page, "Find").click();
        link(page, "Rowan Arden").click();
        assertThat(page).hasTitle("Rowan Arden - care timeline - Tributary");
        page.waitForLoadState();
        return page;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true)).first();
    }

    private static Locator section(Page page, String heading) {
        return page.locator("section[aria-labelledby=" + heading + "]");
    }

    @Test
    void seesTheDelayAndOpensItsCause() {
        try (BrowserContext window = chromium.window(1280, 900, true)) {
            Page page = open(window);
            Locator stuck = section(page, "stuck").locator("tbody tr").first();
            assertThat(stuck).containsText("Ready for discharge and still in hospital");
            assertThat(stuck).containsText("05 Mar 2026, 09:00");
            assertThat(stuck.locator("[data-label=For]")).hasText("7 days");
            assertThat(stuck.locator("[data-label='Waits for']"))
                    .hasText("999, discharge pathway 1 (from the service)");
            assertThat(section(page, "now")).containsText("RZ8, ");
            assertThat(section(page, "now")).containsText("since 01 Mar 2026, 10:00, 11 days");
            assertThat(section(page, "now")).containsText("10 hours a week, £185.00 a week");
            assertThat(section(page, "now")).containsText("Dr Fern Hollow");
            assertThat(section(page, "now")).containsText("telephone 01632 960001");
            assertThat(section(page, "now")).containsText("District nurse, mobile 07700 900001, fern@practice.example");
            assertThat(section(page, "holders")).containsText("Z99999");
            assertThat(section(page, "holders")).containsText("No feed: nothing it did is shown here");
            Chromium.check(page, "pathway");

            stuck.getByRole(AriaRole.LINK).first().click();
            assertThat(page.locator("h1")).containsText("Inpatient stay");
            assertThat(section(page, "told-1")).containsText("05 Mar 2026 09:00");
            assertThat(section(page, "origin").locator("tbody tr").first()).containsText("Tributary mapper hl7v2");
            assertThat(section(page, "history").locator("details").first()).hasAttribute("open", "open");
            assertThat(section(page, "history").locator("details")).hasCount(2);
            assertThat(section(page, "told-0")).containsText("Emergency Admission");
            Chromium.check(page, "entry");

            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Count the timeline's days from here"))
                    .click();
            assertThat(section(page, "timeline")).containsText("Days are counted from");
            assertThat(page.locator(".axis text", new Page.LocatorOptions().setHasText("Day 0"))).hasCount(1);
            Chromium.check(page, "pathway-aligned");
        }
    }

    @Test
    void narrowsTheTimelineByTheKeyboardAlone() {
        try (BrowserContext window = chromium.window(1280, 900, false)) {
            Page page = open(window);
            int all = page.locator(".tributary-table--events tbody tr").count();
            page.locator(".tributary-filter summary").focus();
            page.keyboard().press("Enter");
            page.getByLabel("Referral", new Page.GetByLabelOptions().setExact(true)).focus();
            page.keyboard().press("Space");
            page.locator("#from").fill("2026-03-01");
            page.keyboard().press("Enter");
            assertThat(page).hasURL(Pattern.compile(".*kind=referral.*from=2026-03-01.*"));
            page.waitForLoadState();
            assertThat(page.locator(".tributary-table--events [data-label=Kind]").allTextContents())
                    .containsOnly("Referral");
            assertThat(page.locator(".tributary-filter details")).hasAttribute("open", "open");
            Chromium.photograph(page, "pathway-filtered");
            link(page, "Show everything").click();
            assertThat(page.locator(".tributary-table--events tbody tr")).hasCount(all);
        }
    }

    @Test
    void zoomsWithoutAScript() {
        try (BrowserContext window = chromium.window(1280, 900, false)) {
            Page page = open(window);
            int ticks = page.locator(".axis text").count();
            link(page, "Zoom in").click();
            assertThat(page).hasURL(Pattern.compile(".*from=.*until=.*"));
            assertThat(link(page, "All dates")).isVisible();
            link(page, "All dates").click();
            assertThat(page.locator(".axis text")).hasCount(ticks);
        }
    }

    @Test
    void slidesToAPeriodByTheKeyboard() {
        try (BrowserContext window = chromium.window(1280, 900, true)) {
            Page page = open(window);
            Locator from = page.getByLabel("First day", new Page.GetByLabelOptions().setExact(true));
            Locator until = page.getByLabel("Last day", new Page.GetByLabelOptions().setExact(true));
            String last = until.getAttribute("aria-valuetext");
            from.focus();
            page.keyboard().press("End");
            assertThat(from).hasAttribute("aria-valuetext", last);
            until.focus();
            page.keyboard().press("Home");
            assertThat(until).hasAttribute("aria-valuetext", last);
            from.focus();
            page.keyboard().press("Home");
            page.keyboard().press("ArrowRight");
            assertThat(from).hasAttribute("aria-valuetext", "02 Jun 2025");
            button(page, "Show this period").click();
            assertThat(page).hasURL(Pattern.compile(".*from=2025-06-02&until=\\d{4}-\\d\\d-\\d\\d#timeline"));
            assertThat(page.locator("#from")).hasValue("2025-06-02");
            Chromium.check(page, "pathway-slider");
        }
    }

    @Test
    void withoutAScriptTheSliderIsNotThereAndTheDatesAre() {
        try (BrowserContext window = chromium.window(1280, 900, false)) {
            Page page = open(window);
            assertThat(page.locator(".tributary-span")).isHidden();
            page.locator(".tributary-filter summary").click();
            assertThat(page.locator("#from")).isVisible();
        }
    }

    @Test
    void aPeriodThatIsNoneIsToldInPlainWords() {
        try (BrowserContext window = chromium.window(1280, 900, true)) {
            Page page = open(window);
            page.navigate(page.url() + "?from=2026-04-01&until=2026-03-01");
            assertThat(page).hasTitle("Error: Rowan Arden - care timeline - Tributary");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("in this order");
            Chromium.check(page, "pathway-mistake");
        }
    }

    @Test
    void printsWithoutTheFormAndSaysOfWhen() {
        try (BrowserContext window = chromium.window(1024, 900, true)) {
            Page page = open(window);
            assertThat(page.locator(".tributary-print-only")).isHidden();
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(page.locator(".tributary-filter")).isHidden();
            assertThat(page.locator(".tributary-print-only")).containsText("As of 12 Mar 2026, 12:00:00. All events.");
            Chromium.photograph(page, "pathway-print");
        }
    }

    @Test
    void fitsInAWindowOf320Pixels() {
        try (BrowserContext window = chromium.window(320, 800, true)) {
            Page page = open(window);
            Chromium.photograph(page, "narrow-pathway");
            Chromium.assertFits(page);
            Chromium.assertAccessible(page);
            section(page, "stuck").locator("tbody a").first().click();
            assertThat(page.locator("h1")).containsText("Inpatient stay");
            Chromium.photograph(page, "narrow-entry");
            Chromium.assertFits(page);
        }
    }

    @Test
    void whoWasLookedAtLastIsOnTheFirstPage() {
        try (BrowserContext window = chromium.window(1280, 900, true)) {
            Page page = open(window);
            page.navigate(hub.origin() + "/");
            assertThat(section(page, "recent").locator("li"))
                    .hasText("Rowan Arden born 03 Mar 1948, NHS number 999 000 0018");
            assertThat(section(page, "worklists").locator("li")).hasCount(5);
            Chromium.check(page, "find-recent");
            link(page, "Rowan Arden").click();
            assertThat(page).hasTitle("Rowan Arden - care timeline - Tributary");
        }
    }

    @Test
    void trendsHaveATwinInNumbers() {
        try (BrowserContext window = chromium.window(1280, 900, true)) {
            Page page = open(window);
            Locator trend = page.locator(".tributary-trend").first();
            assertThat(trend).containsText("Body weight");
            assertThat(trend).containsText("61 kg to 64 kg");
            trend.locator("summary").click();
            assertThat(trend.locator("tbody tr")).hasCount(3);
            assertThat(List.copyOf(trend.locator("tbody td:last-child").allTextContents()))
                    .containsExactly("61 kg", "62.5 kg", "64 kg");
        }
    }
}
