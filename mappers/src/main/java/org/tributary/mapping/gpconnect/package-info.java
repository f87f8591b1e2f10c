/**
 * GP Connect Access Record: Structured (FHIR STU3) to R4 with UK Core extensions. A bundle is one patient's whole
 * record: {@link org.tributary.mapping.gpconnect.GpConnectMapper} guards and reads the JSON, gives each resource its
 * new id ({@code Directory}), checks and prepares the STU3 ({@code Stu3Preparation}), lets HAPI's converters make the
 * R4 shape ({@code Stu3ToR4}; one class per type fills what they leave out), and completes the R4
 * ({@code R4Completion}).
 */
@NullMarked
package org.tributary.mapping.gpconnect;

import org.jspecify.annotations.NullMarked;
