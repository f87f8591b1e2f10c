package org.tributary.hub.fhir.terminology;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.OperationInput;
import org.tributary.hub.store.ResourceKey;
import tools.jackson.databind.JsonNode;

/**
 * {@code $validate-code} on value sets and code systems: whether a code, with the display if one is given, is one of
 * theirs. Of a CodeableConcept one coding is enough.
 */
abstract class ValidateCodeOperation extends TerminologyOperation {

    private ValidateCodeOperation(String type, Set<String> parameters, ReaderDatabase database,
            RemoteTerminology remote) {
        super("validate-code", type, Set.of(Level.TYPE, Level.INSTANCE), parameters, database, remote);
    }

    /** {@code ValueSet/$validate-code}. */
    @Component
    static final class OfValueSet extends ValidateCodeOperation {

        private final Library library;

        OfValueSet(ReaderDatabase database, Library library, RemoteTerminology remote) {
            super("ValueSet", Set.of("url", "valueSet", "valueSetVersion", "code", "system", "systemVersion",
                    "display", "coding", "codeableConcept"), database, remote);
            this.library = library;
        }

        @Override
        Answer answer(ReadTransaction transaction, Optional<ResourceKey> instance, OperationInput input) {
            List<Codings> codings = Codings.read(input, "code", "coding", "codeableConcept");
            JsonNode valueSet = ValueSetLookup.find(library, transaction, instance, input);
            String name = valueSet.path("url").asString("the value set");
            return firstValid(codings, coding -> check(transaction, valueSet, coding, name));
        }

        private Verdict check(ReadTransaction transaction, JsonNode valueSet, Codings coding, String name) {
            Composition composition = new Composition(library, transaction);
            Optional<Member> found = coding.system().isPresent()
                    ? Optional.of(described(transaction, coding)).filter(composition.members(valueSet))
                    : composition.expand(valueSet).filter(one -> one.code().equals(coding.code())).findFirst();
            return verdict(coding, found, name);
        }

        private Member described(ReadTransaction transaction, Codings coding) {
            Optional<CodeSystemContent> system = library.findCodeSystem(transaction,
                    coding.canonical().orElseThrow());
            return system.flatMap(known -> known.findConcept(coding.code()).map(concept -> Member.of(known, concept)))
                    .orElseGet(() -> new Member(coding.system().orElseThrow(), null, coding.code(), null, null, false,
                            false));
        }
    }

    /** {@code CodeSystem/$validate-code}. */
    @Component
    static final class OfCodeSystem extends ValidateCodeOperation {

        private final Library library;

        OfCodeSystem(ReaderDatabase database, Library library, RemoteTerminology remote) {
            super("CodeSystem", Set.of("url", "system", "version", "code", "display", "coding", "codeableConcept"),
                    database, remote);
            this.library = library;
        }

        @Override
        Answer answer(ReadTransaction transaction, Optional<ResourceKey> instance, OperationInput input) {
            List<Codings> codings = Codings.read(input, "code", "coding", "codeableConcept");
            Optional<String> url = input.findText("url").or(() -> input.findText("system"));
            return firstValid(codings, coding -> {
                CodeSystemContent system = instance
                        .map(key -> library.findCodeSystem(transaction, key)
                                .orElseThrow(() -> FhirRefusal.notFound(key.reference())))
                        .orElseGet(() -> library.codeSystem(transaction, url
                                .map(known -> known + coding.version().map(version -> '|' + version).orElse(""))
                                .or(coding::canonical)
                                .orElseThrow(() -> FhirRefusal.invalid("Parameter 'url' must be given"))));
                boolean ofSystem = coding.system().map(system.url()::equals).orElse(true);
                return verdict(coding, system.findConcept(coding.code())
                        .filter(concept -> ofSystem)
                        .map(concept -> Member.of(system, concept)), system.url());
            });
        }
    }

    /**
     * @param message
     *            why not; null when it is valid
     */
    private record Verdict(@Nullable String message, Optional<String> display) {
    }

    private interface Check {
        Verdict of(Codings coding);
    }

    private static Answer firstValid(List<Codings> codings, Check check) {
        Verdict last = new Verdict("There is no code", Optional.empty());
        for (Codings coding : codings) {
            last = check.of(coding);
            if (last.message == null) {
                break;
            }
        }
        return new ParametersJson().add("result", last.message == null)
                .add("message", "valueString", Optional.ofNullable(last.message))
                .add("display", "valueString", last.display)
                .answer();
    }

    private static Verdict verdict(Codings coding, Optional<Member> found, String where) {
        if (found.isEmpty()) {
            return new Verdict("The code '%s' is not in %s".formatted(FhirRefusal.shorten(coding.code()), where),
                    Optional.empty());
        }
        Optional<String> display = Optional.ofNullable(found.get().display());
        if (coding.display().isPresent() && display.isPresent() && !calls(found.get(), coding.display().get())) {
            return new Verdict("The display '%s' is not that of the code '%s'".formatted(
                    FhirRefusal.shorten(coding.display().get()), FhirRefusal.shorten(coding.code())), display);
        }
        return new Verdict(null, display);
    }

    /** Whether the text is the display of a concept or another designation of it, whatever its case. */
    private static boolean calls(Member member, String text) {
        if (text.trim().equalsIgnoreCase(Objects.requireNonNullElse(member.display(), ""))) {
            return true;
        }
        return member.designations()
                .valueStream()
                .anyMatch(designation -> designation.path("value").asString("").equalsIgnoreCase(text.trim()));
    }
}
