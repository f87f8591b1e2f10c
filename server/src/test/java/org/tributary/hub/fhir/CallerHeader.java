package org.tributary.hub.fhir;

import ca.uhn.fhir.rest.client.api.IClientInterceptor;
import ca.uhn.fhir.rest.client.api.IHttpRequest;
import ca.uhn.fhir.rest.client.api.IHttpResponse;

/** Makes HAPI's client the practice. */
final class CallerHeader implements IClientInterceptor {

    @Override
    public void interceptRequest(IHttpRequest request) {
        request.addHeader("Caller", FhirServer.PRACTICE);
    }

    @Override
    public void interceptResponse(IHttpResponse response) {
        // Responses say nothing of callers.
    }
}
