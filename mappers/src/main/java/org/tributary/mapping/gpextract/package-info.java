/**
 * Bulk extracts of general practice systems (EMIS 5.4): a zip of comma-separated files, one for each table, that belong
 * together.
 */
@NullMarked
package org.tributary.mapping.gpextract;

import org.jspecify.annotations.NullMarked;
