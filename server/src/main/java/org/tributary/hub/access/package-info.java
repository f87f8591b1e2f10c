/**
 * Who asks, and what they may see: callers, agreements, scopes, sign-in, and the two database logins.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.tributary.hub.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
