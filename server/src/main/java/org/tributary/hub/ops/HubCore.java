package org.tributary.hub.ops;

import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.tributary.hub.access.DatabaseConfiguration;

/**
 * The hub without doors and pages, for commands that work on its database beside a running hub or without one. Not a
 * component itself: the whole hub must not pick it up.
 */
@Import({DatabaseConfiguration.class, Digest.class})
@ComponentScan({"org.tributary.hub.store", "org.tributary.hub.identity", "org.tributary.hub.pathway",
        "org.tributary.hub.ingest", "org.tributary.hub.conformance"})
class HubCore {

    static ConfigurableApplicationContext start(Map<String, Object> properties) {
        return new SpringApplicationBuilder(HubCore.class).web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties(properties)
                .properties("tributary.mllp.port=-1", "logging.level.root=WARN", "logging.console.stderr=true")
                .run();
    }
}
