package org.tributary.hub.fhir.exchange;

import java.util.Set;

/** What the FHIR door's bodies are called (R4 http.html, mime-type; Bulk Data Access 2.0). */
public final class MediaTypes {

    public static final String FHIR_JSON = "application/fhir+json";
    public static final String FHIR_XML = "application/fhir+xml";
    public static final String FHIR_NDJSON = "application/fhir+ndjson";

    /** Under which JSON is sent: by its name in R4, in DSTU2, and of any JSON. */
    public static final Set<String> JSON = Set.of(FHIR_JSON, "application/json", "application/json+fhir", "text/json");

    /** Under which XML is sent, likewise. */
    public static final Set<String> XML = Set.of(FHIR_XML, "application/xml", "application/xml+fhir", "text/xml");

    /** Under which a resource a line is sent. */
    public static final Set<String> NDJSON = Set.of(FHIR_NDJSON, "application/ndjson", "application/x-ndjson");

    private MediaTypes() {
    }
}
