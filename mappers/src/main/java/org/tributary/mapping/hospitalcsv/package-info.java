/**
 * Hospital activity as comma-separated files with the columns of Hospital Episode Statistics and the Secondary Uses
 * Service: admitted patient care, outpatient attendances and emergency attendances.
 */
@NullMarked
package org.tributary.mapping.hospitalcsv;

import org.jspecify.annotations.NullMarked;
