package org.tributary.mapping.hl7v2;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.support.CodeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Coded elements: data types ID, IS, CE and CWE. */
final class Codes {

    /** How messages name HL7's own tables. */
    private static final Pattern HL7_TABLE = Pattern.compile("HL7-?(\\d{4})");

    private static final Pattern UNNAMED = Pattern.compile("[^A-Za-z0-9._-]+");
    private static final Set<String> ACTIONS = Set.of("A", "C", "D", "S", "U", "X");

    private final Reading reading;

    Codes(Reading reading) {
        this.reading = reading;
    }

    /**
     * The translation of a field's code, or of the standard code that the feed's operator says it stands for; empty
     * when it has none, with an issue when the table does not hold it.
     */
    Optional<CodeMap.Target> translate(Field field, CodeMap table) {
        String code = field.text();
        if (code.isEmpty()) {
            return Optional.empty();
        }
        Optional<CodeMap.Target> target = find(table, code);
        if (target.isEmpty()) {
            unknown(field);
        }
        return target;
    }

    /** What a table makes of a code, or of the standard code that the feed's operator says it stands for. */
    Optional<CodeMap.Target> find(CodeMap table, String code) {
        return table.translate(code, reading.feed().options());
    }

    /** The concept that a table makes of a field; a code it does not hold stays as text, with an issue. */
    Optional<ObjectNode> concept(Field field, CodeMap table) {
        if (field.text().isEmpty()) {
            return Optional.empty();
        }
        return translate(field, table).map(target -> Json.concept(Json.coding(target)))
                .or(() -> Optional.of(textOf(field)));
    }

    /** The concept of a field that brings its own coding systems: CE.1 to 3 and the alternate CE.4 to 6. */
    Optional<ObjectNode> verbatim(Field field) {
        ArrayNode codings = Json.array();
        addCoding(codings, field, 1);
        addCoding(codings, field, 4);
        String text = field.text(9).isEmpty() ? field.text(2) : field.text(9);
        ObjectNode concept = Json.object();
        Json.put(concept, "coding", codings);
        Json.put(concept, "text", text);
        return concept.isEmpty() ? Optional.empty() : Optional.of(concept);
    }

    /**
     * The concept of a code whose coding system and words may stand in fields of their own, as DG1 and PR1 have them.
     *
     * @param method
     *            the name of the coding system, where the code's own field has none
     * @param description
     *            the words, where the code's own field has none
     */
    Optional<ObjectNode> described(Field code, Field method, Field description) {
        ArrayNode codings = Json.array();
        String named = code.text(3).isEmpty() ? method.text() : code.text(3);
        if (!code.text().isEmpty()) {
            codings.add(Json.coding(systemOf(named), code.text(), code.text(2)));
        }
        addCoding(codings, code, 4);
        ObjectNode concept = Json.object();
        Json.put(concept, "coding", codings);
        Json.put(concept, "text", Stream.of(code.text(9), description.text(), code.text(2))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(""));
        return concept.isEmpty() ? Optional.empty() : Optional.of(concept);
    }

    /** The URI of a coding system by the name that messages give it; empty when it is local or unknown. */
    static Optional<String> systemUri(String name) {
        String capitals = name.toUpperCase(Locale.ROOT);
        Matcher table = HL7_TABLE.matcher(capitals);
        if (table.matches()) {
            return Optional.of("http://terminology.hl7.org/CodeSystem/v2-" + table.group(1));
        }
        return Tables.CODING_SYSTEM.translate(capitals).map(CodeMap.Target::code);
    }

    void unknown(Field field) {
        reading.issues()
                .warning(Issues.idOf(field.location()) + "-unknown-code", Kind.CODE_INVALID, field.location(),
                        "The code is not in the table for this field; it was kept as text where the record has room for text.",
                        "Send a code of the NHS Data Dictionary or of the HL7 table for this field.");
    }

    /** A value that is no code, such as a number, and that cannot be read. */
    void unreadable(Field field) {
        reading.issues()
                .warning(Issues.idOf(field.location()) + "-unreadable", Kind.VALUE, field.location(),
                        "The value cannot be read as what this field holds; it was not carried.",
                        "Send what HL7 says of this field.");
    }

    /** A field of which no part has a place in the record. */
    void notCarried(Field field) {
        reading.issues()
                .information("field-not-carried", Kind.NOT_SUPPORTED, field.location(),
                        "The field's value has no place in the record; it was not carried.",
                        "None needed; the message itself is kept.");
    }

    /** Whether an action code (HL7 tables 0206 and 0323) says to delete. */
    boolean deletes(Field action) {
        if (!action.text().isEmpty() && !ACTIONS.contains(action.text())) {
            unknown(action);
        }
        return action.text().equals("D");
    }

    /**
     * The URI of a coding system by the name that a message gives it. Of systems that nobody else knows each has a URI
     * of its own, since two may give one code to two things.
     */
    private String systemOf(String name) {
        return systemUri(name).orElseGet(() -> name.isEmpty() || name.equals("L")
                ? reading.localSystem("code")
                : reading.localSystem("code/" + UNNAMED.matcher(name).replaceAll("-")));
    }

    private void addCoding(ArrayNode codings, Field field, int component) {
        String code = field.text(component);
        if (code.isEmpty()) {
            return;
        }
        String system = systemOf(field.text(component + 2));
        codings.add(Json.coding(system, code, field.text(component + 1)));
    }

    private static ObjectNode textOf(Field field) {
        String text = field.text(2).isEmpty() ? field.text() : field.text(2);
        return Json.object().put("text", text);
    }
}
