package org.tributary.testing;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.signin.Callers;

/** A path behind every door, answering with who asks. */
@RestController
public class EchoDoors {

    private static final Semaphore BROKEN_OFF = new Semaphore(0);

    @GetMapping({"/api/test", "/intake/test", "/fhir/Patient"})
    String door(Caller caller) {
        return text(caller);
    }

    @PostMapping("/api/test")
    String write(HttpServletRequest request) {
        request.getParameterMap();
        return text(Callers.of(request));
    }

    @GetMapping({"/api/number", "/people/number"})
    String number(@RequestParam("nhs-number") long number) {
        return Long.toString(number);
    }

    /** Breaks as the database's driver does, whose messages quote what was asked. */
    @GetMapping({"/api/broken", "/people/broken"})
    String broken(@RequestParam("how") String how) {
        String message = "could not look for Smithson";
        throw switch (how) {
            case "busy" ->
                new TransientDataAccessResourceException(message, new SQLTransientConnectionException(message));
            case "away" ->
                new CannotCreateTransactionException(message, new SQLTransientConnectionException(message));
            default -> new IllegalStateException(message, new SQLException(message));
        };
    }

    /** Writes until whoever asked has gone. */
    @GetMapping({"/api/long", "/people/long"})
    void longAnswer(HttpServletResponse response) throws IOException {
        byte[] page = new byte[8192];
        try {
            for (int i = 0; i < 100_000; i++) {
                response.getOutputStream().write(page);
            }
        } catch (IOException e) {
            BROKEN_OFF.release();
            throw e;
        }
    }

    /** Whether a long answer was not written to its end, as soon as that is known; false after half a minute. */
    public static boolean brokeOff() throws InterruptedException {
        return BROKEN_OFF.tryAcquire(30, TimeUnit.SECONDS);
    }

    @GetMapping({"/fhir/metadata", "/fhir/.well-known/smart-configuration"})
    String open(HttpServletRequest request) {
        return Callers.find(request).map(EchoDoors::text).orElse("open");
    }

    @GetMapping({"/", "/people/{person}"})
    String page(Caller caller, CsrfToken token) {
        return text(caller) + "\n" + token.getParameterName() + "=" + token.getToken();
    }

    @PostMapping("/people/search")
    String search(Caller caller) {
        return text(caller);
    }

    private static String text(Caller caller) {
        String permissions = caller.permissions()
                .stream()
                .map(scope -> scope.resourceType() + new TreeSet<>(scope.interactions()))
                .sorted()
                .collect(Collectors.joining(","));
        return "%s|%s|%s|%s|%s|%s".formatted(caller.name(), caller.organisation().orElse("-"), caller.role(),
                caller.purpose(), caller.everything(), permissions);
    }
}
