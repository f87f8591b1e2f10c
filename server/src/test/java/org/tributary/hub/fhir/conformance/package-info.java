/**
 * What the RESTful API page of FHIR R4 (4.0.1, section 3.1.0) asks of a server, a test for each rule, over HTTP. The
 * words are the hub's own; the number is the section that has the rule.
 */
@NullMarked
package org.tributary.hub.fhir.conformance;

import org.jspecify.annotations.NullMarked;
