package org.tributary.hub.fhir.patch;

import ca.uhn.fhir.parser.DataFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.XmlText;
import org.tributary.hub.fhir.patch.PatchPath.Place;
import org.tributary.hub.store.ResourceBody;

/** FHIRPath Patch (R4, "FHIRPath Patch"): add, insert, delete, replace and move by {@link PatchPath}. */
final class FhirPathPatch implements ResourcePatch {

    private static final int MOST_OPERATIONS = 1_000;

    private final List<ParametersParameterComponent> operations;

    private FhirPathPatch(List<ParametersParameterComponent> operations) {
        this.operations = operations;
    }

    static FhirPathPatch parse(ResourceBody parameters) {
        return parse((Parameters) XmlText.model(parameters.json()));
    }

    static FhirPathPatch parse(Parameters parameters) {
        List<ParametersParameterComponent> operations = parameters.getParameter();
        if (operations.size() > MOST_OPERATIONS) {
            throw FhirRefusal.invalid("A FHIRPath patch has at most " + MOST_OPERATIONS + " operations");
        }
        for (ParametersParameterComponent operation : operations) {
            if (!"operation".equals(operation.getName())) {
                throw FhirRefusal.invalid("A FHIRPath patch is made of parameters named 'operation'");
            }
            PatchPath.parse(text(operation, "path"));
        }
        return new FhirPathPatch(operations);
    }

    @Override
    public ResourceBody apply(byte[] resource) {
        IBaseResource model = XmlText.model(resource);
        apply((Resource) model);
        return ResourcePatch.patched(XmlText.json(model));
    }

    /** Patches a resource in place. */
    void apply(Resource resource) {
        for (ParametersParameterComponent operation : operations) {
            PatchPath path = PatchPath.parse(text(operation, "path"));
            try {
                switch (text(operation, "type")) {
                    case "add" -> add(operation, one(path, resource), text(operation, "name"));
                    case "insert" -> insert(operation, path, resource);
                    case "delete" -> delete(path, resource);
                    case "replace" -> replace(operation, path, resource);
                    case "move" -> move(operation, path, resource);
                    default -> throw FhirRefusal.invalid(
                            "The type of an operation is add, insert, delete, replace or move");
                }
            } catch (FHIRException | DataFormatException | ClassCastException | IllegalArgumentException e) {
                throw ResourcePatch.unfit("The value does not fit at " + path);
            }
        }
    }

    private static Place one(PatchPath path, Resource resource) {
        List<Place> places = path.find(resource);
        if (places.size() != 1) {
            throw ResourcePatch.unfit("The path '%s' finds %s".formatted(path,
                    places.isEmpty() ? "nothing" : "more than one element"));
        }
        return places.getFirst();
    }

    private static void add(ParametersParameterComponent operation, Place place, String name) {
        Property property = property(place.element(), name);
        if (property.getMaxCardinality() == 1 && property.hasValues()) {
            throw ResourcePatch.unfit("There is a value already at " + name);
        }
        putValue(operation, place.element(), property, name);
    }

    /** Sets the property, or adds to its list. */
    private static void putValue(ParametersParameterComponent operation, Base parent, Property property,
            String name) {
        ParametersParameterComponent value = part(operation, "value")
                .orElseThrow(() -> FhirRefusal.invalid("An operation of the FHIRPath patch has no value"));
        put(value, parent, property, name);
    }

    /** A value is put as it is; parts make an element that has no type of its own. */
    private static void put(ParametersParameterComponent value, Base parent, Property property, String name) {
        if (value.hasValue()) {
            parent.setProperty(property.getName(), value.getValue());
        } else if (value.hasResource()) {
            parent.setProperty(property.getName(), value.getResource());
        } else {
            Base child = parent.addChild(name);
            for (ParametersParameterComponent part : value.getPart()) {
                put(part, child, property(child, part.getName()), part.getName());
            }
        }
    }

    private static void insert(ParametersParameterComponent operation, PatchPath path, Resource resource) {
        Base parent = one(path.parent(), resource).element();
        Property list = list(parent, path);
        int index = number(operation, "index", list.getValues().size() + 1);
        putValue(operation, parent, list, path.lastName());
        List<Base> values = new ArrayList<>(list(parent, path).getValues());
        values.add(index, values.removeLast());
        refill(parent, list.getName(), values);
    }

    private static void delete(PatchPath path, Resource resource) {
        List<Place> places = path.find(resource);
        if (places.isEmpty()) {
            return;
        }
        Place place = one(path, resource);
        Base parent = place.parent()
                .orElseThrow(() -> ResourcePatch.unfit("The whole resource cannot be deleted by a patch"));
        List<Base> values = new ArrayList<>(property(parent, place.property()).getValues());
        values.remove(place.index());
        refill(parent, place.property(), values);
    }

    private static void replace(ParametersParameterComponent operation, PatchPath path, Resource resource) {
        if (path.endsIn("div") && one(path.parent(), resource).element() instanceof Narrative narrative) {
            // HAPI's model does not count XHTML among an element's children.
            narrative.setDivAsString(text(operation, "value"));
            return;
        }
        Place place = one(path, resource);
        Base parent = place.parent()
                .orElseThrow(() -> ResourcePatch.unfit("The whole resource cannot be replaced by a patch"));
        Property property = property(parent, place.property());
        List<Base> values = new ArrayList<>(property.getValues());
        if (property.getMaxCardinality() == 1) {
            refill(parent, place.property(), List.of());
            putValue(operation, parent, property, place.property().replace("[x]", ""));
            return;
        }
        putValue(operation, parent, property, place.property());
        values.set(place.index(), property(parent, place.property()).getValues().getLast());
        refill(parent, place.property(), values);
    }

    private static void move(ParametersParameterComponent operation, PatchPath path, Resource resource) {
        Base parent = one(path.parent(), resource).element();
        Property list = list(parent, path);
        List<Base> values = new ArrayList<>(list.getValues());
        int source = number(operation, "source", values.size());
        int destination = number(operation, "destination", values.size());
        values.add(destination, values.remove(source));
        refill(parent, list.getName(), values);
    }

    private static Property list(Base parent, PatchPath path) {
        Property list = property(parent, path.lastName());
        if (list.getMaxCardinality() == 1) {
            throw ResourcePatch.unfit("There is no list at " + path);
        }
        return list;
    }

    /** Empties a property and gives it these values. */
    private static void refill(Base parent, String name, List<Base> values) {
        for (Base value : property(parent, name).getValues()) {
            parent.removeChild(name, value);
        }
        if (property(parent, name).hasValues()) {
            throw ResourcePatch.unfit("The elements of '%s' cannot be changed by a FHIRPath patch".formatted(name));
        }
        values.forEach(value -> parent.setProperty(name, value));
    }

    private static Property property(Base element, String name) {
        return PatchPath.findProperty(element, name)
                .orElseThrow(() -> ResourcePatch.unfit("%s has no element '%s'".formatted(element.fhirType(),
                        FhirRefusal.shorten(name))));
    }

    private static int number(ParametersParameterComponent operation, String name, int end) {
        int number = part(operation, name).map(ParametersParameterComponent::getValue)
                .filter(IntegerType.class::isInstance)
                .map(value -> ((IntegerType) value).getValue())
                .orElseThrow(() -> FhirRefusal.invalid(
                        "An operation of the FHIRPath patch has no " + name + " of type integer"));
        if (number < 0 || number >= end) {
            throw ResourcePatch.unfit("There is no place " + number + " in the list");
        }
        return number;
    }

    private static String text(ParametersParameterComponent operation, String name) {
        return part(operation, name).map(ParametersParameterComponent::getValue)
                .map(Base::primitiveValue)
                .orElseThrow(() -> FhirRefusal.invalid("An operation of the FHIRPath patch has no " + name));
    }

    private static Optional<ParametersParameterComponent> part(ParametersParameterComponent operation, String name) {
        List<ParametersParameterComponent> parts = operation.getPart()
                .stream()
                .filter(part -> name.equals(part.getName()))
                .toList();
        if (parts.size() > 1) {
            throw FhirRefusal.invalid("An operation of the FHIRPath patch has more than one " + name);
        }
        return parts.stream().findFirst();
    }
}
