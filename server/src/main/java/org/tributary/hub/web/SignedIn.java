package org.tributary.hub.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.signin.Callers;
import org.tributary.hub.web.worklist.WorklistPages;

/** Gives every page, those of errors included, the user that its header names; none on pages before sign-in. */
@ControllerAdvice
final class SignedIn {

    /**
     * @param name
     *            who, and the organisation they act for
     * @param maySignOut
     *            false where nobody signed in because the hub is open
     * @param reviewer
     *            whether the pages on who is who are theirs
     * @param worklists
     *            whether worklists are theirs
     * @param operator
     *            whether the pages for operators are theirs
     */
    record User(String name, boolean maySignOut, boolean reviewer, boolean worklists, boolean operator) {

        static User of(Caller caller, boolean signedIn) {
            String organisation = caller.organisation().map(code -> ", " + code).orElse("");
            return new User(caller.name() + organisation, signedIn, ReviewPages.mayRead(caller),
                    WorklistPages.mayRead(caller), caller.everything());
        }
    }

    @ModelAttribute("user")
    @Nullable
    User user(HttpServletRequest request) {
        return Callers.find(request).map(caller -> User.of(caller, Callers.isSignedIn(request))).orElse(null);
    }
}
