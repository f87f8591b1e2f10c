package org.tributary.hub.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.hub.WebHub;
import org.tributary.hub.access.signin.DevelopmentAccess;
import org.tributary.hub.access.signin.DevelopmentDirectory;
import org.tributary.hub.ingest.Admissions;
import org.tributary.hub.ingest.CommitLine;
import org.tributary.hub.ingest.Feed;
import org.tributary.hub.ingest.Feeds;
import org.tributary.hub.ingest.Feeds.FeedChange;
import org.tributary.hub.ingest.Feeds.NewFeed;
import org.tributary.hub.ingest.Intake;
import org.tributary.hub.ingest.Validation;
import org.tributary.mapping.CareSetting;

/** An operator at work in a real browser: looks at the feeds, opens a rejected message, mends the feed and replays. */
@SuppressWarnings("NullAway.Init")
class OperatorTest {

    @TempDir
    private static Path secrets;

    private static Chromium chromium;
    private static WebHub hub;
    private static DevelopmentAccess access;

    @BeforeAll
    static void start() throws IOException {
        chromium = Chromium.start();
        hub = WebHub.start(DevelopmentDirectory.borough("A99901", "RZ8", "999", "QZ9"),
                "tributary.access.development-issuer=true", "tributary.access.development-directory=" + secrets);
        access = DevelopmentAccess.read(secrets);
        Feed strict = hub.get(CommitLine.class)
                .addFeed(new NewFeed("acute", "RZ8", CareSetting.ACUTE, "hl7v2", List.of("PAS^RZ8"),
                        Optional.of(Validation.ENFORCE)));
        send(strict, Admissions.admission("C1", 1));
        send(strict, Admissions.admission("C2", 2).replace("^^^RZ8^MR|", "^^^RZ8^MR~9990000108^^^NHS^NH|"));
        send(strict, Admissions.admission("C3", 3).replace("PID|1||L3^^^RZ8^MR|", "PID|1|||"));
    }

    private static void send(Feed feed, String message) {
        hub.get(Intake.class).receive(feed, "http", Admissions.bytes(message));
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
        Chromium.signIn(page, hub.origin() + "/feeds", name, access);
    }

    @Test
    void looksAtTheFeedsOpensARejectedMessageAndReplaysItOnceItsFeedIsLenient() {
        try (BrowserContext window = chromium.window(1280, 900, true)) {
            Page page = window.newPage();
            signIn(page, "operator");
            assertThat(page).hasTitle("Feeds - Tributary");
            assertThat(page.locator("[data-label='Rejected in 24 h']")).hasText("2");
            Chromium.check(page, "feeds");

            page.getByRole(AriaRole.ROW)
                    .filter(new com.microsoft.playwright.Locator.FilterOptions()
                            .setHasText("PID-3: "))
                    .getByRole(AriaRole.LINK)
                    .click();
            assertThat(page.locator("h1")).hasText("Rejected message");
            assertThat(page.locator(".tributary-raw mark")).hasText("PID|1||||TESTER^NUMBER3||19500422|1");
            Chromium.check(page, "message");

            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("All feeds")).click();
            page.getByRole(AriaRole.ROW)
                    .filter(new com.microsoft.playwright.Locator.FilterOptions()
                            .setHasText("hub-nhs"))
                    .getByRole(AriaRole.LINK)
                    .click();
            replay(page);
            assertThat(page.locator(".govuk-notification-banner")).containsText("still refused");
            hub.get(CommitLine.class)
                    .change(transaction -> hub.get(Feeds.class)
                            .change(transaction, "acute", new FeedChange(Optional.empty(),
                                    Optional.of(Validation.OFF), Optional.empty(), Optional.empty(),
                                    Optional.empty())));
            replay(page);
            assertThat(page.locator(".govuk-notification-banner")).containsText("is accepted");
            assertThat(page.locator("h1")).hasText("Committed message");
            assertThat(page.locator("section[aria-labelledby=resources] li").first()).isVisible();
            Chromium.check(page, "message-replayed");
        }
    }

    private static void replay(Page page) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Replay this message")).click();
    }

    @Test
    void nobodyElseSeesTheFeeds() {
        try (BrowserContext window = chromium.window(1280, 900, true)) {
            Page page = window.newPage();
            signIn(page, "coordinator");
            assertThat(page.locator("h1")).hasText("You cannot do this");
            page.navigate(hub.origin() + "/");
            assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Feeds"))).hasCount(0);
        }
    }

    @Test
    void fitsInAWindowOf320Pixels() {
        try (BrowserContext window = chromium.window(320, 800, true)) {
            Page page = window.newPage();
            signIn(page, "operator");
            Chromium.photograph(page, "narrow-feeds");
            Chromium.assertFits(page);
        }
    }
}
