/**
 * HL7 version 2 messages (2.3 to 2.8, HL7 UK and ITK included) to R4.
 *
 * <p>
 * What to add where: a field goes to its segment's record ({@code Pid}, {@code Pv1}, …) and to the class of the
 * resource it ends in ({@code PatientMapping}, {@code EncounterMapping}, …); an event goes to {@code TriggerEvent}; a
 * code translation is a ConceptMap of the profiles module, named in {@code Tables}. A segment or field that nothing
 * reads is reported by itself, so nothing is dropped silently.
 */
@NullMarked
package org.tributary.mapping.hl7v2;

import org.jspecify.annotations.NullMarked;
