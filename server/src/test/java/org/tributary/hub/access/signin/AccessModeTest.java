package org.tributary.hub.access.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AccessModeTest {

    private static final InetAddress EVERY_INTERFACE = address("0.0.0.0");
    private static final InetAddress THIS_MACHINE = address("127.0.0.1");

    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ""                                                                        | 127.0.0.1 | Nobody could sign in
            open=true                                                                 | ""        | loopback
            open=true                                                                 | 0.0.0.0   | loopback
            open=true                                                                 | 10.0.0.7  | loopback
            development-issuer=true                                                   | 0.0.0.0   | loopback
            development-issuer=true                                                   | ""        | loopback
            open=true development-issuer=true                                         | 127.0.0.1 | Set only one
            open=true issuer=https://id.example                                       | 127.0.0.1 | Set only one
            issuer=http://id.example                                                  | 0.0.0.0   | must be an https address
            issuer=http://127.0.0.1.evil.example                                      | 0.0.0.0   | must be an https address
            issuer=http://localhost.evil.example                                      | 0.0.0.0   | must be an https address
            issuer=https://id.example?x=1                                             | 0.0.0.0   | must be an https address
            issuer=id.example                                                         | 0.0.0.0   | must be an https address
            issuer=https://id.example jwks-uri=http://id.example/keys                 | 0.0.0.0   | must be an https address
            issuer=https://id.example algorithms=HS256                                | 0.0.0.0   | only RS256
            issuer=https://id.example algorithms=none                                 | 0.0.0.0   | only RS256
            issuer=https://id.example audience=tributary-pages                        | 0.0.0.0   | ID tokens
            issuer=https://id.example clock-skew=PT1H                                 | 0.0.0.0   | clock-skew
            issuer=https://id.example sign-in.scopes=profile                          | 0.0.0.0   | openid
            """)
    void unsafeSettingsAreRefusedWithOneSentence(String properties, String listensOn, String sentence) {
        assertThatExceptionOfType(UnsafeSettings.class)
                .isThrownBy(() -> AccessMode.of(settings(properties), addressOrNull(listensOn), 8080))
                .withMessageContaining(sentence)
                .withMessageEndingWith(".");
    }

    @Test
    void aPortThatIsOnlyKnownLaterCannotBePartOfTokens() {
        assertThatExceptionOfType(UnsafeSettings.class)
                .isThrownBy(() -> AccessMode.of(settings("development-issuer=true"), THIS_MACHINE, 0))
                .withMessageContaining("server.port");
    }

    @Test
    void soundSettingsChooseTheirMode() {
        assertThat(AccessMode.of(settings("open=true"), THIS_MACHINE, 8080)).isEqualTo(new AccessMode.Open());
        assertThat(AccessMode.of(settings("open=true"), address("::1"), 8080)).isEqualTo(new AccessMode.Open());
        assertThat(AccessMode.of(settings("development-issuer=true"), THIS_MACHINE, 8181))
                .isEqualTo(new AccessMode.Development("http://localhost:8181"));
        assertThat(AccessMode.of(settings("issuer=https://id.example/realms/care"), null, 8080))
                .isEqualTo(new AccessMode.Issuer("https://id.example/realms/care"));
        assertThat(AccessMode.of(settings("issuer=http://localhost:9000 algorithms=ES256"), EVERY_INTERFACE, 8080))
                .isEqualTo(new AccessMode.Issuer("http://localhost:9000"));
    }

    @ParameterizedTest
    @CsvSource({"localhost, true", "LOCALHOST, true", "127.0.0.1, true", "127.8.9.1, true", "[::1], true", "::1, true",
            "127.0.0.1.evil.example, false", "localhost.evil.example, false", "evil.example, false", "10.0.0.1, false",
            "[::2], false", "127.0.0.999, false"})
    void onlyThisMachinesOwnNamesAreLoopback(String host, boolean loopback) {
        assertThat(AccessMode.isLoopback(host)).isEqualTo(loopback);
    }

    static AccessSettings settings(String properties) {
        Map<String, String> values = Arrays.stream(properties.split(" "))
                .filter(property -> !property.isEmpty())
                .collect(
                        Collectors.toMap(property -> "tributary.access." + property.substring(0, property.indexOf('=')),
                                property -> property.substring(property.indexOf('=') + 1)));
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("tributary.access",
                AccessSettings.class);
    }

    private static @Nullable InetAddress addressOrNull(String text) {
        return text.isEmpty() ? null : address(text);
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }
}
