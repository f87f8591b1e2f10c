package org.tributary.mapping.gpconnect;

import org.hl7.fhir.dstu3.model.ProcedureRequest;
import org.hl7.fhir.dstu3.model.ReferralRequest;
import org.hl7.fhir.dstu3.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;

/** What R4 has no place for of who asked: the organisation on whose behalf a person did. */
final class ServiceRequestFields {

    private ServiceRequestFields() {
    }

    static void complete(ServiceRequest request, Resource source) {
        if (source instanceof ProcedureRequest procedure) {
            Stu3Remainder.keep(request, "ProcedureRequest.requester.onBehalfOf",
                    procedure.getRequester().getOnBehalfOf());
        } else if (source instanceof ReferralRequest referral) {
            Stu3Remainder.keep(request, "ReferralRequest.requester.onBehalfOf",
                    referral.getRequester().getOnBehalfOf());
        }
    }
}
