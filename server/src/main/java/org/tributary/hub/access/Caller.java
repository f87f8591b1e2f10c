package org.tributary.hub.access;

import java.util.Optional;
import java.util.Set;

/**
 * Who asks. Made from a token, a page session or a command line, and passed explicitly to everything that reads.
 *
 * @param name
 *            the user or client, as the audit names it
 * @param organisation
 *            the ODS code the caller acts for; empty only for the hub's own {@link #hub operator}
 * @param role
 *            what the caller is
 * @param purpose
 *            why they ask
 * @param permissions
 *            what interactions on which resource types the token grants (SMART v2 scopes); doors check it
 * @param everything
 *            whether the caller sees every publisher's records: only the hub's operator does
 * @param asked
 *            the request, as the audit trail is to tell it; empty for the hub's own work, which shows nobody anything
 *            and is not audited
 */
public record Caller(String name, Optional<String> organisation, Role role, Purpose purpose,
        Set<SmartScope> permissions, boolean everything, Optional<String> asked) {

    public Caller {
        permissions = Set.copyOf(permissions);
    }

    /** Someone who has not asked anything yet. */
    public Caller(String name, Optional<String> organisation, Role role, Purpose purpose, Set<SmartScope> permissions,
            boolean everything) {
        this(name, organisation, role, purpose, permissions, everything, Optional.empty());
    }

    /** The same caller with a request, e.g. {@code GET /fhir/Patient/1}. */
    public Caller asking(String request) {
        return new Caller(name, organisation, role, purpose, permissions, everything, Optional.of(request));
    }

    /** The same caller as whom the hub looks at something that is shown to nobody yet. */
    public Caller askingNothing() {
        return new Caller(name, organisation, role, purpose, permissions, everything);
    }

    /** The hub itself or its operator at the command line: sees everything. */
    public static Caller hub() {
        return new Caller("hub", Optional.empty(), Role.OPERATOR, Purpose.DIRECT_CARE, Set.of(SmartScope.ALL), true);
    }

    /** The ODS code that what the caller writes is published by; an operator without organisation is the hub itself. */
    public Optional<String> publishesAs() {
        return everything ? organisation.or(() -> Optional.of("HUB")) : organisation;
    }

    /** Whether the caller's token grants an interaction on a resource type. */
    public boolean may(SmartScope.Interaction interaction, String resourceType) {
        return permissions.stream().anyMatch(scope -> scope.grants(interaction, resourceType));
    }

    /**
     * Whether the caller may deliver messages of a publisher's feed: the token grants creating resources of every type
     * ({@code system/*.c}), since a message may become any of them, and the caller acts for that publisher or operates
     * the hub.
     *
     * @param publisher
     *            the ODS code of the feed's organisation
     */
    public boolean mayDeliverFor(String publisher) {
        return may(SmartScope.Interaction.CREATE, "*")
                && (everything || organisation.filter(publisher::equals).isPresent());
    }
}
