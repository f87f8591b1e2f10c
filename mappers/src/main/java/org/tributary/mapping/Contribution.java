package org.tributary.mapping;

/**
 * What one document says about one aggregate. Contributions are stored and outlive the raw bytes, so a mapper must be
 * able to fold what its earlier versions wrote.
 *
 * @param body
 *            JSON of the mapper's own making
 */
public record Contribution(AggregateKey aggregate, EventOrder order, String body) {
}
