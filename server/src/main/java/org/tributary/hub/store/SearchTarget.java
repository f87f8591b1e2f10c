package org.tributary.hub.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.SmartScope.Interaction;

/**
 * What a search looks through, and for whom.
 *
 * @param type
 *            the one type that is searched; empty for a search across types, which the parameter {@code _type} may
 *            limit
 * @param compartment
 *            the resource in whose compartment matches must be
 * @param lenient
 *            whether parameters that are unknown or not supported are left out instead of refused
 * @param searchable
 *            the types that the caller's token grants to search: chains, {@code _has} and reverse includes lead through
 *            no other
 * @param readable
 *            the types of which resources may be included
 * @param caller
 *            whose sight of value sets and code systems counts; without one their modifiers are refused
 * @param base
 *            the URL that the hub's own resources are below, without a slash at the end; a reference that is looked for
 *            by such a URL is found written either way
 */
public record SearchTarget(Optional<String> type, Optional<ResourceKey> compartment, boolean lenient,
        Predicate<String> searchable, Predicate<String> readable, Optional<Caller> caller, Optional<String> base) {

    /** All resources of one type, for someone whom the token sets no limits. */
    public static SearchTarget ofType(String type) {
        return new SearchTarget(Optional.of(type), Optional.empty(), false, any -> true, any -> true,
                Optional.empty(), Optional.empty());
    }

    /** All resources, for someone whom the token sets no limits. */
    public static SearchTarget ofSystem() {
        return new SearchTarget(Optional.empty(), Optional.empty(), false, any -> true, any -> true,
                Optional.empty(), Optional.empty());
    }

    public SearchTarget within(ResourceKey focus) {
        return new SearchTarget(type, Optional.of(focus), lenient, searchable, readable, caller, base);
    }

    public SearchTarget leniently(boolean handling) {
        return new SearchTarget(type, compartment, handling, searchable, readable, caller, base);
    }

    public SearchTarget at(String url) {
        return new SearchTarget(type, compartment, lenient, searchable, readable, caller, Optional.of(url));
    }

    public SearchTarget granting(Predicate<String> search, Predicate<String> read) {
        return new SearchTarget(type, compartment, lenient, search, read, caller, base);
    }

    /** For a caller, within what the token grants. */
    public SearchTarget askedBy(Caller asking) {
        return new SearchTarget(type, compartment, lenient, other -> asking.may(Interaction.SEARCH, other),
                other -> asking.may(Interaction.READ, other) || asking.may(Interaction.SEARCH, other),
                Optional.of(asking), base);
    }

    /** The types to be searched when {@code _type} names none. */
    public List<String> types() {
        return type.map(List::of).orElseGet(() -> ResourceTypes.all().stream().filter(searchable).toList());
    }
}
