package org.tributary.hub.store;

/** A change to the store, and whose the resource is then. */
public record OwnedWrite(RecordOwner owner, ResourceWrite write) {
}
