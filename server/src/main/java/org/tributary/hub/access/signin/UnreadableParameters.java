package org.tributary.hub.access.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 400 to parameters that cannot be decoded. Tomcat throws when they are first read, naming their value, and the
 * exception would end in whichever log stands next; so they are first read here. A form's body stays unread until its
 * door reads it, and what Tomcat says then is caught here before Tomcat logs it.
 */
final class UnreadableParameters extends OncePerRequestFilter {

    private static final FixedAnswer REFUSED = new FixedAnswer(HttpServletResponse.SC_BAD_REQUEST, "Bad Request",
            "invalid", "A parameter of the query or the form is not well encoded", Optional.empty());

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            if (!isForm(request.getContentType())) {
                request.getParameterMap();
            }
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException failure) {
            if (!isUnreadable(failure) || response.isCommitted()) {
                throw failure;
            }
            response.reset();
            REFUSED.send(request, response);
        }
    }

    private static boolean isForm(@Nullable String type) {
        String lower = type == null ? "" : type.toLowerCase(Locale.ROOT);
        return lower.startsWith("application/x-www-form-urlencoded") || lower.startsWith("multipart/");
    }

    private static boolean isUnreadable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidParameterException) {
                return true;
            }
        }
        return false;
    }
}
