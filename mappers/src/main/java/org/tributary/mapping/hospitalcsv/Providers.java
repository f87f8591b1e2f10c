package org.tributary.mapping.hospitalcsv;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Reference;
import org.tributary.mapping.IdentifierSystems;

/** Who provided care and where, and who the person's practice is: organisations that files name by code only. */
final class Providers {

    /** Practice codes that say why there is no practice. */
    private static final Set<String> NO_PRACTICE = Set.of("V81997", "V81998", "V81999");

    private Providers() {
    }

    /** The code of the provider: of a trust its three characters, which files may pad to five with zeros. */
    static Optional<String> organisation(Function<String, Optional<String>> columns) {
        return columns.apply("PROCODE3")
                .or(() -> columns.apply("PROCODE5"))
                .or(() -> columns.apply("PROCODET"))
                .map(code -> code.length() == 5 && code.endsWith("00") ? code.substring(0, 3) : code);
    }

    static Optional<Reference> provider(Function<String, Optional<String>> columns) {
        return organisation(columns).map(code -> logical("Organization", IdentifierSystems.ODS_ORGANISATION, code));
    }

    /** The site of treatment; files may give only the two characters that follow its trust's code. */
    static Optional<Reference> site(Function<String, Optional<String>> columns) {
        Optional<String> provider = organisation(columns);
        return columns.apply("SITETRET")
                .map(site -> site.length() == 2 && provider.isPresent() ? provider.get() + site : site)
                .or(() -> columns.apply("PROCODE5").filter(code -> !code.endsWith("00")))
                .map(code -> logical("Location", IdentifierSystems.ODS_SITE, code));
    }

    static Optional<Reference> practice(Optional<String> code) {
        return code.filter(known -> !NO_PRACTICE.contains(known))
                .map(known -> logical("Organization", IdentifierSystems.ODS_ORGANISATION, known));
    }

    private static Reference logical(String type, String system, String value) {
        Reference reference = new Reference().setType(type);
        reference.getIdentifier().setSystem(system).setValue(value);
        return reference;
    }
}
