package org.tributary.hub.ops.synth;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What a trust's system holds about a visit at one moment.
 *
 * @param number
 *            PV1-19
 * @param patientClass
 *            PV1-2: E emergency department, I inpatient, O outpatient
 * @param consultant
 *            place in {@link Clinician#of}
 * @param end
 *            null while it lasts
 * @param fit
 *            ZU1-22, null while not declared
 * @param ready
 *            ZU1-24, null while not declared
 */
record Visit(String number, char patientClass, Ward ward, int bed, int consultant, Reason reason, LocalDateTime start,
        @Nullable LocalDateTime end, @Nullable LocalDateTime fit, @Nullable LocalDateTime ready) {

    Visit movedTo(Ward newWard, int newBed) {
        return new Visit(number, patientClass, newWard, newBed, consultant, reason, start, end, fit, ready);
    }

    Visit seenBy(int newConsultant) {
        return new Visit(number, patientClass, ward, bed, newConsultant, reason, start, end, fit, ready);
    }

    Visit declared(@Nullable LocalDateTime newFit, @Nullable LocalDateTime newReady) {
        return new Visit(number, patientClass, ward, bed, consultant, reason, start, end, newFit, newReady);
    }

    Visit ended(@Nullable LocalDateTime newEnd) {
        return new Visit(number, patientClass, ward, bed, consultant, reason, start, newEnd, fit, ready);
    }

    /** PV1-4: 21 through the emergency department, 11 from the waiting list; only a stay is an admission. */
    String admissionMethod() {
        if (patientClass != 'I') {
            return "";
        }
        return reason.kind == Reason.Kind.PLANNED ? "11" : "21";
    }

    /** PV1-36: 19 home, 51 a ward of this hospital; outpatients have none. */
    String dischargeDestination() {
        return switch (patientClass) {
            case 'I' -> "19";
            case 'E' -> reason.kind == Reason.Kind.EMERGENCY ? "51" : "19";
            default -> "";
        };
    }

    /** PV1-10. */
    String treatmentFunction() {
        return patientClass == 'E' ? "180" : reason.treatmentFunction;
    }
}
