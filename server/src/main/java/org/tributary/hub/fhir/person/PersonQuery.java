package org.tributary.hub.fhir.person;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceSearch.Parameter;

/**
 * A search for persons, understood as one of those that the hub keeps: by their ids, by what they are linked to, and by
 * what a source Patient says, which is searched by the parameter of the same name. What these persons never have a
 * value for finds none of them.
 *
 * @param persons
 *            lists of ids, one of each of which it is
 * @param patients
 *            lists of ids, to a Patient of each of which it is linked
 * @param said
 *            parameters of a search for Patients; for each there is a source Patient that matches
 * @param includesPatients
 *            whether the source Patients are to come along
 */
record PersonQuery(List<List<String>> persons, List<List<String>> patients, List<Parameter> said,
        boolean includesPatients) {

    /** Parameters of Person (R4, section 8.3.6) that are Patient's as well. */
    private static final Set<String> SHARED = Set.of("address", "address-city", "address-country",
            "address-postalcode", "address-state", "address-use", "birthdate", "email", "gender", "identifier", "name",
            "phone", "telecom");
    private static final Set<String> MODIFIERS = Set.of("", "exact", "contains", "text", "of-type");
    private static final Set<String> NO_CRITERIA = Set.of("_count", "_total", "_cursor", "_summary", "_contained",
            "_containedType", "_include:iterate", "_revinclude", "_revinclude:iterate");
    private static final Set<String> PATIENT_INCLUDES = Set.of("*", "Person:*", "Person:link", "Person:patient",
            "Person:link:Patient", "Person:patient:Patient");
    private static final Pattern CHAIN = Pattern.compile("(?:link|patient)(?::Patient)?\\.(.+)");

    PersonQuery {
        persons = List.copyOf(persons);
        patients = List.copyOf(patients);
        said = List.copyOf(said);
    }

    /**
     * Understands parameters that the store has understood as a search for Person.
     *
     * @param compartment
     *            the resource in whose compartment the persons must be
     * @return empty when no person that the hub keeps can match
     */
    static Optional<PersonQuery> of(List<Parameter> parameters, Optional<ResourceKey> compartment, String base) {
        Reading reading = new Reading(base);
        compartment.ifPresent(reading::within);
        parameters.forEach(reading::add);
        return reading.possible
                ? Optional.of(new PersonQuery(reading.persons, reading.patients, reading.said,
                        reading.includesPatients))
                : Optional.empty();
    }

    private static final class Reading {

        private final String base;
        private final List<List<String>> persons = new ArrayList<>();
        private final List<List<String>> patients = new ArrayList<>();
        private final List<Parameter> said = new ArrayList<>();
        private boolean includesPatients;
        private boolean possible = true;

        Reading(String base) {
            this.base = base;
        }

        void within(ResourceKey focus) {
            if (focus.type().equals("Patient")) {
                patients.add(List.of(focus.id()));
            } else {
                possible = false;
            }
        }

        void add(Parameter parameter) {
            String name = parameter.name();
            Matcher chain = CHAIN.matcher(name);
            if (NO_CRITERIA.contains(name)) {
                return;
            }
            if (chain.matches()) {
                said.add(new Parameter(chain.group(1), parameter.value()));
                return;
            }
            int colon = name.indexOf(':');
            String code = colon < 0 ? name : name.substring(0, colon);
            String modifier = colon < 0 ? "" : name.substring(colon + 1);
            switch (code) {
                case "_include" -> includesPatients |= PATIENT_INCLUDES.contains(parameter.value());
                case "_sort" -> sort(parameter.value());
                case "_id" -> persons.add(values(parameter));
                case "_tag" -> possible &= modifier.isEmpty() && values(parameter).stream().anyMatch(Reading::isOwnTag);
                case "link", "patient" -> link(parameter, modifier);
                default -> value(parameter, code, modifier);
            }
        }

        private static boolean isOwnTag(String token) {
            return token.equals(PersonJson.TAG_SYSTEM + '|' + PersonJson.TAG_CODE) || token.equals(PersonJson.TAG_CODE)
                    || token.equals(PersonJson.TAG_SYSTEM + '|');
        }

        private static List<String> values(Parameter parameter) {
            return Arrays.asList(parameter.value().split(","));
        }

        /** Persons that cannot match anyway need no order. */
        private void sort(String value) {
            if (!value.equals("_id") && possible) {
                throw FhirRefusal.notSupported("Search parameter '_sort' is not supported for persons but by _id");
            }
        }

        private void link(Parameter parameter, String modifier) {
            switch (modifier) {
                case "", "Patient" -> patients.add(values(parameter).stream()
                        .map(value -> value.startsWith(base + '/') ? value.substring(base.length() + 1) : value)
                        .filter(value -> value.indexOf('/') < 0 || value.startsWith("Patient/"))
                        .map(value -> value.substring(value.indexOf('/') + 1))
                        .toList());
                case "missing" -> possible &= parameter.value().equals("false");
                default -> possible = false;
            }
        }

        /** To lack a value, or to have another one, is not what one source says but what none of them does. */
        private void value(Parameter parameter, String code, String modifier) {
            if (!SHARED.contains(code)) {
                possible = false;
            } else if (MODIFIERS.contains(modifier)) {
                said.add(parameter);
            } else {
                throw FhirRefusal.notSupported("Search parameter '%s' is not supported for persons: its modifier asks "
                        .formatted(FhirRefusal.shorten(parameter.name())) + "what no source Patient says");
            }
        }
    }
}
