package org.tributary.mapping.gpconnect;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.convertors.factory.VersionConvertorFactory_30_40;
import org.hl7.fhir.dstu3.model.Annotation;
import org.hl7.fhir.dstu3.model.CodeableConcept;
import org.hl7.fhir.dstu3.model.Coding;
import org.hl7.fhir.dstu3.model.ProcedureRequest;
import org.hl7.fhir.dstu3.model.ProcedureRequest.ProcedureRequestIntent;
import org.hl7.fhir.dstu3.model.ProcedureRequest.ProcedureRequestPriority;
import org.hl7.fhir.dstu3.model.ProcedureRequest.ProcedureRequestStatus;
import org.hl7.fhir.dstu3.model.Reference;
import org.hl7.fhir.dstu3.model.ReferralRequest;
import org.hl7.fhir.r4.model.ServiceRequest;

/**
 * A STU3 ReferralRequest as an R4 ServiceRequest, for which HAPI has no converter. R4 merged it with ProcedureRequest,
 * which HAPI does convert, so it is written as one of those first. What tells it from a procedure or a diary entry is
 * its first category, SNOMED CT 3457005.
 */
final class ReferralRequestMapper {

    private ReferralRequestMapper() {
    }

    static ServiceRequest map(ReferralRequest source) {
        ServiceRequest target = (ServiceRequest) VersionConvertorFactory_30_40.convertResource(asProcedure(source));
        serviceRequested(source, target);
        recipient(source, target);
        return target;
    }

    private static ProcedureRequest asProcedure(ReferralRequest source) {
        ProcedureRequest target = new ProcedureRequest();
        target.setMeta(source.getMeta());
        target.setImplicitRulesElement(source.getImplicitRulesElement());
        target.setLanguageElement(source.getLanguageElement());
        target.setText(source.getText());
        target.setExtension(source.getExtension());
        target.setModifierExtension(source.getModifierExtension());
        target.setIdentifier(source.getIdentifier());
        target.setDefinition(source.getDefinition());
        target.setBasedOn(source.getBasedOn());
        target.setReplaces(source.getReplaces());
        target.setRequisition(source.getGroupIdentifier());
        target.setStatus(status(source));
        target.setIntent(intent(source));
        target.setPriority(priority(source));
        target.setCategory(category(source));
        target.setSubject(source.getSubject());
        target.setContext(source.getContext());
        target.setOccurrence(source.getOccurrence());
        target.setAuthoredOnElement(source.getAuthoredOnElement());
        target.getRequester().setAgent(source.getRequester().getAgent());
        target.getRequester().setOnBehalfOf(source.getRequester().getOnBehalfOf());
        target.setPerformerType(source.getSpecialty());
        target.setReasonCode(source.getReasonCode());
        target.setReasonReference(source.getReasonReference());
        target.setSupportingInfo(source.getSupportingInfo());
        target.setNote(note(source));
        target.setRelevantHistory(source.getRelevantHistory());
        return target;
    }

    /** The two types have the same statuses. */
    private static ProcedureRequestStatus status(ReferralRequest source) {
        return source.hasStatus()
                ? ProcedureRequestStatus.fromCode(source.getStatus().toCode())
                : ProcedureRequestStatus.UNKNOWN;
    }

    private static ProcedureRequestIntent intent(ReferralRequest source) {
        return source.hasIntent()
                ? ProcedureRequestIntent.fromCode(source.getIntent().toCode())
                : ProcedureRequestIntent.ORDER;
    }

    private static ProcedureRequestPriority priority(ReferralRequest source) {
        return source.hasPriority()
                ? ProcedureRequestPriority.fromCode(source.getPriority().toCode())
                : ProcedureRequestPriority.NULL;
    }

    private static List<CodeableConcept> category(ReferralRequest source) {
        List<CodeableConcept> categories = new ArrayList<>();
        categories.add(new CodeableConcept().addCoding(
                new Coding().setSystem("http://snomed.info/sct").setCode("3457005").setDisplay("Patient referral")));
        if (source.hasType()) {
            categories.add(source.getType());
        }
        return categories;
    }

    /** R4 has no description: it becomes the last note. */
    private static List<Annotation> note(ReferralRequest source) {
        List<Annotation> notes = new ArrayList<>(source.getNote());
        if (source.hasDescription()) {
            notes.add(new Annotation().setText(source.getDescription()));
        }
        return notes;
    }

    /** The first service is the code, any further ones detail it. */
    private static void serviceRequested(ReferralRequest source, ServiceRequest target) {
        for (CodeableConcept service : source.getServiceRequested()) {
            var concept = (org.hl7.fhir.r4.model.CodeableConcept) VersionConvertorFactory_30_40.convertType(service);
            if (target.hasCode()) {
                target.addOrderDetail(concept);
            } else {
                target.setCode(concept);
            }
        }
    }

    private static void recipient(ReferralRequest source, ServiceRequest target) {
        for (Reference recipient : source.getRecipient()) {
            target.addPerformer(
                    (org.hl7.fhir.r4.model.Reference) VersionConvertorFactory_30_40.convertType(recipient));
        }
    }
}
