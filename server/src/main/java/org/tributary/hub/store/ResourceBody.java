package org.tributary.hub.store;

/** A checked resource. */
public final class ResourceBody {
}
