package org.tributary.mapping.support;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.r4.model.Resource;
import org.tributary.mapping.MappedResource;

/** R4 model objects as the JSON that mappers hand on. */
public final class FhirJson {

    private static final FhirContext R4 = FhirContext.forR4Cached();

    private FhirJson() {
    }

    /** The resource as minified JSON. Its id must be set. */
    public static MappedResource mapped(Resource resource) {
        return new MappedResource(resource.fhirType(), resource.getIdElement().getIdPart(), encode(resource));
    }

    public static String encode(Resource resource) {
        return R4.newJsonParser().encodeResourceToString(resource);
    }
}
