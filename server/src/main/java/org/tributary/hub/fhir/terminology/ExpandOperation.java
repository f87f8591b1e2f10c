package org.tributary.hub.fhir.terminology;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.OperationInput;
import org.tributary.hub.store.ResourceKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code ValueSet/$expand}: a page of a value set's codes, with how many there are in all. Flat, whatever was asked.
 */
@Component
final class ExpandOperation extends TerminologyOperation {

    private static final int MOST = 10_000;

    private final Library library;

    ExpandOperation(ReaderDatabase database, Library library, RemoteTerminology remote) {
        super("expand", "ValueSet", Set.of(Level.TYPE, Level.INSTANCE),
                Set.of("url", "valueSet", "resource", "valueSetVersion", "filter", "offset", "count",
                        "includeDesignations", "includeDefinition", "activeOnly", "excludeNested"),
                database, remote);
        this.library = library;
    }

    @Override
    Answer answer(ReadTransaction transaction, Optional<ResourceKey> instance, OperationInput input) {
        int offset = number(input, "offset", 0);
        boolean paged = input.findText("count").isPresent();
        int count = Math.min(MOST, number(input, "count", MOST));
        boolean active = flag(input, "activeOnly");
        List<String> words = List.of(input.findText("filter").orElse("").toLowerCase(Locale.ROOT).trim().split("\\s+"));
        JsonNode valueSet = ValueSetLookup.find(library, transaction, instance, input);
        List<Member> page = new ArrayList<>();
        int total = 0;
        Iterator<Member> members = new Composition(library, transaction).expand(valueSet)
                .filter(member -> !active || !member.inactive())
                .filter(member -> matches(member, words))
                .iterator();
        while (members.hasNext()) {
            Member member = members.next();
            if (total >= offset && page.size() < count) {
                page.add(member);
            }
            total++;
        }
        if (!paged && total - offset > MOST) {
            throw FhirRefusal.of(422, IssueType.TOOCOSTLY,
                    "The value set has %d codes; ask for pages of them with 'count' and 'offset'".formatted(total));
        }
        return Answer.of(200, JsonMapper.shared().writeValueAsBytes(write(valueSet, page, total, offset, input)));
    }

    /** Every word is part of the display or the code. */
    private static boolean matches(Member member, List<String> words) {
        if (words.getFirst().isEmpty()) {
            return true;
        }
        String text = (member.display() == null ? member.code() : member.display() + ' ' + member.code())
                .toLowerCase(Locale.ROOT);
        return words.stream().allMatch(text::contains);
    }

    private static ObjectNode write(JsonNode valueSet, List<Member> page, int total, int offset,
            OperationInput input) {
        boolean definition = flag(input, "includeDefinition");
        flag(input, "excludeNested");
        ObjectNode answer = JsonMapper.shared().createObjectNode();
        for (Map.Entry<String, JsonNode> member : valueSet.properties()) {
            boolean body = member.getKey().equals("compose") || member.getKey().equals("text");
            if (!member.getKey().equals("expansion") && (definition || !body)) {
                answer.set(member.getKey(), member.getValue());
            }
        }
        ObjectNode expansion = answer.putObject("expansion");
        expansion.put("identifier", "urn:uuid:" + UUID.randomUUID());
        expansion.put("timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        expansion.put("total", total);
        expansion.put("offset", offset);
        ArrayNode parameters = JsonMapper.shared().createArrayNode();
        input.findText("filter")
                .ifPresent(filter -> parameters.addObject().put("name", "filter").put("valueString", filter));
        input.findText("count")
                .ifPresent(count -> parameters.addObject()
                        .put("name", "count")
                        .put("valueInteger", Integer.parseInt(count)));
        if (!parameters.isEmpty()) {
            expansion.set("parameter", parameters);
        }
        if (!page.isEmpty()) {
            boolean designations = flag(input, "includeDesignations");
            ArrayNode contains = expansion.putArray("contains");
            page.forEach(member -> write(contains.addObject(), member, designations));
        }
        return answer;
    }

    private static void write(ObjectNode contains, Member member, boolean designations) {
        contains.put("system", member.system());
        if (member.isAbstract()) {
            contains.put("abstract", true);
        }
        if (member.inactive()) {
            contains.put("inactive", true);
        }
        if (member.version() != null) {
            contains.put("version", member.version());
        }
        contains.put("code", member.code());
        if (member.display() != null) {
            contains.put("display", member.display());
        }
        if (designations && member.designationsText() != null) {
            contains.set("designation", member.designations());
        }
    }
}
