package org.tributary.mapping.gpconnect;

import ca.uhn.fhir.parser.DataFormatException;
import java.util.Optional;
import java.util.function.Consumer;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.model.Resource;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.support.FhirJson;
import tools.jackson.databind.node.ObjectNode;

/** Turns one prepared STU3 resource into R4 JSON and sees to it that nothing of it is lost without a word. */
final class ResourceConversion {

    private final Issues issues;

    ResourceConversion(Issues issues) {
        this.issues = issues;
    }

    /**
     * @param id
     *            the R4 resource's id; empty for none
     * @param completion
     *            makes the R4 resource whole before the two are compared
     * @return empty when the resource cannot be read or written; the issues then say so
     */
    Optional<ObjectNode> convert(SourceResource source, String id, Consumer<ObjectNode> completion) {
        try {
            return Optional.of(carried(source, id, completion));
        } catch (DataFormatException | FHIRException e) {
            return unreadable(source);
        } catch (Error e) {
            // HAPI's setters throw a plain Error when a value has a type that R4 does not let its element have.
            if (e.getClass() != Error.class) {
                throw e;
            }
            return unreadable(source);
        }
    }

    private ObjectNode carried(SourceResource source, String id, Consumer<ObjectNode> completion) {
        Resource converted = Stu3ToR4.convert(GpJson.MAPPER.writeValueAsString(source.json()),
                new ParserFindings(source.path(), issues));
        if (!id.isEmpty()) {
            converted.setId(id);
        }
        ObjectNode r4 = (ObjectNode) GpJson.MAPPER.readTree(FhirJson.encode(converted));
        completion.accept(r4);
        new Carriage(issues).check(source, r4);
        return r4;
    }

    private Optional<ObjectNode> unreadable(SourceResource source) {
        issues.reject("resource-unreadable", Kind.STRUCTURE, source.path(),
                "The resource cannot be read as STU3, or not be written as R4.",
                "Send the resource as FHIR STU3 defines it.");
        return Optional.empty();
    }
}
