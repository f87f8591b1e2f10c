package org.tributary.hub.store.structure;

import java.util.function.Supplier;

/**
 * One member of a type as JSON names it; each alternative of a choice ({@code valueString}) is a member of its own.
 */
public final class R4Element {

    /** Not part of a choice. */
    static final int NO_CHOICE = -1;

    private final String name;
    private final String typeName;
    private final Supplier<R4Type> type;
    private final int min;
    private final int max;
    private final int choice;

    R4Element(String name, String typeName, Supplier<R4Type> type, int min, int max, int choice) {
        this.name = name;
        this.typeName = typeName;
        this.type = type;
        this.min = min;
        this.max = max;
        this.choice = choice;
    }

    public String name() {
        return name;
    }

    public R4Type type() {
        return type.get();
    }

    /** The name of the element's type as R4's schemas spell it, e.g. {@code CodeableConcept}. */
    public String typeName() {
        return typeName;
    }

    /** The choice's name without {@code [x]}, e.g. {@code value}; the plain name for an element without a choice. */
    public String baseName() {
        String suffix = Character.toUpperCase(typeName.charAt(0)) + typeName.substring(1);
        return choice != NO_CHOICE && name.endsWith(suffix) && name.length() > suffix.length()
                ? name.substring(0, name.length() - suffix.length())
                : name;
    }

    /** The smallest number of values; of a choice's alternatives the choice's own. */
    public int min() {
        return min;
    }

    int max() {
        return max;
    }

    /** Whether JSON spells the element as an array. */
    public boolean repeats() {
        return max > 1;
    }

    /** The number of the choice within its type, from 0, or {@link #NO_CHOICE}. */
    int choice() {
        return choice;
    }
}
