package org.tributary.mapping;

/**
 * One R4 resource as minified JSON, its {@code resourceType} and {@code id} included and equal to these, without
 * {@code meta.versionId} and {@code meta.lastUpdated}.
 */
public record MappedResource(String type, String id, String json) {
}
