package org.tributary.hub.conformance;

/**
 * A rule of a profile that a resource breaks.
 *
 * @param path
 *            where, as FHIRPath: {@code Patient.identifier[0]}
 * @param message
 *            the rule in words; it may quote a code or number, never a text
 */
public record ProfileProblem(String path, String message) {
}
