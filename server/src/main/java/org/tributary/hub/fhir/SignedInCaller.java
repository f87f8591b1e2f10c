package org.tributary.hub.fhir;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.Purpose;
import org.tributary.hub.access.Role;
import org.tributary.hub.access.signin.Callers;

/** The caller that sign-in found. */
@Component
final class SignedInCaller implements CallerSource {

    /** Who reads the capability statement without a token: sees nothing and may do nothing else. */
    private static final Caller NOBODY = new Caller("nobody", Optional.empty(), Role.SYSTEM, Purpose.DIRECT_CARE,
            Set.of(), false);

    @Override
    public Caller callerOf(HttpServletRequest request) {
        return Callers.find(request).orElse(NOBODY);
    }
}
