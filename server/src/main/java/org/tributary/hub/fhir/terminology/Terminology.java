package org.tributary.hub.fhir.terminology;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;

/** What other parts of the hub ask of the terminology that is loaded, as the caller sees it. */
@Component
public final class Terminology {

    private final Library library;

    Terminology(Library library) {
        this.library = library;
    }

    /** A code and its system. */
    public record Code(String system, String code) {
    }

    /**
     * The codes of a value set, in its order; empty when it, or a code system that it needs, is not here.
     *
     * @param canonical
     *            its URL, with {@code |version} where one version is meant
     */
    public Optional<Set<Code>> codesInValueSet(ReadTransaction transaction, String canonical) {
        try {
            Set<Code> codes = new LinkedHashSet<>();
            new Composition(library, transaction).expand(library.valueSet(transaction, canonical))
                    .forEach(member -> codes.add(new Code(member.system(), member.code())));
            return Optional.of(codes);
        } catch (NotLoaded missing) {
            return Optional.empty();
        }
    }

    /** A code and all codes below it; empty when the code system, or the code in it, is not here. */
    public Optional<Set<Code>> descendants(ReadTransaction transaction, String system, String code) {
        return closure(transaction, system, code, CodeSystemContent::descendants);
    }

    /** A code and all codes above it; empty when the code system, or the code in it, is not here. */
    public Optional<Set<Code>> ancestors(ReadTransaction transaction, String system, String code) {
        return closure(transaction, system, code, CodeSystemContent::ancestors);
    }

    private Optional<Set<Code>> closure(ReadTransaction transaction, String system, String code,
            BiFunction<CodeSystemContent, Concept, BitSet> closure) {
        return library.findCodeSystem(transaction, system).flatMap(found -> found.findConcept(code).map(concept -> {
            Set<Code> codes = new LinkedHashSet<>();
            closure.apply(found, concept)
                    .stream()
                    .forEach(place -> codes.add(new Code(found.url(), found.concepts().get(place).code())));
            return codes;
        }));
    }
}
