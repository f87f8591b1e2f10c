package org.tributary.hub.fhir.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.BundleWriter;
import org.tributary.hub.fhir.exchange.FhirOperation;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.JsonText;
import org.tributary.hub.fhir.exchange.OperationInput;
import org.tributary.hub.fhir.exchange.Permissions;
import org.tributary.hub.store.CompartmentPage;
import org.tributary.hub.store.CompartmentQuery;
import org.tributary.hub.store.CompartmentReader;
import org.tributary.hub.store.PersonPatients;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceSearch.Parameter;
import org.tributary.hub.store.ResourceTypes;

/**
 * {@code $everything} on a Patient, on all Patients and on an Encounter (R4, operations of both types), and on a Person
 * that the hub keeps: a searchset Bundle in pages, what is in the compartment as {@code match}, what that refers to as
 * {@code include}. Types that the token does not grant are no part of it.
 */
abstract class EverythingOperation implements FhirOperation {

    private static final int PAGE = 1000;

    private final ReaderDatabase database;
    private final CompartmentReader compartments;
    private final Signature signature;

    private EverythingOperation(ReaderDatabase database, CompartmentReader compartments, Signature signature) {
        this.database = database;
        this.compartments = compartments;
        this.signature = signature;
    }

    /** {@code Patient/$everything} and {@code Patient/{id}/$everything}. */
    @Component
    static final class OfPatient extends EverythingOperation {

        OfPatient(ReaderDatabase database, CompartmentReader compartments) {
            super(database, compartments,
                    new Signature("everything", "http://hl7.org/fhir/OperationDefinition/Patient-everything",
                            Set.of("Patient"), Set.of(Level.TYPE, Level.INSTANCE), false,
                            Set.of("_since", "_type", "_count", "_cursor", "start", "end")));
        }
    }

    /** {@code Encounter/{id}/$everything}. */
    @Component
    static final class OfEncounter extends EverythingOperation {

        OfEncounter(ReaderDatabase database, CompartmentReader compartments) {
            super(database, compartments,
                    new Signature("everything", "http://hl7.org/fhir/OperationDefinition/Encounter-everything",
                            Set.of("Encounter"), Set.of(Level.INSTANCE), false,
                            Set.of("_since", "_type", "_count", "_cursor")));
        }
    }

    /**
     * {@code Person/{id}/$everything}: the records of all visible source Patients of a person that the hub keeps, one
     * after the other. What two of them refer to comes with each.
     */
    @Component
    static final class OfPerson extends EverythingOperation {

        /** Between the Patient that a page is of, and where in its record the page begins. */
        private static final char SEPARATOR = '~';

        private final PersonPatients persons;

        OfPerson(ReaderDatabase database, CompartmentReader compartments, PersonPatients persons) {
            super(database, compartments,
                    new Signature("everything", "https://tributary.example/fhir/OperationDefinition/person-everything",
                            Set.of("Person"), Set.of(Level.INSTANCE), false,
                            Set.of("_since", "_type", "_count", "_cursor", "start", "end")));
            this.persons = persons;
        }

        @Override
        Optional<CompartmentPage> read(ReadTransaction transaction, CompartmentQuery query) {
            Permissions.require(transaction.caller(), Interaction.READ, "Patient");
            List<String> patients = persons.listPatients(transaction, List.of(query.focus().orElseThrow().id()));
            String cursor = query.cursor().orElse("");
            int end = cursor.indexOf(SEPARATOR);
            int place = end < 0 ? 0 : patients.indexOf(cursor.substring(0, end));
            if (patients.isEmpty()) {
                return Optional.empty();
            }
            if (place < 0 || end < 0 && !cursor.isEmpty()) {
                throw FhirRefusal.invalid("_cursor is not one that this request gave, or is out of date");
            }
            String patient = patients.get(place);
            CompartmentQuery record = new CompartmentQuery(Optional.of(new ResourceKey("Patient", patient)),
                    query.types(), query.since(), query.start(), query.end(), query.count(),
                    Optional.of(cursor.substring(end + 1)).filter(text -> !text.isEmpty()));
            return super.read(transaction, record)
                    .map(page -> new CompartmentPage(page.members(), page.referenced(),
                            page.next()
                                    .map(next -> patient + SEPARATOR + next)
                                    .or(() -> patients.stream()
                                            .skip(place + 1L)
                                            .findFirst()
                                            .map(next -> next + SEPARATOR))));
        }
    }

    /** A page; empty when what it is of is not there for the caller. */
    Optional<CompartmentPage> read(ReadTransaction transaction, CompartmentQuery query) {
        return compartments.read(transaction, query);
    }

    @Override
    public final Signature signature() {
        return signature;
    }

    @Override
    public final Answer answer(FhirRequest request, Target target, OperationInput input) {
        Optional<ResourceKey> focus = target instanceof Instance instance
                ? Optional.of(instance.key())
                : Optional.empty();
        signature.types().forEach(type -> Permissions.require(request.caller(), Interaction.READ, type));
        Optional<Set<String>> types = types(request.caller(), input);
        String path = focus.map(key -> key.reference() + "/$everything").orElse("Patient/$everything");
        if (types.isPresent() && types.get().isEmpty()) {
            return Answer.of(200, bundle(request, path, input,
                    new CompartmentPage(List.of(), List.of(), Optional.empty())));
        }
        CompartmentQuery query = new CompartmentQuery(focus, types.orElse(Set.of()), input.findText("_since"),
                input.findText("start"), input.findText("end"), count(input), input.findText("_cursor"));
        CompartmentPage page = database
                .read(request.caller(), transaction -> read(transaction, query))
                .orElseThrow(() -> FhirRefusal.notFound(path.substring(0, path.lastIndexOf('/'))));
        return Answer.of(200, bundle(request, path, input, page));
    }

    /** The types that are asked for and granted; empty when that is all of them. */
    private static Optional<Set<String>> types(Caller caller, OperationInput input) {
        Set<String> asked = new TreeSet<>();
        for (String list : input.listTexts("_type")) {
            for (String type : list.split(",")) {
                if (!ResourceTypes.isKnown(type)) {
                    throw FhirRefusal.invalid("_type: '" + FhirRefusal.shorten(type) + "' is no resource type of R4");
                }
                asked.add(type);
            }
        }
        Set<String> granted = new TreeSet<>(asked.isEmpty() ? ResourceTypes.all() : asked);
        granted.removeIf(type -> !caller.may(Interaction.READ, type));
        return granted.size() == ResourceTypes.all().size() ? Optional.empty() : Optional.of(granted);
    }

    private static int count(OperationInput input) {
        String text = input.findText("_count").orElse(Integer.toString(PAGE));
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) == 0) {
            throw FhirRefusal.invalid("_count must be an integer from 1");
        }
        return Math.min(PAGE, Integer.parseInt(text));
    }

    private static byte[] bundle(FhirRequest request, String path, OperationInput input, CompartmentPage page) {
        List<Parameter> parameters = new ArrayList<>();
        input.values()
                .forEach(value -> value.text().ifPresent(text -> parameters.add(new Parameter(value.name(), text))));
        parameters.addAll(request.presentation());
        return JsonText.write(json -> {
            BundleWriter bundle = new BundleWriter(json, request.base());
            bundle.start("searchset");
            bundle.links(path, parameters, page.next());
            page.members().forEach(member -> bundle.found(member, "match"));
            page.referenced().forEach(other -> bundle.found(other, "include"));
            bundle.end();
        });
    }
}
