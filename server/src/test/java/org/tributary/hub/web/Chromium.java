package org.tributary.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.tributary.hub.access.signin.DevelopmentAccess;

/**
 * The Chromium that is installed on this machine. Without one the tests that want it are skipped, but in continuous
 * integration ({@code CI=true}) they fail.
 */
public final class Chromium implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final List<String> WCAG_2_2_AA = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    public static Chromium start() {
        Optional<Path> installed = find();
        if (installed.isEmpty() && !"true".equals(System.getenv("CI"))) {
            Assumptions.abort("No chromium, chromium-browser or google-chrome on PATH: browser tests are skipped");
        }
        Path executable = installed.orElseThrow(
                () -> new AssertionError("In CI the browser tests must run, but there is no Chromium on PATH"));
        // A busy machine may take longer over a page than the five seconds that Playwright would wait.
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright.chromium()
                .launch(new BrowserType.LaunchOptions().setExecutablePath(executable)
                        .setHeadless(true)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                                "--disable-background-networking", "--disable-component-update", "--disable-sync")));
        return new Chromium(playwright, browser);
    }

    private static Optional<Path> find() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A new browser profile with a window of this size in CSS pixels. */
    BrowserContext window(int width, int height, boolean javaScript) {
        return window(new Browser.NewContextOptions().setViewportSize(width, height).setJavaScriptEnabled(javaScript));
    }

    /** A new browser profile that takes any certificate. */
    public BrowserContext trustingWindow() {
        return window(new Browser.NewContextOptions().setViewportSize(1280, 900).setIgnoreHTTPSErrors(true));
    }

    private BrowserContext window(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        context.setDefaultTimeout(60_000);
        return context;
    }

    /** Asks for a page, and signs in at the hub's own issuer when sent there. */
    static void signIn(Page page, String address, String name, DevelopmentAccess access) {
        page.navigate(address);
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(name);
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
                .fill(Objects.requireNonNull(access.passwords().get(name)));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
    }

    /** Holds a page to WCAG 2.2 AA and writes down what it looks like, in a window with JavaScript. */
    static void check(Page page, String name) {
        photograph(page, name);
        assertAccessible(page);
    }

    /** Writes {@code target/screenshots/NAME.png}, for eyes. */
    static void photograph(Page page, String name) {
        page.waitForLoadState();
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
    }

    /** Holds a page to WCAG 2.2 AA, as far as axe can tell; axe waits for ever in a window without JavaScript. */
    static void assertAccessible(Page page) {
        page.waitForLoadState();
        assertThat(new AxeBuilder(page).withTags(WCAG_2_2_AA).analyze().getViolations())
                .as("accessibility of %s", page.title())
                .isEmpty();
    }

    /**
     * Text must not run out of the window sideways; only charts scroll by themselves. A page is measured when its style
     * sheets have come: a click returns as soon as the next page begins.
     */
    static void assertFits(Page page) {
        page.waitForLoadState();
        assertThat(page.evaluate("document.documentElement.scrollWidth"))
                .as("width of %s", page.title())
                .isEqualTo(page.viewportSize().width);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
