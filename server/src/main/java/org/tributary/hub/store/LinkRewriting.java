package org.tributary.hub.store;

/** What becomes of the links of a resource when it is read. */
@FunctionalInterface
public interface LinkRewriting {

    /** Where a link is. */
    enum Kind {
        /** {@code Reference.reference}. */
        REFERENCE,
        /** An element of type uri, url, oid or uuid; canonical URLs are none of them. */
        URI,
        /** The XHTML of a narrative, whole. */
        NARRATIVE
    }

    /** The text that takes the place of this one; the same for what stays. */
    String rewrite(Kind kind, String text);
}
