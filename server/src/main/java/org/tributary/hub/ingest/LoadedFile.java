package org.tributary.hub.ingest;

/**
 * The file a batch of R4 resources came from.
 *
 * @param name
 *            its file name without folders
 * @param sha256
 *            hexadecimal hash of its bytes
 * @param firstLine
 *            the line of the batch's first resource, from 1
 * @param lastLine
 *            the line of its last
 */
record LoadedFile(String name, String sha256, long firstLine, long lastLine) {
}
