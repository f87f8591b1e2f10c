package org.tributary.mapping;

/**
 * One thing of a feed that documents contribute to: this patient, this visit, this practitioner, this GP record. An
 * aggregate owns its resources: no two aggregates of a feed may fold into a resource of the same type and id.
 *
 * @param kind
 *            e.g. {@code patient}, {@code visit}, {@code practitioner}, {@code record}, {@code client}
 * @param value
 *            unique in the feed and kind, e.g. {@code https://fhir.nhs.uk/Id/ods-organization-code|Y06601}
 */
public record AggregateKey(String kind, String value) {

    public AggregateKey {
        if (kind.isBlank() || value.isBlank()) {
            throw new IllegalArgumentException("An aggregate needs a kind and a value");
        }
    }
}
