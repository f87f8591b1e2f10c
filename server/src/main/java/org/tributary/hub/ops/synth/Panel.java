package org.tributary.hub.ops.synth;

import java.math.BigDecimal;
import java.util.List;

/** Laboratory reports, with LOINC codes for their numbers. Ranges are for adults. */
enum Panel {
    FULL_BLOOD_COUNT("FBC", "Full blood count", "HM", List.of(
            new Test("718-7", "Haemoglobin", "g/L", 120, 165, 0, 0, -35),
            new Test("6690-2", "White cell count", "10*9/L", 40, 110, 1, 70, 0),
            new Test("777-3", "Platelet count", "10*9/L", 150, 400, 0, 60, -30),
            new Test("787-2", "Mean cell volume", "fL", 80, 100, 0, 3, -3))),
    UREA_AND_ELECTROLYTES("UE", "Urea and electrolytes", "CH", List.of(
            new Test("2951-2", "Sodium", "mmol/L", 133, 146, 0, 0, -8),
            new Test("2823-3", "Potassium", "mmol/L", 35, 53, 1, 5, -4),
            new Test("22664-7", "Urea", "mmol/L", 25, 78, 1, 90, 0),
            new Test("14682-9", "Creatinine", "umol/L", 50, 110, 0, 70, 0),
            new Test("1988-5", "C-reactive protein", "mg/L", 0, 5, 0, 140, 0))),
    URINE_CULTURE("UCUL", "Urine culture", "MB", List.of());

    /**
     * One number of a panel. The bounds and deviations are in units of its last decimal.
     *
     * @param above
     *            how far above the range an ill person's value may lie
     * @param below
     *            how far below, as a negative number
     */
    record Test(String loinc, String words, String unit, int low, int high, int decimals, int above, int below) {

        String range() {
            return written(low) + '-' + written(high);
        }

        String written(int value) {
            return BigDecimal.valueOf(value, decimals).toPlainString();
        }

        int draw(Draws draws, boolean ill) {
            return ill ? draws.between(low + below, high + above) : draws.between(low, high);
        }

        /** OBX-8: L, H or N. */
        String flag(int value) {
            if (value < low) {
                return "L";
            }
            return value > high ? "H" : "N";
        }
    }

    final String code;
    final String words;
    final String department;
    final List<Test> tests;

    Panel(String code, String words, String department, List<Test> tests) {
        this.code = code;
        this.words = words;
        this.department = department;
        this.tests = tests;
    }
}
