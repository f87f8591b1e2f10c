package org.tributary.hub.pathway.stays;

import java.util.Optional;
import org.tributary.hub.pathway.spells.ProviderSpell;
import org.tributary.mapping.support.CodeMap;

/** What the codes of an admission and a discharge say of where the patient came from and went to. */
final class Transfers {

    private static final CodeMap METHODS = CodeMap.load("spell-transfer-of-admission-method");
    private static final CodeMap SOURCES = CodeMap.load("spell-transfer-of-admission-source");
    private static final CodeMap DESTINATIONS = CodeMap.load("spell-transfer-of-discharge-destination");
    private static final CodeMap ADMISSIONS = CodeMap.load("admission-kind-of-admission-method");

    private Transfers() {
    }

    /** Whether an admission says that the patient came from another hospital. */
    static boolean into(ProviderSpell spell) {
        return spell.admission().method().flatMap(METHODS::translate).isPresent()
                || spell.admission().source().flatMap(SOURCES::translate).isPresent();
    }

    /** Whether a discharge says that the patient went to another hospital. */
    static boolean outOf(ProviderSpell spell) {
        return spell.discharge().destination().flatMap(DESTINATIONS::translate).isPresent();
    }

    /** {@code elective}, {@code emergency}, {@code maternity}, {@code birth} or {@code transfer}. */
    static Optional<String> admissionKind(ProviderSpell spell) {
        return spell.admission().method().flatMap(ADMISSIONS::translate).map(CodeMap.Target::code);
    }
}
