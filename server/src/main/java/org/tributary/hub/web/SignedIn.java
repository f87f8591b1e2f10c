package org.tributary.hub.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.Callers;

/** Gives every page, those of errors included, the user that its header names; none on pages before sign-in. */
@ControllerAdvice
final class SignedIn {

    /**
     * @param name
     *            who, and the organisation they act for
     * @param maySignOut
     *            false where nobody signed in because the hub is open
     */
    record User(String name, boolean maySignOut) {

        static User of(Caller caller) {
            String organisation = caller.organisation().map(code -> ", " + code).orElse("");
            // Only a hub without sign-in makes page callers who see everything.
            return new User(caller.name() + organisation, !caller.everything());
        }
    }

    @ModelAttribute("user")
    @Nullable
    User user(HttpServletRequest request) {
        return Callers.find(request).map(User::of).orElse(null);
    }
}
