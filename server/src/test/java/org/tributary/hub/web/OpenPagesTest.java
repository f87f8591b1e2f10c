package org.tributary.hub.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.tributary.hub.WebHub;

/** The pages of a hub without sign-in, which trusts a form by the origin that a browser says it has. */
class OpenPagesTest {

    @Test
    void aFormOfTheHubsOwnPageIsAnswered() {
        try (Chromium chromium = Chromium.start();
                WebHub hub = WebHub.open();
                BrowserContext window = chromium.window(1280, 900, true)) {
            hub.write("RZ8",
                    """
                            {"resourceType":"Patient","id":"a","birthDate":"1948-03-03","name":[{"family":"Arden","given":["Rowan"]}],
                             "identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990000018"}]}""");
            Page page = window.newPage();
            page.navigate(hub.origin() + "/");
            page.getByLabel("10 digits, with or without spaces").fill("999 000 0018");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Find")).click();

            assertThat(page.locator("#found")).hasText("1 person found");
        }
    }
}
