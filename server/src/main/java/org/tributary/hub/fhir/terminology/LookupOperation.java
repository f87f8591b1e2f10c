package org.tributary.hub.fhir.terminology;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.OperationInput;
import org.tributary.hub.store.ResourceKey;
import tools.jackson.databind.JsonNode;

/** {@code CodeSystem/$lookup}: what a code system says of a code. */
@Component
final class LookupOperation extends TerminologyOperation {

    /** What nesting says as well as properties do. */
    private static final List<String> RELATIONS = List.of("parent", "child");

    private final Library library;

    LookupOperation(ReaderDatabase database, Library library, RemoteTerminology remote) {
        super("lookup", "CodeSystem", Set.of(Level.TYPE), Set.of("code", "system", "version", "coding", "property"),
                database, remote);
        this.library = library;
    }

    @Override
    Answer answer(ReadTransaction transaction, Optional<ResourceKey> instance, OperationInput input) {
        Codings coding = Codings.read(input, "code", "coding", "codeableConcept").getFirst();
        CodeSystemContent system = library.codeSystem(transaction,
                coding.canonical().orElseThrow(() -> FhirRefusal.invalid("Parameter 'system' must be given")));
        Concept concept = system.findConcept(coding.code())
                .orElseThrow(() -> FhirRefusal.of(404, IssueType.NOTFOUND, "The code '%s' is not in %s"
                        .formatted(FhirRefusal.shorten(coding.code()), system.url())));
        Set<String> wanted = new TreeSet<>(input.listTexts("property"));
        ParametersJson answer = new ParametersJson()
                .add("name", "valueString", system.find("title").or(() -> system.find("name")).orElse(system.url()))
                .add("version", "valueString", system.find("version"))
                .add("display", "valueString", Optional.ofNullable(concept.display()).orElse(concept.code()));
        if (asks(wanted, "definition")) {
            answer.add("definition", "valueString", Optional.ofNullable(concept.definition()));
        }
        if (asks(wanted, "designation")) {
            concept.designations().forEach(designation -> answer.add("designation", parts(designation)));
        }
        properties(answer, system, concept, wanted);
        return answer.answer();
    }

    private static boolean asks(Set<String> wanted, String property) {
        return wanted.isEmpty() || wanted.contains(property) || wanted.contains("*");
    }

    private static void properties(ParametersJson answer, CodeSystemContent system, Concept concept,
            Set<String> wanted) {
        for (JsonNode property : concept.properties()) {
            String code = property.path("code").asString("");
            if (asks(wanted, code) && !RELATIONS.contains(code)) {
                ParametersJson parts = new ParametersJson().add("code", "valueCode", code);
                for (Map.Entry<String, JsonNode> member : property.properties()) {
                    if (member.getKey().startsWith("value")) {
                        parts.add("value", member.getKey(), member.getValue());
                    }
                }
                answer.add("property", parts);
            }
        }
        for (String relation : RELATIONS) {
            if (wanted.contains(relation) || wanted.contains("*")) {
                BitSet near = relation.equals("parent") ? system.parents(concept) : system.children(concept);
                near.stream()
                        .mapToObj(system.concepts()::get)
                        .forEach(other -> answer.add("property", new ParametersJson()
                                .add("code", "valueCode", relation)
                                .add("value", "valueCode", other.code())));
            }
        }
    }

    private static ParametersJson parts(JsonNode designation) {
        ParametersJson parts = new ParametersJson();
        if (designation.has("language")) {
            parts.add("language", "valueCode", designation.path("language").asString());
        }
        if (designation.has("use")) {
            parts.add("use", "valueCoding", designation.get("use"));
        }
        return parts.add("value", "valueString", designation.path("value").asString(""));
    }
}
