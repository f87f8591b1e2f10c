/**
 * What the pages RESTful API (section 3.1.0) and Search (section 3.1.1) of FHIR R4 (4.0.1) ask of a server or say that
 * it does, a test for each rule, over HTTP. The words are the hub's own; the number is the section that has the rule.
 * Where the hub does otherwise, the test shows its refusal. The index is docs/conformance.md.
 */
@NullMarked
package org.tributary.hub.fhir.conformance;

import org.jspecify.annotations.NullMarked;
