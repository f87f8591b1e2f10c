package org.tributary.hub.store.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tributary.hub.store.ResourceSearch.Parameter;
import org.tributary.hub.store.SearchRefused;
import org.tributary.hub.store.index.Compartments;
import org.tributary.hub.store.index.Hash;
import org.tributary.hub.store.index.IndexPath;
import org.tributary.hub.store.index.ParameterCatalog;
import org.tributary.hub.store.index.ParameterDefinition;
import org.tributary.hub.store.index.ParameterDefinition.Indexed;

/**
 * Understands {@code _person}: what belongs to any of the source Patients that a person is. A resource belongs to a
 * Patient as the search parameter {@code patient} of its type tells; a type without one, as R4 puts it into the
 * Patient's compartment.
 */
public final class PersonMembership {

    public static final String PARAMETER = "_person";

    private static final String PATIENT = "Patient";
    private static final String REFERENCE = "Person/";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");

    private PersonMembership() {
    }

    /** Whether resources of a type can be searched by the person they are of. */
    public static boolean isOffered(String type) {
        return type.equals(PATIENT) || !Compartments.shared().parametersOf(PATIENT, type).isEmpty();
    }

    /** The ids that a parameter names: ids, {@code Person/id}, or URLs of persons below the hub's own base. */
    static List<String> ids(Parameter parameter, List<String> types, Optional<String> base) {
        for (String type : types) {
            if (!isOffered(type)) {
                throw SearchRefused.unserved(PARAMETER, "resources of type " + type
                        + " are not of a patient; a search across types names those it means in _type");
            }
        }
        return ValueParser.any(parameter).stream().map(value -> id(value, base)).toList();
    }

    private static String id(String value, Optional<String> base) {
        String own = base.filter(url -> value.startsWith(url + '/'))
                .map(url -> value.substring(url.length() + 1))
                .orElse(value);
        String id = own.startsWith(REFERENCE) ? own.substring(REFERENCE.length()) : own;
        if (!ID.matcher(id).matches()) {
            throw SearchRefused.invalid(PARAMETER, "a value is a person's id, or Person/ and the id");
        }
        return id;
    }

    /** What belongs to any of these Patients; nothing does when there are none. */
    static Criterion of(List<String> patients, List<String> types) {
        List<Long> targets = patients.stream().map(id -> Hash.value(PATIENT + '/' + id)).toList();
        Set<Integer> paths = new LinkedHashSet<>();
        types.forEach(type -> paths.addAll(paths(type)));
        List<Criterion> ways = new ArrayList<>();
        if (!paths.isEmpty()) {
            ways.add(new Criterion.Links(List.copyOf(paths), targets));
        }
        if (types.contains(PATIENT)) {
            ways.add(new Criterion.Named(targets));
        }
        return ways.size() == 1 ? ways.getFirst() : new Criterion.AnyOf(ways);
    }

    private static List<Integer> paths(String type) {
        if (type.equals(PATIENT)) {
            // Its links to other Patients make them no part of each other's record.
            return List.of();
        }
        ParameterDefinition patient = ParameterCatalog.shared().parametersOf(type).get("patient");
        List<ParameterDefinition> definitions = patient != null
                ? List.of(patient)
                : Compartments.shared()
                        .parametersOf(PATIENT, type)
                        .stream()
                        .map(name -> ParameterCatalog.shared().parametersOf(type).get(name))
                        .toList();
        return definitions.stream()
                .filter(Indexed.class::isInstance)
                .flatMap(definition -> ((Indexed) definition).paths().stream())
                .filter(IndexPath::holdsReferences)
                .map(path -> path.targetNumber(PATIENT))
                .toList();
    }
}
