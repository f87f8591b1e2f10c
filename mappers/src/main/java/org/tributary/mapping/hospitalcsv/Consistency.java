package org.tributary.mapping.hospitalcsv;

import java.util.Optional;
import java.util.Set;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.support.CodeMap;
import org.tributary.mapping.support.RowIssues;

/** What contradicts itself or is in no list within a row. Nothing here rejects one: what can be carried is. */
final class Consistency {

    private Consistency() {
    }

    static void check(Dataset dataset, Set<HospitalColumn> header, RowValues values, RowIssues issues) {
        switch (dataset) {
            case ADMITTED_CARE -> {
                order(values, "ADMIDATE", "EPISTART", "The episode starts before the admission", issues);
                order(values, "EPISTART", "EPIEND", "The episode ends before it starts", issues);
                order(values, "ADMIDATE", "DISDATE", "The discharge is before the admission", issues);
                order(values, "EPIEND", "DISDATE", "The discharge is before the episode's end", issues);
                dischargeAfterEnd(values, issues);
            }
            case OUTPATIENTS -> required(values, "APPTDATE", issues);
            case EMERGENCY -> required(values, "ARRIVALDATE", issues);
        }
        order(values, "RTTPERSTART", "RTTPEREND", "The referral to treatment period ends before it starts", issues);
        if (values.find("ORGPPPID").isPresent() && values.find("PATPATHID").isEmpty()) {
            issues.warn("pathway-number-missing", Kind.REQUIRED, () -> "ORGPPPID",
                    "The issuer of a patient pathway's number stands without the number; it is not carried.",
                    "Fill PATPATHID, too.");
        }
        values.all().forEach((name, code) -> Tables.of(name).ifPresent(map -> known(name, code, map, issues)));
        header.forEach(column -> values.find(column.name()).ifPresent(code -> {
            boolean readable = switch (column.content()) {
                case DIAGNOSIS -> dataset == Dataset.EMERGENCY || ClinicalCodes.icd10(code).isPresent();
                case OPERATION -> ClinicalCodes.opcs4(code).isPresent();
                case TEXT, NHS_NUMBER, DATE, TIME, BIRTH -> true;
            };
            if (!readable) {
                issues.warn("code-malformed", Kind.CODE_INVALID, column,
                        "The value does not have the form of a code of its classification; it is kept as text.",
                        "Send ICD-10 and OPCS-4 codes without dot.");
            }
        }));
    }

    /** The patient leaves with the end of the last episode of a spell; an episode that says both must say one day. */
    private static void dischargeAfterEnd(RowValues values, RowIssues issues) {
        Optional<String> end = values.find("EPIEND");
        Optional<String> discharge = values.find("DISDATE");
        if (end.isPresent() && discharge.isPresent() && discharge.get().compareTo(end.get()) > 0) {
            issues.warn("discharge-after-episode-end", Kind.INVARIANT, () -> "DISDATE",
                    "The discharge is after the episode's end; the spell ends with the one and the episode with the other.",
                    "Send the discharge date with the last episode of a spell only.");
        }
    }

    private static void order(RowValues values, String first, String second, String what, RowIssues issues) {
        Optional<String> earlier = values.find(first);
        Optional<String> later = values.find(second);
        if (earlier.isPresent() && later.isPresent() && later.get().compareTo(earlier.get()) < 0) {
            issues.warn("dates-out-of-order", Kind.INVARIANT, () -> second,
                    what + "; a period that would end before it starts is shown without its end.",
                    "Correct the wrong date.");
        }
    }

    private static void required(RowValues values, String name, RowIssues issues) {
        if (values.find(name).isEmpty()) {
            issues.warn("date-missing", Kind.REQUIRED, () -> name,
                    "The date is missing, so the attendance has no place in time.", "Fill the date.");
        }
    }

    private static void known(String name, String code, CodeMap map, RowIssues issues) {
        if (map.translate(code).isEmpty()) {
            issues.warn("code-unknown", Kind.CODE_INVALID, () -> name,
                    "The code is not in the NHS Data Dictionary's list; it is kept as text where there is room for text.",
                    "Send a code of the list.");
        }
    }
}
