package org.tributary.hub.ops.synth;

/**
 * One document as its source sends it: an HL7 message, the GP record of a patient, or the council's return.
 *
 * @param feed
 *            the code of the {@link SyntheticFeed} it belongs to
 * @param name
 *            its file name, or its message control id (MSH-10); an identical repeat has the same name
 * @param bytes
 *            UTF-8; HL7 segments end with CR
 * @param expectedAccepted
 *            the records in it that a hub must accept: 1 or 0, for a CSV its good rows. An identical repeat of a
 *            message is answered as the first and so counts again
 * @param expectedRejected
 *            the records in it that a hub must reject
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy of every document would double the memory
public record SyntheticDocument(String feed, String name, byte[] bytes, int expectedAccepted, int expectedRejected) {
}
