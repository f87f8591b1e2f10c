package org.tributary.hub.access.signin;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.tributary.testing.EchoDoors;

/**
 * The hub's sign-in with doors and pages that only say who asks, on a real port and without a database. No stereotype
 * on it: a scan of the hub's packages must not find it.
 */
@EnableAutoConfiguration(excludeName = {"org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
        "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"})
@Import({AccessConfiguration.class, DoorSecurity.class, PageSecurity.class, DevelopmentIssuer.class,
        CallerArgument.class, SignInPages.class, ApiErrors.class, EchoDoors.class})
class AccessSlice {

    /** Starts it on this machine's loopback address and a free port, unless properties say otherwise. */
    static ConfigurableApplicationContext start(String... properties) {
        return start(List.of(AccessSlice.class), properties);
    }

    static ConfigurableApplicationContext start(List<Class<?>> sources, String... properties) {
        List<String> arguments = new ArrayList<>(List.of("--server.address=127.0.0.1", "--server.port=0"));
        for (String property : properties) {
            arguments.removeIf(known -> known.startsWith("--" + property.substring(0, property.indexOf('=') + 1)));
            arguments.add("--" + property);
        }
        return new SpringApplicationBuilder(sources.toArray(Class<?>[]::new)).bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false)
                .run(arguments.toArray(String[]::new));
    }

    static String address(ConfigurableApplicationContext context) {
        return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }
}
