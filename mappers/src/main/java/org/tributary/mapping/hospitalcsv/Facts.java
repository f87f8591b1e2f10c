package org.tributary.mapping.hospitalcsv;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a file says about an aggregate: the body of a contribution.
 *
 * @param dataset
 *            the data set of the file
 * @param rows
 *            the filled columns by their names, by what they are the row of: an episode's or attendance's key, or
 *            {@link #PERSON}
 */
record Facts(Dataset dataset, Map<String, Map<String, String>> rows) {

    /** The key of the columns that speak of a person. */
    static final String PERSON = "person";

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * These facts with those of a later file: of an episode or attendance it says all there is to say, of a person it
     * may leave out what an earlier file said.
     */
    Facts updatedBy(Facts later) {
        Map<String, Map<String, String>> all = new TreeMap<>(rows);
        later.rows.forEach((key, values) -> {
            Map<String, String> merged = new TreeMap<>(key.equals(PERSON) ? all.getOrDefault(key, Map.of()) : Map.of());
            merged.putAll(values);
            all.put(key, merged);
        });
        return new Facts(later.dataset, all);
    }

    String toJson() {
        return JSON.writeValueAsString(this);
    }

    static Facts fromJson(String json) {
        return JSON.readValue(json, Facts.class);
    }
}
