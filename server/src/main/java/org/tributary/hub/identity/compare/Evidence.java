package org.tributary.hub.identity.compare;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** How far two Patients agree, in each field that neither is silent about. It tells no values, only levels. */
public final class Evidence {

    private final Map<Field, Level> levels;

    Evidence(Map<Field, Level> levels) {
        EnumMap<Field, Level> told = new EnumMap<>(Field.class);
        told.putAll(levels);
        told.values().removeIf(level -> level == Level.MISSING);
        this.levels = Collections.unmodifiableMap(told);
    }

    public Map<Field, Level> levels() {
        return levels;
    }

    /** {@link Level#MISSING} where a side is silent. */
    public Level of(Field field) {
        return levels.getOrDefault(field, Level.MISSING);
    }

    /** Whether a field agrees in one of these ways. */
    public boolean is(Field field, Level... any) {
        Level level = of(field);
        for (Level wanted : any) {
            if (level == wanted) {
                return true;
            }
        }
        return false;
    }

    /** In how many of postcode, telephone and first address line the two agree. */
    public int places() {
        int places = 0;
        places += is(Field.POSTCODE, Level.SAME) ? 1 : 0;
        places += is(Field.PHONE, Level.SAME) ? 1 : 0;
        places += is(Field.ADDRESS, Level.SAME, Level.ALIKE) ? 1 : 0;
        return places;
    }

    /** Whether the two tell of different homes, and of nothing there that they have in common. */
    public boolean isElsewhere() {
        return places() == 0 && (is(Field.POSTCODE, Level.DIFFERENT) || is(Field.PHONE, Level.DIFFERENT)
                || is(Field.ADDRESS, Level.DIFFERENT));
    }

    /** As it is kept, e.g. {@code BIRTH_DATE=SAME FAMILY=ALIKE}. */
    public String text() {
        StringJoiner text = new StringJoiner(" ");
        levels.forEach((field, level) -> text.add(field.name() + '=' + level.name()));
        return text.toString();
    }

    /** Reads what {@link #text} wrote. */
    public static Evidence parse(String text) {
        Map<Field, Level> levels = new EnumMap<>(Field.class);
        for (String pair : text.split(" ")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                levels.put(Field.valueOf(pair.substring(0, equals)), Level.valueOf(pair.substring(equals + 1)));
            }
        }
        return new Evidence(levels);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Evidence that && levels.equals(that.levels);
    }

    @Override
    public int hashCode() {
        return levels.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
