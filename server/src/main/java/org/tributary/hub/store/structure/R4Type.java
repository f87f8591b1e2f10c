package org.tributary.hub.store.structure;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A type of R4: a resource, a data type, or an element with members of its own ({@code Patient.Contact}).
 */
public final class R4Type {

    /** What JSON holds where a value of a type is expected. */
    public enum Kind {
        /** An object with the type's members. */
        COMPLEX,
        /** A string, number or boolean. */
        PRIMITIVE,
        /** An object that names its own type by {@code resourceType}. */
        ANY_RESOURCE
    }

    private final String name;
    private final Kind kind;
    private final @Nullable PrimitiveRule rule;
    private final Map<String, R4Element> elements;
    private final List<R4Element> required;

    private R4Type(String name, Kind kind, @Nullable PrimitiveRule rule, Map<String, R4Element> elements) {
        this.name = name;
        this.kind = kind;
        this.rule = rule;
        this.elements = elements;
        this.required = listRequired(elements.values());
    }

    /** Of a choice's alternatives only the first stands for the choice. */
    private static List<R4Element> listRequired(Collection<R4Element> elements) {
        Set<Integer> choices = new HashSet<>();
        return elements.stream()
                .filter(element -> element.min() > 0)
                .filter(element -> element.choice() == R4Element.NO_CHOICE || choices.add(element.choice()))
                .toList();
    }

    static R4Type complex(String name, Collection<R4Element> elements) {
        Map<String, R4Element> byName = new LinkedHashMap<>();
        elements.forEach(element -> byName.put(element.name(), element));
        return new R4Type(name, Kind.COMPLEX, null, byName);
    }

    static R4Type primitive(String name, PrimitiveRule rule) {
        return new R4Type(name, Kind.PRIMITIVE, rule, Map.of());
    }

    static R4Type anyResource(String name) {
        return new R4Type(name, Kind.ANY_RESOURCE, null, Map.of());
    }

    /** As R4's schemas spell it; codes with a required binding have a type of their own. */
    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    public boolean isPrimitive() {
        return kind == Kind.PRIMITIVE;
    }

    /** Whether values are strings with a code from a closed list. */
    public boolean isEnumeratedCode() {
        return rule instanceof PrimitiveRule.OneOf;
    }

    PrimitiveRule rule() {
        if (rule == null) {
            throw new IllegalStateException(name + " is not primitive");
        }
        return rule;
    }

    /** The member with this JSON name; null for what the type does not have. */
    public @Nullable R4Element findElement(String jsonName) {
        return elements.get(jsonName);
    }

    /** The members that a FHIRPath step names: one for a plain name, all alternatives for a choice's name. */
    public List<R4Element> listElements(String pathName) {
        return elements.values().stream().filter(element -> element.baseName().equals(pathName)).toList();
    }

    List<R4Element> required() {
        return required;
    }

    Collection<R4Element> elements() {
        return elements.values();
    }
}
