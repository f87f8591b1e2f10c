package org.tributary.hub.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tributary.hub.WebHub;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.signin.DevelopmentAccess;
import org.tributary.hub.ops.TestHub;
import org.tributary.hub.pathway.worklists.Worklist;
import org.tributary.hub.pathway.worklists.WorklistPage;
import org.tributary.hub.pathway.worklists.WorklistQuestion;
import org.tributary.hub.pathway.worklists.WorklistQuestion.Sort;
import org.tributary.hub.pathway.worklists.Worklists;

/** Worklists in a real browser and as what each caller sees of them. It is 12 March 2026. */
@SuppressWarnings("NullAway.Init")
class WorklistPagesTest {

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

    @Test
    void goesFromAWorklistToThePerson() {
        try (BrowserContext window = chromium.window(1280, 900, true)) {
            Page page = window.newPage();
            Chromium.signIn(page, hub.origin() + "/worklists", "coordinator", access);
            assertThat(page).hasTitle("Worklists - Tributary");
            Chromium.check(page, "worklists");
            link(page, "Ready for discharge and waiting");
            assertThat(page.locator("tbody tr")).hasCount(1);
            assertThat(page.locator("tbody [data-label=Waiting]")).hasText("7 days");
            assertThat(page.locator("tbody [data-label='Waits for']")).hasText("999, discharge pathway 1");
            Chromium.check(page, "worklist");
            link(page, "Rowan Arden");
            assertThat(page).hasTitle("Rowan Arden - care timeline - Tributary");
        }
    }

    @Test
    void narrowsOrdersAndDownloads() throws IOException {
        try (BrowserContext window = chromium.window(1280, 900, false)) {
            Page page = window.newPage();
            Chromium.signIn(page, hub.origin() + "/worklists/no-contact-after-discharge", "coordinator", access);
            assertThat(page.locator("tbody th")).hasText("Ash Weald");
            assertThat(page.locator("tbody [data-label='Contact due by']")).hasText("16 Mar 2026");
            page.locator("#organisation").selectOption(new SelectOption().setValue("999"));
            page.locator("#sort").selectOption(new SelectOption().setValue("age"));
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show")).click();
            assertThat(page.getByText("Nobody, in the records that you may see.")).isVisible();
            Chromium.photograph(page, "worklist-nobody");

            page.navigate(hub.origin() + "/worklists/review-due");
            assertThat(page.locator("tbody .govuk-tag")).hasText("Late");
            Download file = page.waitForDownload(() -> link(page, "Download the whole list as CSV"));
            assertThat(file.suggestedFilename()).isEqualTo("review-due-2026-03-12.csv");
            assertThat(Files.readString(file.path())).isEqualTo("""
                    "Name","Born","Age","NHS number","Told by","Last looked at","Waiting","What, and by when"\r
                    "Iris Combe","24 Dec 1944","81","999 000 0050","999","03 Feb 2025","402 days",\
                    "Home Support, by 03 Feb 2026"\r
                    """);
        }
    }

    @Test
    void fitsInAWindowOf320Pixels() {
        try (BrowserContext window = chromium.window(320, 800, true)) {
            Page page = window.newPage();
            Chromium.signIn(page, hub.origin() + "/worklists", "coordinator", access);
            assertThat(page).hasTitle("Worklists - Tributary");
            Chromium.assertFits(page);
            link(page, "Ready for discharge and waiting");
            assertThat(page.locator("tbody tr")).hasCount(1);
            Chromium.photograph(page, "narrow-worklist");
            Chromium.assertFits(page);
            Chromium.assertAccessible(page);
        }
    }

    @Test
    void whoeverPlansSeesNoWorklist() {
        try (BrowserContext window = chromium.window(1280, 900, true)) {
            Page page = window.newPage();
            Chromium.signIn(page, hub.origin() + "/worklists/readmitted", "analyst", access);
            assertThat(page.locator("h1")).hasText("You cannot do this");
            page.navigate(hub.origin() + "/");
            assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Worklists"))).hasCount(0);
        }
    }

    @Test
    void everyListHasWhoBelongsOnItAndNobodyElse() {
        Caller board = TestHub.carer(PathwayHub.BOARD);
        assertThat(names(board, Worklist.READY_FOR_DISCHARGE)).containsExactly("Rowan Arden");
        assertThat(names(board, Worklist.NO_CONTACT)).containsExactly("Ash Weald");
        assertThat(names(board, Worklist.READMITTED)).containsExactly("Hazel Fenn");
        assertThat(names(board, Worklist.NEAR_BREACH)).containsExactly("Jasper Lowe");
        assertThat(names(board, Worklist.REVIEW_DUE)).containsExactly("Iris Combe");
    }

    /** The practice has an agreement with nobody: of hospital and council it sees neither rows nor numbers. */
    @Test
    void whatACallerMayNotSeeIsInNoRowAndInNoCount() {
        Caller practice = TestHub.carer("A99901");
        for (Worklist list : List.of(Worklist.READY_FOR_DISCHARGE, Worklist.NO_CONTACT, Worklist.READMITTED,
                Worklist.REVIEW_DUE)) {
            WorklistPage page = page(practice, list);
            assertThat(page.total()).as(list.code()).isZero();
            assertThat(page.rows()).as(list.code()).isEmpty();
            assertThat(page.cut()).as(list.code()).isFalse();
        }
        assertThat(names(practice, Worklist.NEAR_BREACH)).containsExactly("Jasper Lowe");
        List<String> organisations = hub.get(ReaderDatabase.class)
                .read(practice, transaction -> hub.get(Worklists.class).listOrganisations(transaction));
        assertThat(organisations).containsExactly("A99901");
        // The council's steps belong to what the hospital's list says of Rowan only where both are seen.
        Caller hospital = TestHub.carer("RZ8");
        assertThat(page(hospital, Worklist.READY_FOR_DISCHARGE).rows()).singleElement()
                .satisfies(row -> assertThat(row.item().awaited()).contains("RZ8"));
    }

    /** Only whom the caller was shown is in the audit trail. */
    @Test
    void theTrailNamesWhoWasShownAndNobodyElse() {
        Caller board = TestHub.carer(PathwayHub.BOARD).asking("GET /worklists/ready-for-discharge?test=audit");
        names(board, Worklist.READY_FOR_DISCHARGE);
        List<Integer> shown = hub.get(ReaderDatabase.class)
                .read(Caller.hub(), transaction -> transaction.jdbc()
                        .sql("""
                                SELECT count(p.patient) FROM audit_event e JOIN audit_patient p ON p.event = e.id
                                WHERE e.asked LIKE '%test=audit'""")
                        .query(Integer.class)
                        .list());
        // Rowan is one person with three Patients: the practice's, the hospital's and the council's.
        assertThat(shown).containsExactly(3);
    }

    private static List<String> names(Caller caller, Worklist list) {
        return page(caller, list).rows().stream().map(row -> row.person().name()).toList();
    }

    private static WorklistPage page(Caller caller, Worklist list) {
        WorklistQuestion question = new WorklistQuestion(list, Optional.empty(), Sort.WAIT, 0, 50);
        return hub.get(ReaderDatabase.class)
                .read(caller, transaction -> hub.get(Worklists.class).find(transaction, question));
    }

    private static void link(Page page, String name) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true)).click();
    }
}
