package org.tributary.hub.access.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.tributary.hub.FreePort;

/** What keeps the hub from starting, and what its operator reads then. */
@ExtendWith(OutputCaptureExtension.class)
class StartUpTest {

    @Test
    void withoutAnIssuerTheHubDoesNotStartAndSaysWhatToSet(CapturedOutput output) {
        assertThatThrownBy(() -> AccessSlice.start("server.port=0")).hasRootCauseInstanceOf(UnsafeSettings.class);
        assertThat(output).contains("Nobody could sign in: set tributary.access.issuer").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"server.address=0.0.0.0", "server.address=::"})
    void anOpenHubStaysOnThisMachine(String address, CapturedOutput output) {
        assertThatThrownBy(() -> AccessSlice.start("tributary.access.open=true", address))
                .hasRootCauseInstanceOf(UnsafeSettings.class);
        assertThat(output).contains("must be a loopback address such as 127.0.0.1");
    }

    @Test
    void anUnknownSettingIsAnError() {
        assertThatThrownBy(
                () -> AccessSlice.start("tributary.access.open=true", "tributary.access.isuer=https://id.example"))
                .hasRootCauseInstanceOf(UnboundConfigurationPropertiesException.class);
    }

    @Test
    void theDevelopmentIssuerNeedsPeople(@TempDir Path directory) throws Exception {
        assertThatThrownBy(() -> AccessSlice.start("tributary.access.development-issuer=true",
                "server.port=" + FreePort.find(), "tributary.access.development-directory=" + directory))
                .hasRootCauseInstanceOf(UnsafeSettings.class)
                .rootCause()
                .hasMessageContaining("is for the demo");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            server.tomcat.accesslog.enabled=true | server.tomcat.accesslog.pattern=common
            server.tomcat.accesslog.enabled=true | server.tomcat.accesslog.pattern=combined
            server.tomcat.accesslog.enabled=true | server.tomcat.accesslog.pattern=%h %r
            server.tomcat.accesslog.enabled=true | server.tomcat.accesslog.pattern=%U%q
            server.tomcat.accesslog.enabled=true | server.tomcat.accesslog.pattern=%U %{Referer}i
            spring.mvc.log-request-details=true  | spring.main.banner-mode=off
            """)
    void aLogOfQueryStringsIsRefused(String first, String second) {
        assertThatThrownBy(() -> AccessSlice.start("tributary.access.open=true", first, second))
                .hasRootCauseInstanceOf(UnsafeSettings.class)
                .rootCause()
                .hasMessageContaining("would log query strings");
    }
}
