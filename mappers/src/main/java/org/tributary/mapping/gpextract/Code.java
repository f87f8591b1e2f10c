package org.tributary.mapping.gpextract;

import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;

/**
 * What a code of the extract means, kept with the row that uses it: beside the column of the code stand columns of its
 * name and what the coding file says, {@code CodeId.Term}.
 */
final class Code {

    /** The column of a row's own code. */
    static final String COLUMN = "CodeId";

    static final String TERM = "Term";
    static final String SNOMED = "SnomedCTConceptId";
    static final String DESCRIPTION = "SnomedCTDescriptionId";
    static final String DMD = "DmdProductCodeId";
    static final String READ = "ReadTermId";
    static final String CATEGORY = "EmisCodeCategoryDescription";

    private static final String SNOMED_SYSTEM = "http://snomed.info/sct";
    private static final String READ_SYSTEM = "http://read.info/readv2";
    private static final String EMIS_SYSTEM = "https://fhir.hl7.org.uk/Id/egton-codes";
    private static final String DESCRIPTION_ID = "https://fhir.hl7.org.uk/StructureDefinition/"
            + "Extension-UKCore-CodingSCTDescId";

    private Code() {
    }

    /** The columns of a coding file that say what a code means. */
    static Set<String> columns() {
        return Set.of(TERM, SNOMED, DESCRIPTION, DMD, READ, CATEGORY);
    }

    static boolean isCode(String column) {
        return column.endsWith(COLUMN);
    }

    /** The name under which a row keeps what one of its codes means. */
    static String meaning(String column, String part) {
        return column + '.' + part;
    }

    /** The row's own code; R4 wants one, so a row without says that it has none. */
    static CodeableConcept concept(Row row) {
        CodeableConcept concept = concept(row, COLUMN);
        return concept.isEmpty() ? Absent.unknown(concept) : concept;
    }

    /** SNOMED CT or dm+d first, then Read or the supplier's own; a code that the extract leaves open is its number. */
    static CodeableConcept concept(Row row, String column) {
        CodeableConcept concept = new CodeableConcept();
        String term = row.find(meaning(column, TERM)).orElse(null);
        row.find(meaning(column, SNOMED)).ifPresent(snomed -> {
            Coding coding = concept.addCoding().setSystem(SNOMED_SYSTEM).setCode(snomed).setDisplay(term);
            row.find(meaning(column, DESCRIPTION))
                    .ifPresent(description -> coding.addExtension(DESCRIPTION_ID, new IdType(description)));
        });
        row.find(meaning(column, DMD))
                .ifPresent(product -> concept.addCoding().setSystem(SNOMED_SYSTEM).setCode(product).setDisplay(term));
        row.find(meaning(column, READ)).ifPresent(read -> concept.addCoding().setSystem(system(read)).setCode(read));
        if (!concept.hasCoding()) {
            row.find(column).ifPresent(id -> concept.addCoding().setSystem(EMIS_SYSTEM).setCode(id));
        }
        concept.setText(term);
        return concept;
    }

    private static String system(String read) {
        return read.startsWith("EMIS") || read.startsWith("^ESCT") ? EMIS_SYSTEM : READ_SYSTEM;
    }

    /** What kind of entry a code makes, as {@code gp-entry-kind} names it; other when its category does not say. */
    static String kind(Row row, Words words) {
        return row.find(meaning(COLUMN, CATEGORY))
                .flatMap(words::entryKind)
                .map(target -> target.code())
                .orElse("other");
    }

    /** Read's chapters 7 (operations, procedures) and 8 (other therapeutic procedures). */
    static boolean isProcedure(Row row) {
        return row.find(meaning(COLUMN, READ))
                .filter(read -> read.startsWith("7") || read.startsWith("8"))
                .isPresent();
    }

    /** Read's chapters of diseases, A to U, drugs apart. */
    static boolean isCondition(Row row) {
        return row.find(meaning(COLUMN, READ))
                .filter(read -> read.matches("[A-U].*") && !read.startsWith("EMIS"))
                .isPresent();
    }
}
