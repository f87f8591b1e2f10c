package org.tributary.mapping.hospitalcsv;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;

/** Codes of classifications, which files write without their dot. */
final class ClinicalCodes {

    private static final String ICD_10 = "http://hl7.org/fhir/sid/icd-10";
    private static final String OPCS_4 = "https://fhir.hl7.org.uk/Id/opcs-4";
    private static final String SNOMED = "http://snomed.info/sct";

    /** Three characters, a fourth that is X where the category has none, a fifth, and the dagger or asterisk mark. */
    private static final Pattern ICD_10_CODE = Pattern.compile("([A-Z]\\d{2})\\.?(?:([\\dX])(\\d)?)?-?([AD])?");

    private static final Pattern OPCS_4_CODE = Pattern.compile("([A-Z]\\d{2})\\.?(\\d)?");
    private static final Pattern SNOMED_CODE = Pattern.compile("[1-9]\\d{5,17}");

    private ClinicalCodes() {
    }

    /** The code as ICD-10 writes it: F321 is F32.1; in R69X the X stands for no fourth character, so it is R69. */
    static Optional<String> icd10(String sent) {
        Matcher code = ICD_10_CODE.matcher(sent.toUpperCase(Locale.ROOT));
        if (!code.matches()) {
            return Optional.empty();
        }
        String fourth = code.group(2) == null || code.group(2).equals("X") ? "" : code.group(2);
        String fifth = code.group(3) == null || fourth.isEmpty() ? "" : code.group(3);
        return Optional.of(fourth.isEmpty() ? code.group(1) : code.group(1) + '.' + fourth + fifth);
    }

    /** The code as OPCS-4 writes it: X352 is X35.2. */
    static Optional<String> opcs4(String sent) {
        Matcher code = OPCS_4_CODE.matcher(sent.toUpperCase(Locale.ROOT));
        return code.matches()
                ? Optional.of(code.group(2) == null ? code.group(1) : code.group(1) + '.' + code.group(2))
                : Optional.empty();
    }

    /** A diagnosis; emergency departments code in lists of their own, in SNOMED CT or in ICD-10. */
    static CodeableConcept diagnosis(Dataset dataset, String sent) {
        if (dataset != Dataset.EMERGENCY) {
            return concept(icd10(sent), ICD_10, sent);
        }
        return SNOMED_CODE.matcher(sent).matches()
                ? concept(Optional.of(sent), SNOMED, sent)
                : concept(icd10(sent), ICD_10, sent);
    }

    static CodeableConcept operation(String sent) {
        return concept(opcs4(sent), OPCS_4, sent);
    }

    /** The text keeps what was sent where the code says less. */
    private static CodeableConcept concept(Optional<String> code, String system, String sent) {
        CodeableConcept concept = new CodeableConcept();
        code.ifPresent(known -> concept.addCoding(new Coding().setSystem(system).setCode(known)));
        return code.map(known -> known.replace(".", "")).equals(Optional.of(sent.replace(".", "")))
                ? concept
                : concept.setText(sent);
    }
}
