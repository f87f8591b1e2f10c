package org.tributary.hub.ops.synth;

/** A SNOMED CT concept and its words. */
record Coded(String code, String display) {
}
