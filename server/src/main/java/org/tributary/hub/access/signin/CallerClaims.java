package org.tributary.hub.access.signin;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.Purpose;
import org.tributary.hub.access.Role;
import org.tributary.hub.access.SmartScope;

/** Reads a caller from the claims of a token whose signature and rules have been checked. */
final class CallerClaims {

    /** What claims say: a caller, or why they do not make one. */
    sealed interface Reading {
    }

    record Known(Caller caller) implements Reading {
    }

    /** The reason is a fixed sentence: nothing of the token's text is in it. */
    record Refused(String reason) implements Reading {
    }

    private final AccessSettings.Claims names;

    CallerClaims(AccessSettings.Claims names) {
        this.names = names;
    }

    /** The caller that claims name, with the permissions that the issuer granted. */
    Reading read(Map<String, Object> claims, Set<SmartScope> permissions) {
        Optional<String> name = single(claims.get(names.name()));
        if (name.isEmpty()) {
            return new Refused("The token does not name its user or client (claim " + names.name() + ")");
        }
        List<Role> roles = texts(claims.get(names.role())).stream()
                .flatMap(code -> Role.findByCode(code).stream())
                .distinct()
                .toList();
        if (roles.size() != 1) {
            return new Refused("The token must hold just one role that the hub knows (claim " + names.role() + ")");
        }
        Optional<Purpose> purpose = single(claims.get(names.purpose())).flatMap(Purpose::findByCode);
        if (purpose.isEmpty()) {
            return new Refused("The token does not say a purpose that the hub knows (claim " + names.purpose() + ")");
        }
        Role role = roles.getFirst();
        Optional<String> organisation = single(claims.get(names.organisation()));
        if (organisation.isEmpty() && role != Role.OPERATOR) {
            return new Refused("The token does not say an organisation (claim " + names.organisation() + ")");
        }
        return new Known(new Caller(name.get(), organisation, role, purpose.get(), permissions,
                role == Role.OPERATOR));
    }

    /**
     * The SMART scopes of a token: claim {@code scope} (RFC 8693, a text with blanks) or {@code scp}, each also seen as
     * a list. Other scopes, such as {@code openid}, grant nothing here.
     */
    static Set<SmartScope> permissions(Map<String, Object> claims) {
        Object scope = claims.containsKey("scope") ? claims.get("scope") : claims.get("scp");
        return permissions(texts(scope));
    }

    static Set<SmartScope> permissions(Collection<String> scopes) {
        return scopes.stream()
                .flatMap(text -> Arrays.stream(text.split(" ")))
                .flatMap(text -> SmartScope.parse(text).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A claim's one text; empty for none, several, blank, or another type. */
    private static Optional<String> single(@Nullable Object claim) {
        List<String> texts = texts(claim);
        return texts.size() == 1 ? Optional.of(texts.getFirst()) : Optional.empty();
    }

    private static List<String> texts(@Nullable Object claim) {
        return switch (claim) {
            case String text when !text.isBlank() -> List.of(text);
            case Collection<?> list -> list.stream()
                    .flatMap(item -> item instanceof String text && !text.isBlank()
                            ? Stream.of(text)
                            : Stream.empty())
                    .toList();
            case null, default -> List.of();
        };
    }
}
