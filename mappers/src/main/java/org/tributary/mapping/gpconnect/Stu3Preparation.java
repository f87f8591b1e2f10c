package org.tributary.mapping.gpconnect;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimePrimitiveDatatypeDefinition;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.dstu3.model.Coding;
import org.hl7.fhir.dstu3.model.Extension;
import org.hl7.fhir.dstu3.model.Reference;
import org.tributary.mapping.MappingIssue.Kind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Walks a STU3 resource beside its definition, before HAPI parses it, because HAPI's parser drops what it does not
 * understand and does not say where. After this the resource holds only elements STU3 knows, with readable values;
 * references point to the new ids; extensions and codings have their UK Core names; times have an offset.
 */
final class Stu3Preparation {

    private static final FhirContext STU3 = FhirContext.forDstu3Cached();
    private static final BaseRuntimeElementCompositeDefinition<?> EXTENSION = (BaseRuntimeElementCompositeDefinition<?>) Objects
            .requireNonNull(STU3.getElementDefinition(Extension.class));
    private static final String AS_STU3 = "Send the element as FHIR STU3 defines it.";

    private final References references;
    private final Stu3Values values;
    private final Issues issues;

    Stu3Preparation(References references, ZoneId zone, Issues issues) {
        this.references = references;
        this.values = new Stu3Values(zone, issues);
        this.issues = issues;
    }

    /** Prepares one resource in place; every problem with it goes to the issues. */
    void prepare(SourceResource resource) {
        ObjectNode json = resource.json();
        json.remove("id");
        if (json.path("meta") instanceof ObjectNode meta) {
            // They speak of the STU3 resource in the sender's store; labels (meta.security, meta.tag) stay.
            meta.remove(List.of("profile", "versionId", "lastUpdated"));
            if (meta.isEmpty()) {
                json.remove("meta");
            }
        }
        walk(json, STU3.getResourceDefinition(resource.type()), resource, resource.path());
    }

    private void walk(ObjectNode object, BaseRuntimeElementCompositeDefinition<?> definition, SourceResource resource,
            String path) {
        for (String name : List.copyOf(object.propertyNames())) {
            if (name.equals("resourceType")) {
                continue;
            }
            String element = name.startsWith("_") ? name.substring(1) : name;
            BaseRuntimeChildDefinition child = definition.getChildByName(element);
            String childPath = path + '.' + name;
            if (child == null) {
                drop(object, name, "element-not-in-stu3", Kind.NOT_SUPPORTED, childPath,
                        "STU3 has no such element; it was dropped.");
            } else if (name.startsWith("_")) {
                walkCompanions(object, name, resource, childPath);
            } else {
                walkMember(object, name, child, resource, childPath);
            }
        }
    }

    private void walkMember(ObjectNode object, String name, BaseRuntimeChildDefinition child, SourceResource resource,
            String path) {
        boolean many = child.getMax() != 1;
        JsonNode value = object.path(name);
        if (many && !value.isArray()) {
            value = object.putArray(name).add(value);
            tellShape(path, "The element repeats, so it should be an array; the one value was kept.");
        } else if (!many && value.isArray()) {
            if (value.isEmpty()) {
                drop(object, name, "element-empty", Kind.VALUE, path, "The element is empty; it was dropped.");
                return;
            }
            tellShape(path, "The element does not repeat; of the array the first value was kept.");
            object.set(name, value.path(0));
            value = object.path(name);
        }
        BaseRuntimeElementDefinition<?> type = child.getChildByName(name);
        if (value instanceof ArrayNode array) {
            walkArray(array, child, type, resource, path);
        } else {
            Optional<JsonNode> kept = walkValue(value, child, type, resource, path);
            kept.ifPresentOrElse(one -> object.set(name, one), () -> object.remove(name));
        }
    }

    private void walkArray(ArrayNode array, BaseRuntimeChildDefinition child, BaseRuntimeElementDefinition<?> type,
            SourceResource resource, String path) {
        boolean primitive = type instanceof RuntimePrimitiveDatatypeDefinition;
        int removed = 0;
        for (int i = 0; i < array.size(); i++) {
            String placed = path + '[' + (i + removed) + ']';
            if (primitive && array.path(i).isNull()) {
                // A null keeps the place of a value whose extensions stand in the companion array.
                continue;
            }
            Optional<JsonNode> kept = walkValue(array.path(i), child, type, resource, placed);
            if (kept.isPresent()) {
                array.set(i, kept.get());
            } else if (primitive) {
                array.setNull(i);
            } else {
                array.remove(i--);
                removed++;
            }
        }
    }

    private Optional<JsonNode> walkValue(JsonNode value, BaseRuntimeChildDefinition child,
            BaseRuntimeElementDefinition<?> type, SourceResource resource, String path) {
        if (type instanceof BaseRuntimeElementCompositeDefinition<?> composite) {
            if (!(value instanceof ObjectNode object) || object.isEmpty()) {
                issues.warn("element-empty", Kind.STRUCTURE, path,
                        "The element should be an object with members; it was dropped.", AS_STU3);
                return Optional.empty();
            }
            walkComposite(object, composite, resource, path);
            return object.isEmpty() || isHollow(object, composite, path) ? Optional.empty() : Optional.of(object);
        }
        if (type instanceof RuntimePrimitiveDatatypeDefinition primitive) {
            return values.read(value, primitive, child, path);
        }
        return Optional.of(value);
    }

    private void walkComposite(ObjectNode object, BaseRuntimeElementCompositeDefinition<?> definition,
            SourceResource resource, String path) {
        Class<?> type = definition.getImplementingClass();
        if (type == Reference.class) {
            references.rewrite(object, resource, path + ".reference");
        } else if (type == Extension.class) {
            UkCore.rename(object);
        }
        walk(object, definition, resource, path);
        if (type == Coding.class) {
            CodeSystems.translate(object);
        }
    }

    /** An extension must have a name, and a value or parts. */
    private boolean isHollow(ObjectNode object, BaseRuntimeElementCompositeDefinition<?> definition, String path) {
        if (definition.getImplementingClass() != Extension.class) {
            return false;
        }
        boolean says = !object.path("extension").isEmpty()
                || object.propertyStream()
                        .anyMatch(one -> one.getKey().startsWith("value") && !isNothing(one.getValue()));
        boolean whole = says && !GpJson.text(object, "url").isEmpty();
        if (!whole) {
            issues.warn("extension-incomplete", Kind.STRUCTURE, path,
                    "The extension has no URL, or neither value nor parts; it was dropped.", AS_STU3);
        }
        return !whole;
    }

    private static boolean isNothing(JsonNode value) {
        return value.isNull() || value.isContainer() && value.isEmpty();
    }

    /** The ids and extensions of a primitive's values: an object, or an array of objects and nulls. */
    private void walkCompanions(ObjectNode object, String name, SourceResource resource, String path) {
        JsonNode companion = object.path(name);
        if (companion instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.path(i) instanceof ObjectNode one) {
                    walkCompanion(one, resource, path + '[' + i + ']');
                }
            }
        } else if (companion instanceof ObjectNode one) {
            walkCompanion(one, resource, path);
        } else {
            drop(object, name, "element-of-wrong-shape", Kind.STRUCTURE, path,
                    "The id and extensions of a value are an object; this is none and was dropped.");
        }
    }

    private void walkCompanion(ObjectNode companion, SourceResource resource, String path) {
        for (String name : List.copyOf(companion.propertyNames())) {
            String memberPath = path + '.' + name;
            if (name.equals("extension")) {
                walkMember(companion, name, EXTENSION.getChildByName(name), resource, memberPath);
            } else if (!name.equals("id")) {
                drop(companion, name, "element-not-in-stu3", Kind.NOT_SUPPORTED, memberPath,
                        "STU3 has no such element; it was dropped.");
            }
        }
    }

    private void tellShape(String path, String message) {
        issues.warn("element-of-wrong-shape", Kind.STRUCTURE, path, message, AS_STU3);
    }

    private void drop(ObjectNode object, String name, String id, Kind kind, String path, String message) {
        object.remove(name);
        issues.warn(id, kind, path, message, AS_STU3);
    }
}
