package org.tributary.mapping.hl7v2;

import tools.jackson.databind.node.ObjectNode;

/**
 * The patient a message is about.
 *
 * @param system
 *            with the value, what names the patient in this feed
 * @param reference
 *            to the Patient
 */
record Subject(String system, String value, ObjectNode reference) {
}
