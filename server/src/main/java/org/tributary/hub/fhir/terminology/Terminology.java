package org.tributary.hub.fhir.terminology;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.store.CodeSets;
import org.tributary.hub.store.CodeSets.Code;
import org.tributary.hub.store.ResourceKey;
import tools.jackson.databind.JsonNode;

/** What other parts of the hub ask of the terminology that is loaded, as the caller sees it. */
@Component
public final class Terminology implements CodeSets.Source {

    private static final Pattern OWN_VALUE_SET = Pattern.compile("ValueSet/[A-Za-z0-9\\-.]{1,64}");

    private final Library library;
    private final ReaderDatabase database;

    Terminology(Library library, ReaderDatabase database) {
        this.library = library;
        this.database = database;
    }

    /** What searches ask, each question in a transaction of its own. */
    @Override
    public CodeSets seenBy(Caller caller) {
        return new CodeSets() {

            @Override
            public Optional<List<Code>> findValueSet(String url) {
                return ask(transaction -> codesInValueSet(transaction, url));
            }

            @Override
            public Optional<List<Code>> findAbove(Code code) {
                return ask(transaction -> ancestors(transaction, code.system(), code.code()));
            }

            @Override
            public Optional<List<Code>> findBelow(Code code) {
                return ask(transaction -> descendants(transaction, code.system(), code.code()));
            }

            private Optional<List<Code>> ask(Function<ReadTransaction, Optional<Set<Code>>> question) {
                return database.read(caller, question).map(List::copyOf);
            }
        };
    }

    /**
     * The codes of a value set, in its order; empty when it, or a code system that it needs, is not here.
     *
     * @param canonical
     *            its URL, with {@code |version} where one version is meant, or {@code ValueSet/id}
     */
    public Optional<Set<Code>> codesInValueSet(ReadTransaction transaction, String canonical) {
        try {
            Set<Code> codes = new LinkedHashSet<>();
            new Composition(library, transaction).expand(valueSet(transaction, canonical))
                    .forEach(member -> codes.add(new Code(member.system(), member.code())));
            return Optional.of(codes);
        } catch (NotLoaded missing) {
            return Optional.empty();
        }
    }

    /** A reference to a ValueSet of the hub, before a canonical URL (R4, section 3.1.1.4.10). */
    private JsonNode valueSet(ReadTransaction transaction, String reference) {
        return Optional.of(reference)
                .filter(text -> OWN_VALUE_SET.matcher(text).matches())
                .flatMap(text -> library.findTree(transaction,
                        new ResourceKey("ValueSet", text.substring(text.indexOf('/') + 1))))
                .orElseGet(() -> library.valueSet(transaction, reference));
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
