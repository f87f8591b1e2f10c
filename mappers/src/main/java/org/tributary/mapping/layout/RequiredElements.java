package org.tributary.mapping.layout;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Which elements R4 requires that a resource, or an element that is there, does not have. */
final class RequiredElements {

    private RequiredElements() {
    }

    /** Their paths, e.g. {@code Encounter.class}. */
    static List<String> missing(String type, JsonNode resource) {
        List<String> missing = new ArrayList<>();
        visit(FhirContext.forR4Cached().getResourceDefinition(type), resource, type, missing);
        return missing;
    }

    private static void visit(BaseRuntimeElementDefinition<?> definition, JsonNode node, String path,
            List<String> missing) {
        if (!(definition instanceof BaseRuntimeElementCompositeDefinition<?> composite)) {
            return;
        }
        for (BaseRuntimeChildDefinition child : composite.getChildren()) {
            Optional<String> name = child.getValidChildNames().stream().filter(node::has).findFirst();
            if (name.isEmpty()) {
                if (child.getMin() > 0) {
                    missing.add(path + '.' + child.getElementName());
                }
                continue;
            }
            JsonNode value = node.get(name.get());
            BaseRuntimeElementDefinition<?> type = child.getChildByName(name.get());
            if (value.isArray()) {
                value.forEach(each -> visit(type, each, path + '.' + name.get(), missing));
            } else {
                visit(type, value, path + '.' + name.get(), missing);
            }
        }
    }
}
