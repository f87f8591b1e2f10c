package org.tributary.hub.store;

/**
 * Why a resource's JSON is refused.
 *
 * @param path
 *            FHIRPath-like place, e.g. {@code Patient.name[0].given[1]}
 * @param message
 *            one sentence naming what was found and what is expected; no patient data
 */
public record StructureProblem(String path, String message) {
}
