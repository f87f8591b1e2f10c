package org.tributary.mapping.gpconnect;

import tools.jackson.databind.node.ObjectNode;

/** What becomes of the references of STU3 resources. */
interface References {

    /** Rewrites one STU3 Reference in place. */
    void rewrite(ObjectNode reference, SourceResource from, String path);
}
