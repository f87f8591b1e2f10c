package org.tributary.mapping;

/**
 * A complete return of a feed: of every aggregate of its kind that it does not mention, it says so. The hub gives each
 * of them, known now or later, a contribution with this order and body.
 *
 * @param aggregateKind
 *            the {@link AggregateKey#kind} it is complete for
 * @param body
 *            the body of the contribution "not mentioned", JSON of the mapper's own making (e.g. the return's period)
 */
public record Snapshot(String aggregateKind, EventOrder order, String body) {
}
