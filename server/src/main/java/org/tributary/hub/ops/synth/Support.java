package org.tributary.hub.ops.synth;

import java.time.LocalDate;

/**
 * The council's help to a client: a request, an assessment, a service, its review, and sometimes longer support.
 *
 * @param fromHospital
 *            whether the request came with a discharge; reablement follows then, else support at home
 * @param serviceStart
 *            for a hospital discharge, the day of leaving
 * @param serviceEnd
 *            the end of a reablement
 * @param continues
 *            whether support at home follows the reablement
 */
record Support(boolean fromHospital, LocalDate request, LocalDate assessment, LocalDate serviceStart,
        LocalDate serviceEnd,
        boolean continues) {
}
