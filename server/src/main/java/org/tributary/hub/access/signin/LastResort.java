package org.tributary.hub.access.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.DisconnectedClientHelper;
import org.tributary.hub.access.Incident;

/**
 * Answers what no door and no page caught: 503 where the database does not answer, else 500, with the page for errors;
 * nothing to who has gone before the answer was sent. Tomcat would log the message of the exception, which may hold
 * what was sent or stored.
 */
final class LastResort extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(LastResort.class);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException failure) {
            Throwable broken = failure instanceof ServletException && failure.getCause() != null
                    ? failure.getCause()
                    : failure;
            if (!isOfClient(broken)) {
                answer(broken, response);
            }
        }
    }

    /** Whether it is only that the caller did not wait for the answer; a database too may close a connection. */
    static boolean isOfClient(Throwable failure) {
        return !(failure instanceof DataAccessException)
                && DisconnectedClientHelper.isClientDisconnectedException(failure);
    }

    private static void answer(Throwable broken, HttpServletResponse response) throws ServletException, IOException {
        boolean unavailable = Incident.isUnavailable(broken);
        if (unavailable) {
            Incident.warnUnavailable(LOG, broken);
        } else {
            Incident.log(LOG, broken);
        }
        if (response.isCommitted()) {
            // What was sent is not whole: the connection must not look as if it ended well.
            throw new ServletException("An answer broke off; the log says why");
        }
        if (unavailable) {
            response.setHeader("Retry-After", Incident.RETRY_AFTER_SECONDS);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } else {
            response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        }
    }
}
