package org.tributary.hub.store;

/** A row of the table {@code resource} to be made: a first version. */
record NewRow(long pk, ResourceKey key, RecordOwner owner, PreparedBody body, WriteMethod method) {
}
