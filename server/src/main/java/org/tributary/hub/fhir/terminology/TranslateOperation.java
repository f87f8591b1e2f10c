package org.tributary.hub.fhir.terminology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.OperationInput;
import org.tributary.hub.store.ResourceKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ConceptMap/$translate}: what a code is in another code system, by one map or by all that lead from its system;
 * with {@code reverse} the other way round.
 */
@Component
final class TranslateOperation extends TerminologyOperation {

    private final Library library;

    TranslateOperation(ReaderDatabase database, Library library, RemoteTerminology remote) {
        super("translate", "ConceptMap", Set.of(Level.TYPE, Level.INSTANCE),
                Set.of("url", "conceptMap", "conceptMapVersion", "code", "system", "version", "source", "coding",
                        "codeableConcept", "target", "targetsystem", "reverse"),
                database, remote);
        this.library = library;
    }

    /**
     * A translation.
     *
     * @param code
     *            empty where the map says that there is none
     */
    private record Match(String equivalence, Optional<String> system, Optional<String> code, Optional<String> display,
            String map) {

        boolean matches() {
            return code.isPresent() && !equivalence.equals("unmatched") && !equivalence.equals("disjoint");
        }

        ParametersJson parts() {
            ParametersJson parts = new ParametersJson().add("equivalence", "valueCode", equivalence);
            code.ifPresent(found -> {
                var coding = JsonMapper.shared().createObjectNode();
                system.ifPresent(url -> coding.put("system", url));
                coding.put("code", found);
                display.ifPresent(text -> coding.put("display", text));
                parts.add("concept", "valueCoding", coding);
            });
            return map.isEmpty() ? parts : parts.add("source", "valueUri", map);
        }
    }

    @Override
    Answer answer(ReadTransaction transaction, Optional<ResourceKey> instance, OperationInput input) {
        boolean reverse = flag(input, "reverse");
        List<Codings> codings = Codings.read(input, "code", "coding", "codeableConcept");
        List<Match> matches = new ArrayList<>();
        for (Codings coding : codings) {
            for (JsonNode map : maps(transaction, instance, input, coding, reverse)) {
                for (JsonNode group : map.path("group")) {
                    translate(map, group, coding, reverse, input.findText("targetsystem"), matches);
                }
            }
        }
        boolean result = matches.stream().anyMatch(Match::matches);
        ParametersJson answer = new ParametersJson().add("result", result);
        if (!result) {
            answer.add("message", "valueString", "No translation of the code is known");
        }
        matches.stream().distinct().forEach(match -> answer.add("match", match.parts()));
        return answer.answer();
    }

    private List<JsonNode> maps(ReadTransaction transaction, Optional<ResourceKey> instance, OperationInput input,
            Codings coding, boolean reverse) {
        Optional<String> url = input.findText("url")
                .map(text -> text + input.findText("conceptMapVersion").map(version -> '|' + version).orElse(""));
        Optional<JsonNode> sent = input.findResource("conceptMap").map(json -> JsonMapper.shared().readTree(json));
        if (instance.isPresent()) {
            return List.of(library.findTree(transaction, instance.get())
                    .orElseThrow(() -> FhirRefusal.notFound(instance.get().reference())));
        }
        if (sent.isPresent()) {
            return List.of(sent.get());
        }
        if (url.isPresent()) {
            List<JsonNode> maps = library.listMaps(transaction, url.get());
            if (maps.isEmpty()) {
                throw new NotLoaded("ConceptMap", url.get());
            }
            return maps;
        }
        String system = coding.system()
                .orElseThrow(() -> FhirRefusal.invalid("Without 'url' the code's 'system' must be given"));
        List<JsonNode> maps = new ArrayList<>(library.listMapsOf(transaction, system, reverse));
        maps.removeIf(map -> !leads(map, "source", input.findText("source"))
                || !leads(map, "target", input.findText("target")));
        if (maps.isEmpty()) {
            throw new NotLoaded("A ConceptMap " + (reverse ? "to" : "from"), system);
        }
        return maps;
    }

    /** Whether the map's source or target is the value set that was asked for. */
    private static boolean leads(JsonNode map, String end, Optional<String> valueSet) {
        return valueSet.map(url -> map.path(end + "Uri").asString("").equals(url)
                || map.path(end + "Canonical").asString("").equals(url)).orElse(true);
    }

    private static void translate(JsonNode map, JsonNode group, Codings coding, boolean reverse,
            Optional<String> targetSystem, List<Match> matches) {
        String from = reverse ? "target" : "source";
        String to = reverse ? "source" : "target";
        Optional<String> system = text(group, to);
        if (coding.system().isPresent() && !coding.system().equals(text(group, from))
                || targetSystem.isPresent() && !targetSystem.equals(system)) {
            return;
        }
        String url = map.path("url").asString("");
        boolean mapped = false;
        for (JsonNode element : group.path("element")) {
            boolean fromHere = element.path("code").asString("").equals(coding.code());
            mapped |= fromHere;
            for (JsonNode target : element.path("target")) {
                String equivalence = target.path("equivalence").asString("equivalent");
                if (reverse && target.path("code").asString("").equals(coding.code())) {
                    matches.add(new Match(reversed(equivalence), system, text(element, "code"),
                            text(element, "display"), url));
                } else if (!reverse && fromHere) {
                    matches.add(new Match(equivalence, system, text(target, "code"), text(target, "display"), url));
                }
            }
        }
        if (!mapped && !reverse) {
            unmapped(group.path("unmapped"), system, coding, url, matches);
        }
    }

    private static void unmapped(JsonNode unmapped, Optional<String> system, Codings coding, String url,
            List<Match> matches) {
        switch (unmapped.path("mode").asString("")) {
            case "fixed" -> matches.add(new Match("inexact", system, text(unmapped, "code"), text(unmapped, "display"),
                    url));
            case "provided" -> matches.add(new Match("equal", system, Optional.of(coding.code()), coding.display(),
                    url));
            default -> {
                // Another map is not followed: it can be asked by its own URL.
            }
        }
    }

    /** Read from the target's side a wider meaning is a narrower one. */
    private static String reversed(String equivalence) {
        return switch (equivalence) {
            case "wider" -> "narrower";
            case "narrower" -> "wider";
            case "subsumes" -> "specializes";
            case "specializes" -> "subsumes";
            default -> equivalence;
        };
    }

    private static Optional<String> text(JsonNode node, String name) {
        return node.path(name).isString() ? Optional.of(node.path(name).asString()) : Optional.empty();
    }
}
