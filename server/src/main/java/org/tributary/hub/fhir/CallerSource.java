package org.tributary.hub.fhir;

import jakarta.servlet.http.HttpServletRequest;
import org.tributary.hub.access.Caller;

/** Who sent a request. */
@FunctionalInterface
public interface CallerSource {

    Caller callerOf(HttpServletRequest request);
}
