package org.tributary.hub.fhir.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which endpoints the hub calls, and in how many ways one can be spelt that it must not. */
class TargetRulesTest {

    private static final TargetRules ANY_PUBLIC = TargetRules.of(List.of("*"));

    @Test
    void withoutTargetsNobodyIsCalledAndTheRefusalSaysWhichSettingItIs() {
        assertThatThrownBy(() -> TargetRules.of(List.of()).check("https://receiver.example/hook"))
                .isInstanceOf(SubscriptionRefused.class)
                .hasMessageContaining("tributary.subscriptions.targets");
    }

    @Test
    void aNameAndAllNamesBelowOneCanBeAllowed() {
        TargetRules rules = TargetRules.of(List.of("receiver.example", "*.nhs.example"));

        assertThatCode(() -> rules.check("https://RECEIVER.example./hook?key=1")).doesNotThrowAnyException();
        assertThatCode(() -> rules.check("https://a.b.nhs.example:8443/")).doesNotThrowAnyException();
        for (String other : List.of("https://nhs.example/", "https://xnhs.example/", "https://receiver.example.org/",
                "https://not-receiver.example/")) {
            assertThatThrownBy(() -> rules.check(other)).as(other).isInstanceOf(SubscriptionRefused.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1/", "https://localhost/", "https://localhost./", "https://LOCALHOST/",
            "https://2130706433/", "https://0x7f000001/", "https://0x7f.0.0.1/", "https://0177.0.0.1/",
            "https://127.1/", "https://127.0.1/", "https://0/", "https://0.0.0.0/", "https://[::1]/", "https://[::]/",
            "https://[::ffff:127.0.0.1]/", "https://[::ffff:7f00:1]/", "https://[0:0:0:0:0:ffff:7f00:1]/",
            "https://[::127.0.0.1]/", "https://[64:ff9b::7f00:1]/", "https://[2002:7f00:1::]/",
            "https://[fe80::1%25eth0]/", "https://[fe80::1]/", "https://[fc00::1]/", "https://10.0.0.1/",
            "https://172.31.255.255/", "https://192.168.1.1/", "https://169.254.169.254/latest/meta-data",
            "https://100.64.0.1/", "https://224.0.0.1/", "https://255.255.255.255/",
            "https://user@receiver.example/", "https://receiver.example@127.0.0.1/",
            "https://receiver.example:secret@receiver.example/", "https://receiver.example#@127.0.0.1/",
            "https://receiver.example\\@127.0.0.1/", "https://127。0。0。1/", "https://①②⑦.0.0.1/",
            "http://receiver.example/", "ftp://receiver.example/", "file:///etc/passwd", "gopher://receiver.example/",
            "https:///hook", "https:hook", "//receiver.example/", "receiver.example", "",
            "https://receiver.example:0/", "https://receiver.example:99999/", "https://receiver_name.example/",
            "https://receiver.example/\r\nX: y", "https://receiver.example/ x"})
    void whatIsNotOnePublicHttpsEndpointIsRefused(String endpoint) {
        assertThatThrownBy(() -> ANY_PUBLIC.check(endpoint)).isInstanceOf(SubscriptionRefused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://receiver.example/hook", "https://8.8.8.8/", "https://[2606:4700::1111]/hook"})
    void aPublicEndpointIsAllowedWhereAnyIs(String endpoint) {
        assertThatCode(() -> ANY_PUBLIC.check(endpoint)).doesNotThrowAnyException();
    }

    @Test
    void thisMachineIsCalledOnlyIfLocalhostIsAllowedAndThenWithoutTlsToo() {
        TargetRules rules = TargetRules.of(List.of("localhost"));

        assertThatCode(() -> rules.check("http://localhost:9000/hook")).doesNotThrowAnyException();
        assertThatCode(() -> rules.check("http://127.0.0.1:9000/hook")).doesNotThrowAnyException();
        assertThatCode(() -> rules.check("http://[::1]:9000/hook")).doesNotThrowAnyException();
        assertThatThrownBy(() -> rules.check("https://8.8.8.8/")).isInstanceOf(SubscriptionRefused.class);
    }

    @Test
    void aPrivateNetworkIsOpenOnlyWhereItsRangeIsAllowed() throws Exception {
        TargetRules rules = TargetRules.of(List.of("*.hscn.example", "10.20.0.0/16", "fd00:1::/32"));

        assertThatCode(() -> rules.check("https://10.20.3.4/")).doesNotThrowAnyException();
        assertThatThrownBy(() -> rules.check("http://10.20.3.4/")).isInstanceOf(SubscriptionRefused.class);
        assertThatThrownBy(() -> rules.check("https://10.21.0.1/")).isInstanceOf(SubscriptionRefused.class);
        assertThat(rules.isOpen(InetAddress.getByName("10.20.255.255"))).isTrue();
        assertThat(rules.isOpen(InetAddress.getByName("fd00:1::9"))).isTrue();
        assertThat(rules.isOpen(InetAddress.getByName("10.21.0.0"))).isFalse();
        assertThat(rules.isOpen(InetAddress.getByName("::ffff:10.21.0.0"))).isFalse();
        assertThat(rules.isOpen(InetAddress.getByName("8.8.8.8"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://receiver.example", "10.0.0.0/33", "receiver.example:443", "*.", "a b", "**"})
    void aSettingThatIsNoTargetStopsTheHubFromStarting(String target) {
        assertThatThrownBy(() -> TargetRules.of(List.of(target))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(target);
    }
}
