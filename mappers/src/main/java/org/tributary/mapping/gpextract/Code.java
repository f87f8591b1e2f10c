package org.tributary.mapping.gpextract;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.tributary.mapping.support.CodeMap;

/** What a code of the extract means, kept with the row that uses it. */
final class Code {

    static final String TERM = "Code.Term";
    static final String SNOMED = "Code.SnomedCTConceptId";
    static final String DMD = "Code.DmdProductCodeId";
    static final String READ = "Code.ReadTermId";
    static final String CATEGORY = "Code.EmisCodeCategoryDescription";
    static final String NATIONAL = "Code.NationalCode";

    private static final CodeMap KINDS = CodeMap.load("gp-extract-code-category");
    private static final String SNOMED_SYSTEM = "http://snomed.info/sct";
    private static final String READ_SYSTEM = "http://read.info/readv2";
    private static final String EMIS_SYSTEM = "https://fhir.hl7.org.uk/Id/egton-codes";

    private Code() {
    }

    /** SNOMED CT or dm+d first, then Read or the supplier's own; a code that the extract leaves open is its number. */
    static CodeableConcept concept(Row row) {
        CodeableConcept concept = new CodeableConcept();
        add(concept, row, SNOMED_SYSTEM, SNOMED);
        add(concept, row, SNOMED_SYSTEM, DMD);
        row.find(READ)
                .ifPresent(read -> concept.addCoding(new Coding()
                        .setSystem(read.startsWith("EMIS") || read.startsWith("^ESCT") ? EMIS_SYSTEM : READ_SYSTEM)
                        .setCode(read)));
        if (!concept.hasCoding()) {
            row.find("CodeId")
                    .ifPresent(id -> concept.addCoding(new Coding().setSystem(EMIS_SYSTEM).setCode(id)));
        }
        row.find(TERM).ifPresent(concept::setText);
        return concept;
    }

    /** What kind of entry a code makes, as {@code gp-entry-kind} names it; other when its category does not say. */
    static String kind(Row row) {
        return row.find(CATEGORY)
                .map(category -> category.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", " ").strip())
                .flatMap(KINDS::translate)
                .map(CodeMap.Target::code)
                .orElse("other");
    }

    /** Read's chapters 7 (operations, procedures) and 8 (other therapeutic procedures). */
    static boolean isProcedure(Row row) {
        return row.find(READ).filter(read -> read.startsWith("7") || read.startsWith("8")).isPresent();
    }

    /** Read's chapters of diseases, A to U, drugs apart. */
    static boolean isCondition(Row row) {
        return row.find(READ).filter(read -> read.matches("[A-U].*") && !read.startsWith("EMIS")).isPresent();
    }

    /** The columns of a coding file's row, under the names that rows keep them by. */
    static Map<String, String> columns() {
        return Map.of("Term", TERM, "SnomedCTConceptId", SNOMED, "DmdProductCodeId", DMD, "ReadTermId", READ,
                "EmisCodeCategoryDescription", CATEGORY, "NationalCode", NATIONAL);
    }

    private static void add(CodeableConcept concept, Row row, String system, String column) {
        Optional<String> code = row.find(column);
        code.ifPresent(known -> concept.addCoding(new Coding().setSystem(system)
                .setCode(known)
                .setDisplay(row.find(TERM).orElse(null))));
    }
}
