package org.tributary.hub.cohort;

import java.util.HashMap;
import java.util.Map;

/** The parameters of a statement that is composed of parts: values only ever travel as parameters. */
final class SqlText {

    private final Map<String, Object> parameters = new HashMap<>();

    /** A place for a value in the statement. */
    String bind(Object value) {
        String name = "p" + parameters.size();
        parameters.put(name, value);
        return ":" + name;
    }

    /** Takes over the parameters of a part that was made elsewhere, under names that none of these has. */
    void add(Map<String, Object> others) {
        parameters.putAll(others);
    }

    /** How many there are. */
    int size() {
        return parameters.size();
    }

    Map<String, Object> parameters() {
        return Map.copyOf(parameters);
    }
}
