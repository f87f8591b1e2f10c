/**
 * Who asks, found out: access tokens of the doors, sign-in and sessions of the pages, the development issuer that
 * stands in for an organisation's own, and what refuses those it cannot tell.
 */
@NamedInterface("signin")
@NullMarked
package org.tributary.hub.access.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
