package org.tributary.hub.access.signin;

import java.io.Serializable;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.Purpose;
import org.tributary.hub.access.Role;
import org.tributary.hub.access.SmartScope;

/** A user who signed in to the pages; lives in the session. The ID token is kept for signing out at the issuer. */
record PageUser(Caller caller, OidcIdToken idToken) implements OidcUser, Serializable {

    @Override
    public Map<String, Object> getClaims() {
        return idToken.getClaims();
    }

    @Override
    public @Nullable OidcUserInfo getUserInfo() {
        return null;
    }

    @Override
    public OidcIdToken getIdToken() {
        return idToken;
    }

    @Override
    public Map<String, Object> getAttributes() {
        return idToken.getClaims();
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return CallerAuthentication.authorities(caller);
    }

    @Override
    public String getName() {
        return caller.name();
    }

    /** Tokens and claims stay out of logs. */
    @Override
    public String toString() {
        return "PageUser[" + caller.name() + "]";
    }

    private Object writeReplace() {
        return new Kept(caller.name(), caller.organisation().orElse(null), caller.role(), caller.purpose(),
                caller.permissions(), caller.everything(), idToken);
    }

    /** As a session keeps it. */
    private record Kept(String name, @Nullable String organisation, Role role, Purpose purpose,
            Set<SmartScope> permissions, boolean everything, OidcIdToken idToken) implements Serializable {

        private Object readResolve() {
            return new PageUser(
                    new Caller(name, Optional.ofNullable(organisation), role, purpose, permissions, everything),
                    idToken);
        }
    }
}
