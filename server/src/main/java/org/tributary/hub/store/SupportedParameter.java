package org.tributary.hub.store;

/**
 * A search parameter that a resource type can be searched by.
 *
 * @param name
 *            as in a query, e.g. {@code birthdate}
 * @param type
 *            the R4 search parameter type's code, e.g. {@code date}
 * @param url
 *            the canonical URL of its definition
 */
public record SupportedParameter(String name, String type, String url) {
}
