/**
 * The watched folder: files that are put down there are loaded, and a report is put beside them.
 */
@NullMarked
package org.tributary.hub.ingest.folder;

import org.jspecify.annotations.NullMarked;
