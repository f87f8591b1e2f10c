package org.tributary.hub.store.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.tributary.hub.store.structure.R4Definitions;

/** The numbers of the index's paths that tie resources to a patient, to an encounter, to each other and to times. */
public final class CompartmentPaths {

    /** When care took place, was planned or was asked for; not when it was written down, changed or will be checked. */
    private static final Set<String> CARE_DATES = Set.of("date", "effective", "effective-time", "onset-date", "period",
            "occurrence", "started", "whenhandedover", "whenprepared", "event-date", "identified", "collected", "sent",
            "received", "start-date", "authored", "authored-on", "authoredon", "datetime", "datewritten", "created",
            "recorded-date");

    private static final Map<String, Integer[]> OTHER_CLAIMS_BY_TYPE = new ConcurrentHashMap<>();
    private static final Map<String, Integer[]> REFERENCES_BY_TARGET = new ConcurrentHashMap<>();
    private static final Integer[] OTHER_CLAIMS = findOtherClaims();
    private static final Integer[] ENCOUNTER = findEncounter();
    private static final Integer[] CARE_DATE_PATHS = findCareDates();

    private CompartmentPaths() {
    }

    private static List<String> typesOf(String focus) {
        return R4Definitions.shared()
                .resourceNames()
                .stream()
                .filter(type -> !Compartments.shared().parametersOf(focus, type).isEmpty())
                .toList();
    }

    /**
     * The references to a Patient that put a resource into that patient's compartment and do not settle by themselves
     * whose record it belongs to ({@code resource.patient}): who took part, one of several members.
     */
    public static Integer[] otherClaims() {
        return OTHER_CLAIMS.clone();
    }

    private static Integer[] findOtherClaims() {
        Set<Integer> numbers = new TreeSet<>();
        for (String type : typesOf("Patient")) {
            otherClaims(type, numbers);
        }
        return numbers.toArray(Integer[]::new);
    }

    /** The same, of one type. */
    public static Integer[] otherClaims(String type) {
        return OTHER_CLAIMS_BY_TYPE.computeIfAbsent(type, name -> {
            Set<Integer> numbers = new TreeSet<>();
            otherClaims(name, numbers);
            return numbers.toArray(Integer[]::new);
        }).clone();
    }

    private static void otherClaims(String type, Set<Integer> numbers) {
        List<List<IndexPath>> claims = PatientCompartment.shared().claims(type);
        for (int i = 0; i < claims.size(); i++) {
            if (i > 0 || !settles(claims.getFirst(), type)) {
                claims.get(i).forEach(path -> numbers.add(path.targetNumber("Patient")));
            }
        }
    }

    /** Whether there can be one value at most, which then is the owner. */
    private static boolean settles(List<IndexPath> claim, String type) {
        return claim.size() == 1 && claim.getFirst().routes().size() == 1
                && claim.getFirst().routes().getFirst().isSingle(type);
    }

    /** The references to an Encounter that put a resource into its compartment. */
    public static Integer[] encounter() {
        return ENCOUNTER.clone();
    }

    private static Integer[] findEncounter() {
        Set<Integer> numbers = new TreeSet<>();
        for (String type : typesOf("Encounter")) {
            for (String name : Compartments.shared().parametersOf("Encounter", type)) {
                if (ParameterCatalog.shared()
                        .parametersOf(type)
                        .get(name) instanceof ParameterDefinition.Indexed indexed) {
                    indexed.paths().forEach(path -> numbers.add(path.targetNumber("Encounter")));
                }
            }
        }
        return numbers.toArray(Integer[]::new);
    }

    /** The references by which resources of patients' records may point at a type. */
    public static Integer[] referencesTo(String target) {
        return REFERENCES_BY_TARGET.computeIfAbsent(target, CompartmentPaths::findReferencesTo).clone();
    }

    private static Integer[] findReferencesTo(String target) {
        Set<Integer> numbers = new TreeSet<>();
        for (String type : typesOf("Patient")) {
            for (ParameterDefinition definition : ParameterCatalog.shared().parametersOf(type).values()) {
                if (definition instanceof ParameterDefinition.Indexed indexed && indexed.kind() == IndexKind.REFERENCE
                        && indexed.leadsTo(target)) {
                    indexed.paths().forEach(path -> numbers.add(path.targetNumber(target)));
                }
            }
        }
        return numbers.toArray(Integer[]::new);
    }

    /** The times that tell when care took place. */
    public static Integer[] careDates() {
        return CARE_DATE_PATHS.clone();
    }

    private static Integer[] findCareDates() {
        Set<Integer> numbers = new TreeSet<>();
        Collection<String> types = new ArrayList<>(typesOf("Patient"));
        types.addAll(typesOf("Encounter"));
        for (String type : types) {
            for (ParameterDefinition definition : ParameterCatalog.shared().parametersOf(type).values()) {
                if (definition instanceof ParameterDefinition.Indexed indexed && indexed.kind() == IndexKind.DATE
                        && CARE_DATES.contains(indexed.name())) {
                    indexed.paths().forEach(path -> numbers.add(path.number()));
                }
            }
        }
        return numbers.toArray(Integer[]::new);
    }
}
