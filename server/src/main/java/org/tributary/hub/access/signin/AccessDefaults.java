package org.tributary.hub.access.signin;

import java.util.List;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * Query strings and parameters hold names, birth dates and NHS numbers, so nothing may log or echo them. This lays the
 * safe values under every other configuration, before logging starts, with those of the session cookie and the
 * actuator; and refuses to start where configuration turned a log of requests back on.
 */
final class AccessDefaults implements EnvironmentPostProcessor {

    private static final String LOG = "server.tomcat.accesslog.";

    private static final Map<String, Object> DEFAULTS = Map.ofEntries(Map.entry(LOG + "enabled", "false"),
            Map.entry(LOG + "pattern", "%h %l %u %t \"%m %U\" %s %b"),
            Map.entry("spring.mvc.log-request-details", "false"),
            Map.entry("spring.web.error.include-message", "never"),
            Map.entry("spring.web.error.include-binding-errors", "never"),
            Map.entry("spring.web.error.include-stacktrace", "never"),
            Map.entry("spring.web.error.include-exception", "false"),
            // Tomcat names the whole request line of a malformed request, and the value of a malformed parameter.
            Map.entry("logging.level.org.apache.coyote.http11.Http11Processor", "WARN"),
            Map.entry("logging.level.org.apache.coyote.http11.Http11InputBuffer", "WARN"),
            Map.entry("logging.level.org.apache.tomcat.util.http.Parameters", "WARN"),
            Map.entry("logging.level.org.apache.tomcat.util.http.Rfc6265CookieProcessor", "WARN"),
            // Spring's resolver names the value of a parameter that it could not convert.
            Map.entry("logging.level.org.springframework.web.servlet.mvc.support.DefaultHandlerExceptionResolver",
                    "ERROR"),
            // FHIR's searches are full of bars, which clients leave as they are though RFC 3986 wants them encoded.
            Map.entry("server.tomcat.relaxed-query-chars", "|,^,[,],{,},<,>,\\,\",`"),
            // Nothing here reads a form that was sent by PUT, PATCH or DELETE.
            Map.entry("spring.mvc.formcontent.filter.enabled", "false"),
            Map.entry("server.servlet.session.cookie.http-only", "true"),
            Map.entry("server.servlet.session.cookie.same-site", "lax"),
            // Otherwise a session id may travel in a path, where proxies log it.
            Map.entry("server.servlet.session.tracking-modes", "cookie"),
            Map.entry("server.servlet.session.persistent", "false"),
            Map.entry("server.servlet.session.timeout", "30m"),
            Map.entry("management.endpoints.web.exposure.include", "health,info,prometheus"));

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        environment.getPropertySources().addLast(new MapPropertySource("hub-access-defaults", DEFAULTS));
    }

    /** Refuses settings under which query strings would be logged or echoed. */
    static void require(Environment environment) {
        if (environment.getProperty(LOG + "enabled", Boolean.class, false)) {
            String pattern = environment.getProperty(LOG + "pattern", "common");
            // "common" and "combined" stand for patterns with %r, the whole request line.
            if (List.of("common", "combined").contains(pattern) || pattern.matches("(?s).*%([rq]|\\{Referer}i).*")) {
                throw new UnsafeSettings("server.tomcat.accesslog.pattern would log query strings, which hold names and"
                        + " NHS numbers: use %m %U in place of %r, and neither %q nor %{Referer}i.");
            }
        }
        if (environment.getProperty("spring.mvc.log-request-details", Boolean.class, false)) {
            throw new UnsafeSettings("spring.mvc.log-request-details would log query strings, which hold names and NHS"
                    + " numbers: leave it off.");
        }
    }
}
