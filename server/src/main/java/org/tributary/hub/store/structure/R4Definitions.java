package org.tributary.hub.store.structure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.store.structure.SchemaReader.ComplexType;
import org.tributary.hub.store.structure.SchemaReader.Member;
import org.tributary.hub.store.structure.SchemaReader.Schema;

/**
 * The types of R4 4.0.1, read when the class is first used (a fifth of a second); each type is put together when it is
 * first asked for.
 */
public final class R4Definitions {

    private static final R4Definitions SHARED = new R4Definitions();

    /**
     * Lists that the schema closes though R4 does not: the language of an expression may be any media type, and the
     * schema gives MedicationStatement.status the list of Medication.status, which has the same name.
     */
    private static final Set<String> OPEN_LISTS = Set.of("ExpressionLanguage", "MedicationStatusCodes");

    private final Schema schema = SchemaReader.read("fhir-single");
    private final Map<String, R4Type> types = new ConcurrentHashMap<>();
    private final SortedSet<String> resourceNames = Collections.unmodifiableSortedSet(
            new TreeSet<>(schema.resources()));
    private final R4Type element = type("Element");

    private R4Definitions() {
    }

    public static R4Definitions shared() {
        return SHARED;
    }

    /** The names of all resource types, in alphabetical order. */
    public SortedSet<String> resourceNames() {
        return resourceNames;
    }

    /** The definition of a resource type; null for any other name. */
    public @Nullable R4Type findResource(String name) {
        return resourceNames.contains(name) ? type(name) : null;
    }

    /** The parts of a primitive value that JSON spells with an underscore: id and extensions. */
    R4Type element() {
        return element;
    }

    private R4Type type(String name) {
        R4Type known = types.get(name);
        if (known != null) {
            return known;
        }
        R4Type made = make(name);
        R4Type first = types.putIfAbsent(name, made);
        return first == null ? made : first;
    }

    private R4Type make(String name) {
        if (name.equals("ResourceContainer")) {
            return R4Type.anyResource(name);
        }
        ComplexType type = schema.types().get(name);
        if (type == null) {
            // XHTML, and what XML spells as an attribute, have no complex type of their own.
            return R4Type.primitive(name, PrimitiveRule.Table.of(name));
        }
        if (type.valueType() != null) {
            return primitive(name, schema.codes().get(type.valueType()));
        }
        List<R4Element> elements = new ArrayList<>();
        collect(type, elements);
        return R4Type.complex(name, elements);
    }

    private static R4Type primitive(String name, @Nullable Set<String> codes) {
        if (OPEN_LISTS.contains(name)) {
            return R4Type.primitive("code", PrimitiveRule.Table.CODE);
        }
        return R4Type.primitive(name,
                codes == null ? PrimitiveRule.Table.of(name) : new PrimitiveRule.OneOf(name, Set.copyOf(codes)));
    }

    private void collect(ComplexType type, List<R4Element> elements) {
        String base = type.base();
        ComplexType parent = base == null ? null : schema.types().get(base);
        if (parent != null) {
            collect(parent, elements);
        }
        int offset = 1 + elements.stream().mapToInt(R4Element::choice).max().orElse(R4Element.NO_CHOICE);
        for (Member member : type.members()) {
            int choice = member.choice() == R4Element.NO_CHOICE ? R4Element.NO_CHOICE : offset + member.choice();
            elements.add(new R4Element(member.name(), member.type(), lazily(member.type()), member.min(), member.max(),
                    choice));
        }
    }

    private Supplier<R4Type> lazily(String name) {
        return new Supplier<>() {
            private volatile @Nullable R4Type resolved;

            @Override
            public R4Type get() {
                R4Type type = resolved;
                if (type == null) {
                    type = type(name);
                    resolved = type;
                }
                return type;
            }
        };
    }
}
