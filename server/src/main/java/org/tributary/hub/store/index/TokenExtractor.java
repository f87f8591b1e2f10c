package org.tributary.hub.store.index;

import static org.tributary.hub.store.index.IndexExtractor.items;
import static org.tributary.hub.store.index.IndexExtractor.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Index rows of codes, identifiers and contacts, and how they and the texts beside them are spelled. */
final class TokenExtractor {

    private final IndexEntries entries;

    TokenExtractor(IndexEntries entries) {
        this.entries = entries;
    }

    /**
     * @param type
     *            the R4 type of the value
     */
    void value(IndexPath path, JsonNode value, String type, int element) {
        switch (type) {
            case "CodeableConcept" -> concept(path, value, element);
            case "Coding" -> coding(path, value, null, element);
            case "Identifier" -> identifier(path, value, element);
            case "ContactPoint" -> add(path.number(), null, text(value, "value"), element);
            default -> spelled(path, null, value.isBoolean()
                    ? Boolean.toString(value.booleanValue())
                    : value.isString() ? value.stringValue() : null, element);
        }
    }

    private void concept(IndexPath path, JsonNode concept, int element) {
        String text = text(concept, "text");
        boolean coded = false;
        for (JsonNode coding : items(concept, "coding")) {
            coding(path, coding, text, element);
            coded |= text(coding, "code") != null;
        }
        if (!coded && text != null) {
            textAlone(path, text);
        }
    }

    private void coding(IndexPath path, JsonNode coding, @Nullable String conceptText, int element) {
        String system = text(coding, "system");
        String code = text(coding, "code");
        spelled(path, system, code, element);
        if (code == null) {
            return;
        }
        List<String> texts = new ArrayList<>();
        addIfThere(texts, conceptText);
        addIfThere(texts, text(coding, "display"));
        texts.forEach(text -> entries.spellings()
                .add(new IndexEntries.Spelling(path.textNumber(), TokenKey.code(code), system(system),
                        StringKey.of(text))));
    }

    private static void addIfThere(List<String> texts, @Nullable String text) {
        if (text != null) {
            texts.add(text);
        }
    }

    /** What has no code is found by its text only. */
    private void textAlone(IndexPath path, String text) {
        String key = StringKey.of(text);
        long code = TokenKey.code(key);
        entries.tokens().add(new IndexEntries.Token(path.textNumber(), code, TokenKey.NO_SYSTEM));
        entries.spellings().add(new IndexEntries.Spelling(path.textNumber(), code, TokenKey.NO_SYSTEM, key));
    }

    private void identifier(IndexPath path, JsonNode identifier, int element) {
        String value = text(identifier, "value");
        spelled(path, text(identifier, "system"), value, element);
        JsonNode type = identifier.path("type");
        if (value != null) {
            for (JsonNode coding : items(type, "coding")) {
                String code = text(coding, "code");
                String system = text(coding, "system");
                if (code != null) {
                    entries.tokens()
                            .add(new IndexEntries.Token(path.ofTypeNumber(),
                                    TokenKey.ofType(system == null ? "" : system, code, value), TokenKey.NO_SYSTEM));
                }
            }
        }
        String text = text(type, "text");
        if (text != null) {
            textAlone(path, text);
        }
    }

    private void spelled(IndexPath path, @Nullable String system, @Nullable String code, int element) {
        add(path.number(), system, code, element);
        if (code != null) {
            entries.spellings()
                    .add(new IndexEntries.Spelling(path.number(), TokenKey.code(code), system(system),
                            StringKey.of(code)));
        }
    }

    /** A row without spelling. */
    void add(int path, @Nullable String system, @Nullable String code, int element) {
        if (code != null) {
            entries.tokens().add(new IndexEntries.Token(path, TokenKey.code(code), system(system), element));
        }
    }

    private static long system(@Nullable String system) {
        return system == null ? TokenKey.NO_SYSTEM : TokenKey.system(system);
    }
}
