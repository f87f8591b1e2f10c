package org.tributary.mapping.gpconnect;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.convertors.advisors.impl.BaseAdvisor_30_40;
import org.hl7.fhir.convertors.factory.VersionConvertorFactory_30_40;
import org.hl7.fhir.dstu3.model.ReferralRequest;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.FamilyMemberHistory;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.ListResource;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;

/** STU3 resources as R4 resources: HAPI's converters make the shape, one class per type adds what they leave out. */
final class Stu3ToR4 {

    private static final FhirContext STU3 = FhirContext.forDstu3Cached();

    /** What the sender says about the exchange is no part of the record; a bundle in a bundle would hide its own. */
    private static final Set<String> NO_PART_OF_A_RECORD = Set.of("OperationOutcome", "Bundle", "Parameters",
            "Binary");

    /** Filled on first use of a type, since reading a type's definition takes HAPI long. Holds STU3's types only. */
    private static final Map<String, Optional<String>> R4_TYPES = new ConcurrentHashMap<>();

    private Stu3ToR4() {
    }

    /** Whether STU3 has the type and its resources say something of a patient or of care. */
    static boolean isPartOfARecord(String stu3Type) {
        return STU3.getResourceTypes().contains(stu3Type) && !NO_PART_OF_A_RECORD.contains(stu3Type);
    }

    /** The R4 type that a STU3 type becomes; empty when it is not mapped. */
    static Optional<String> r4Type(String stu3Type) {
        return isPartOfARecord(stu3Type)
                ? R4_TYPES.computeIfAbsent(stu3Type, Stu3ToR4::r4TypeByTrying)
                : Optional.empty();
    }

    /**
     * @throws FHIRException
     *             when the converter cannot carry the resource
     * @throws DataFormatException
     *             when HAPI cannot parse it
     */
    static Resource convert(String stu3Json, ParserFindings findings) {
        IParser parser = STU3.newJsonParser().setParserErrorHandler(findings);
        org.hl7.fhir.dstu3.model.Resource stu3 = (org.hl7.fhir.dstu3.model.Resource) parser.parseResource(stu3Json);
        FormerChoices.setAside(stu3);
        Resource r4 = shape(stu3);
        complete(r4, stu3);
        return r4;
    }

    private static Resource shape(org.hl7.fhir.dstu3.model.Resource stu3) {
        return stu3 instanceof ReferralRequest referral
                ? ReferralRequestMapper.map(referral)
                : VersionConvertorFactory_30_40.convertResource(stu3, new BaseAdvisor_30_40(false));
    }

    private static void complete(Resource r4, org.hl7.fhir.dstu3.model.Resource stu3) {
        switch (r4) {
            case AllergyIntolerance allergy -> AllergyIntoleranceFields.complete(allergy);
            case Encounter encounter -> EncounterFields.complete(encounter);
            case FamilyMemberHistory history ->
                NotDone.complete(history, (org.hl7.fhir.dstu3.model.FamilyMemberHistory) stu3);
            case Immunization immunization ->
                ImmunizationFields.complete(immunization, (org.hl7.fhir.dstu3.model.Immunization) stu3);
            case ListResource list -> ListFields.complete(list);
            case MedicationAdministration given ->
                NotDone.complete(given, (org.hl7.fhir.dstu3.model.MedicationAdministration) stu3);
            case MedicationDispense dispense ->
                NotDone.complete(dispense, (org.hl7.fhir.dstu3.model.MedicationDispense) stu3);
            case MedicationRequest request -> MedicationRequestFields.complete(request);
            case MedicationStatement statement -> MedicationStatementFields.complete(statement,
                    (org.hl7.fhir.dstu3.model.MedicationStatement) stu3);
            case Patient patient -> NhsCommunication.complete(patient);
            case Practitioner practitioner -> NhsCommunication.complete(practitioner);
            case ServiceRequest request -> ServiceRequestFields.complete(request, stu3);
            default -> {
                // The converter and the renaming of extensions leave nothing to add.
            }
        }
    }

    private static Optional<String> r4TypeByTrying(String stu3Type) {
        try {
            Object empty = STU3.getResourceDefinition(stu3Type).newInstance();
            return Optional.ofNullable(shape((org.hl7.fhir.dstu3.model.Resource) empty)).map(Resource::fhirType);
        } catch (FHIRException | NullPointerException e) {
            return Optional.empty();
        }
    }
}
