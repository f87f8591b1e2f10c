package org.tributary.hub.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.hub.WebHub;
import org.tributary.hub.access.signin.DevelopmentAccess;
import org.tributary.hub.access.signin.DevelopmentDirectory;
import org.tributary.hub.ingest.CommitLine;
import org.tributary.hub.ingest.Feed;
import org.tributary.hub.ingest.Feeds.NewFeed;
import org.tributary.hub.ingest.Intake;
import org.tributary.hub.ops.synth.Borough;
import org.tributary.hub.ops.synth.SyntheticDocument;
import org.tributary.hub.ops.synth.SyntheticFeed;
import org.tributary.hub.ops.synth.TruthRow;
import org.tributary.mapping.CareSetting;

/** A care coordinator at work in a real browser: signs in, finds a person, reads the timeline, signs out. */
@SuppressWarnings("NullAway.Init")
class CoordinatorTest {

    private static final String BOARD = "QZ9";
    private static final int PEOPLE = 20;
    private static final Pattern TIMELINE_TITLE = Pattern.compile(".+ - care timeline - Tributary");

    @TempDir
    private static Path secrets;

    private static Chromium chromium;
    private static WebHub hub;
    private static DevelopmentAccess access;
    /** The number by which a practice knows a person whom practice, hospital and council know. */
    private static String localNumber;

    @BeforeAll
    static void start() throws IOException {
        chromium = Chromium.start();
        Borough borough = Borough.generate(PEOPLE, 3);
        hub = WebHub.start(DevelopmentDirectory.borough("A99901", "RZ8", "999", BOARD),
                "tributary.access.development-issuer=true", "tributary.access.development-directory=" + secrets);
        access = DevelopmentAccess.read(secrets);
        send(borough);
        localNumber = borough.truth()
                .stream()
                .filter(row -> row.person().equals(borough.worthOpening().getFirst()))
                .map(TruthRow::value)
                .findFirst()
                .orElseThrow();
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

    private static void send(Borough borough) {
        Map<String, Feed> feeds = new HashMap<>();
        for (SyntheticFeed feed : borough.feeds()) {
            feeds.put(feed.code(), hub.get(CommitLine.class)
                    .addFeed(new NewFeed(feed.code(), feed.organisation(),
                            CareSetting.findByCode(feed.setting()).orElseThrow(), feed.format(), feed.senders())));
            hub.agree(feed.organisation(), BOARD);
        }
        for (SyntheticDocument document : borough.documents().toList()) {
            hub.get(Intake.class)
                    .receive(Objects.requireNonNull(feeds.get(document.feed())), "http", document.bytes());
        }
    }

    @Test
    void signsInFindsAPersonAndReadsTheTimeline() {
        try (BrowserContext window = chromium.window(1280, 900, true)) {
            Page page = window.newPage();
            List<String> complaints = listen(page);
            page.navigate(hub.origin() + "/");
            Chromium.check(page, "sign-in");
            signIn(page);
            assertThat(page).hasURL(hub.origin() + "/");
            Chromium.check(page, "find");

            findByLocalNumber(page);
            Chromium.check(page, "found");

            page.getByRole(AriaRole.TABLE).getByRole(AriaRole.LINK).click();
            readTimeline(page);
            Chromium.check(page, "person");

            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out")).click();
            assertThat(page.locator("h1")).hasText("You have signed out");
            Chromium.check(page, "signed-out");
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void worksWithoutJavaScriptInANarrowWindow() {
        try (BrowserContext window = chromium.window(320, 800, false)) {
            Page page = window.newPage();
            signIn(page);
            findByLocalNumber(page);
            Chromium.photograph(page, "narrow-found");
            page.getByRole(AriaRole.TABLE).getByRole(AriaRole.LINK).click();
            readTimeline(page);
            Chromium.photograph(page, "narrow-person");
        }
    }

    @Test
    void fitsInAWindowOf320Pixels() {
        try (BrowserContext window = chromium.window(320, 800, true)) {
            Page page = window.newPage();
            page.navigate(hub.origin() + "/");
            Chromium.assertFits(page);
            signIn(page);
            Chromium.assertFits(page);
            findByLocalNumber(page);
            Chromium.assertFits(page);
            Chromium.assertAccessible(page);
            page.getByRole(AriaRole.TABLE).getByRole(AriaRole.LINK).click();
            assertThat(page).hasTitle(TIMELINE_TITLE);
            Chromium.assertFits(page);
            Chromium.assertAccessible(page);
        }
    }

    @Test
    void mistakesAndMissingPeopleAreToldInPlainWords() {
        try (BrowserContext window = chromium.window(1280, 900, true)) {
            Page page = window.newPage();
            signIn(page);
            page.getByLabel("10 digits, with or without spaces").fill("999 000 0017");
            find(page);
            assertThat(page).hasTitle("Error: Find someone - Tributary");
            Chromium.check(page, "find-mistake");
            page.getByRole(AriaRole.ALERT).getByRole(AriaRole.LINK).click();
            assertThat(page.locator("#nhs-number")).isFocused();

            page.navigate(hub.origin() + "/people/6f1b8a52-5c0e-4bb5-9a53-0f3a5f1f6c11");
            assertThat(page.locator("h1")).hasText("Page not found");
            Chromium.check(page, "not-found");
        }
    }

    @Test
    void theKeyboardReachesTheContentFirst() {
        try (BrowserContext window = chromium.window(1280, 900, true)) {
            Page page = window.newPage();
            signIn(page);
            page.navigate(hub.origin() + "/");
            page.keyboard().press("Tab");
            assertThat(page.locator(".govuk-skip-link")).isFocused();
            page.keyboard().press("Enter");
            page.keyboard().press("Tab");
            assertThat(page.locator("#nhs-number")).isFocused();
        }
    }

    private static void signIn(Page page) {
        Chromium.signIn(page, hub.origin() + "/", "coordinator", access);
        assertThat(page).hasTitle("Find someone - Tributary");
    }

    private static void findByLocalNumber(Page page) {
        page.locator("#local-number").fill(localNumber);
        find(page);
        assertThat(page.locator("#found")).hasText("1 person found");
        // What was asked is in no address.
        assertThat(page.url()).isEqualTo(hub.origin() + "/");
    }

    private static void find(Page page) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Find")).click();
    }

    private static void readTimeline(Page page) {
        assertThat(page).hasTitle(TIMELINE_TITLE);
        page.waitForLoadState();
        assertThat(page.url()).matches(hub.origin() + "/people/[0-9a-f-]{36}");
        assertThat(page.locator(".lane__name").allTextContents()).containsExactly("General practice", "Hospital",
                "Social care");
        assertThat(page.locator(".tributary-table--events tbody tr").count()).isGreaterThan(10);
        assertThat(page.locator(".tributary-table--events [data-label=Setting]").allTextContents())
                .contains("General practice", "Hospital", "Social care");
        assertThat(page.locator(".tributary-table--events [data-label=Kind]").allTextContents())
                .contains("Inpatient stay", "Assessment", "Problem");
    }

    /** What a page should not do: ask another host, load a font, or break the content security policy. */
    private static List<String> listen(Page page) {
        List<String> complaints = new ArrayList<>();
        page.onRequest(request -> {
            if (!request.url().startsWith(hub.origin() + "/") || request.resourceType().equals("font")) {
                complaints.add("asked for " + request.url());
            }
        });
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        return complaints;
    }
}
