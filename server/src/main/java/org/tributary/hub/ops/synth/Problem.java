package org.tributary.hub.ops.synth;

import org.jspecify.annotations.Nullable;

/** Long-term conditions as a practice codes them, how common they are by age, and what is prescribed for them. */
enum Problem {
    HYPERTENSION("38341003", "Hypertensive disorder", 0, 3, 24, 52,
            new Drug("39731911000001109", "Amlodipine 10mg tablets",
                    "One to be taken each day", 28, "tablet")),
    DIABETES("44054006", "Diabetes mellitus type 2", 0, 2, 9, 19,
            new Drug("325278007", "Metformin 500mg tablets", "One to be taken twice a day", 56, "tablet")),
    ASTHMA("195967001", "Asthma", 10, 9, 8, 8, new Drug("39113611000001102",
            "Salbutamol 100micrograms/dose inhaler CFC free", "Two puffs when required", 1, "inhaler")),
    LUNG_DISEASE("13645005", "Chronic obstructive lung disease", 0, 0, 4, 9, new Drug("320537007",
            "Beclometasone 100micrograms/dose inhaler", "Two puffs twice a day", 1, "inhaler")),
    HEART_FAILURE("84114007", "Heart failure", 0, 0, 1, 6,
            new Drug("317971007", "Furosemide 20mg tablets", "One to be taken each morning", 28, "tablet")),
    ATRIAL_FIBRILLATION("49436004", "Atrial fibrillation", 0, 0, 1, 10,
            new Drug("317896006", "Digoxin 125microgram tablets", "One to be taken each day", 28, "tablet")),
    HEART_DISEASE("414545008", "Ischaemic heart disease", 0, 0, 4, 14,
            new Drug("39689111000001106", "Clopidogrel 75mg tablets", "One to be taken each day", 28, "tablet")),
    DEPRESSION("35489007", "Depressive disorder", 1, 13, 15, 9,
            new Drug("321989000", "Citalopram 10mg tablets", "One to be taken each day", 28, "tablet")),
    REFLUX("235595009", "Gastro-oesophageal reflux disease", 0, 5, 12, 18, new Drug("317291008",
            "Omeprazole 20mg gastro-resistant capsules", "One to be taken each day", 28, "capsule")),
    OSTEOARTHRITIS("396275006", "Osteoarthritis", 0, 1, 10, 26,
            new Drug("322280009", "Paracetamol 500mg capsules", "Two when required, at most eight a day", 100,
                    "capsule")),
    HYPOTHYROIDISM("40930008", "Hypothyroidism", 0, 2, 5, 8, new Drug("39697911000001101",
            "Levothyroxine sodium 100microgram tablets", "One to be taken each day", 28, "tablet")),
    GOUT("90560007", "Gout", 0, 0, 3, 6,
            new Drug("330062008", "Allopurinol 300mg tablets", "One to be taken each day", 28, "tablet")),
    HAY_FEVER("367498001", "Seasonal allergic rhinitis", 9, 10, 6, 2,
            new Drug("320818006", "Cetirizine 10mg tablets", "One to be taken each day", 30, "tablet")),
    ECZEMA("43116000", "Eczema", 12, 6, 4, 3, null),
    KIDNEY_DISEASE("709044004", "Chronic kidney disease", 0, 0, 3, 16, null),
    DEMENTIA("52448006", "Dementia", 0, 0, 0, 8, null);

    /** A virtual medicinal product of dm+d, with a month's directions. */
    record Drug(String code, String display, String dose, int quantity, String unit) {
    }

    final Coded code;
    final @Nullable Drug drug;
    private final int child;
    private final int young;
    private final int middle;
    private final int old;

    Problem(String code, String display, int child, int young, int middle, int old, @Nullable Drug drug) {
        this.code = new Coded(code, display);
        this.child = child;
        this.young = young;
        this.middle = middle;
        this.old = old;
        this.drug = drug;
    }

    int percentAt(int age) {
        if (age < 18) {
            return age < 4 ? 0 : child;
        }
        if (age < 45) {
            return young;
        }
        return age < 65 ? middle : old;
    }
}
