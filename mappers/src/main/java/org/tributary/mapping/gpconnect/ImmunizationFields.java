package org.tributary.mapping.gpconnect;

import org.hl7.fhir.convertors.factory.VersionConvertorFactory_30_40;
import org.hl7.fhir.dstu3.model.Immunization.ImmunizationVaccinationProtocolComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.Immunization.ImmunizationProtocolAppliedComponent;
import org.hl7.fhir.r4.model.Immunization.ImmunizationReactionComponent;
import org.hl7.fhir.r4.model.Immunization.ImmunizationStatus;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Reference;

/** What HAPI's converter leaves out of an Immunization. */
final class ImmunizationFields {

    private static final String DATE_RECORDED = "https://fhir.hl7.org.uk/STU3/StructureDefinition/"
            + "Extension-CareConnect-DateRecorded-1";

    private ImmunizationFields() {
    }

    static void complete(Immunization immunization, org.hl7.fhir.dstu3.model.Immunization source) {
        status(immunization, source);
        recorded(immunization);
        reasonCode(immunization, source);
        statusReason(immunization, source);
        protocolApplied(immunization, source);
        reaction(immunization, source);
    }

    /** R4 made {@code notGiven} a status; a record that was entered in error stays one. */
    private static void status(Immunization immunization, org.hl7.fhir.dstu3.model.Immunization source) {
        UkCore.takeByUrl(immunization, Stu3Remainder.url("Immunization.notGiven"));
        if (source.getNotGiven() && immunization.getStatus() != ImmunizationStatus.ENTEREDINERROR) {
            immunization.setStatus(ImmunizationStatus.NOTDONE);
        }
    }

    private static void recorded(Immunization immunization) {
        UkCore.takeByUrl(immunization, DATE_RECORDED)
                .map(Extension::getValue)
                .filter(DateTimeType.class::isInstance)
                .ifPresent(value -> immunization.setRecordedElement((DateTimeType) value));
    }

    private static void reasonCode(Immunization immunization, org.hl7.fhir.dstu3.model.Immunization source) {
        if (!immunization.hasReasonCode()) {
            source.getExplanation().getReason().forEach(reason -> immunization.addReasonCode(concept(reason)));
        }
    }

    /** R4 has room for one reason why nothing was given, STU3 for many: the codings and texts of all are kept. */
    private static void statusReason(Immunization immunization, org.hl7.fhir.dstu3.model.Immunization source) {
        if (immunization.hasStatusReason() || !source.getExplanation().hasReasonNotGiven()) {
            return;
        }
        CodeableConcept all = new CodeableConcept();
        for (var reason : source.getExplanation().getReasonNotGiven()) {
            CodeableConcept one = concept(reason);
            one.getCoding().forEach(all::addCoding);
            if (one.hasText()) {
                all.setText(all.hasText() ? all.getText() + "; " + one.getText() : one.getText());
            }
        }
        immunization.setStatusReason(all);
    }

    private static void protocolApplied(Immunization immunization, org.hl7.fhir.dstu3.model.Immunization source) {
        if (!immunization.hasProtocolApplied()) {
            source.getVaccinationProtocol().forEach(one -> immunization.addProtocolApplied(protocol(one)));
        }
    }

    private static ImmunizationProtocolAppliedComponent protocol(ImmunizationVaccinationProtocolComponent source) {
        ImmunizationProtocolAppliedComponent protocol = new ImmunizationProtocolAppliedComponent();
        if (source.hasDoseSequence()) {
            protocol.setDoseNumber(new PositiveIntType(source.getDoseSequence()));
        }
        if (source.hasSeriesDoses()) {
            protocol.setSeriesDoses(new PositiveIntType(source.getSeriesDoses()));
        }
        if (source.hasSeries()) {
            protocol.setSeries(source.getSeries());
        }
        if (source.hasAuthority()) {
            protocol.setAuthority((Reference) VersionConvertorFactory_30_40.convertType(source.getAuthority()));
        }
        source.getTargetDisease().forEach(disease -> protocol.addTargetDisease(concept(disease)));
        Stu3Remainder.keep(protocol, "Immunization.vaccinationProtocol.description", source.getDescriptionElement());
        Stu3Remainder.keep(protocol, "Immunization.vaccinationProtocol.doseStatus", source.getDoseStatus());
        Stu3Remainder.keep(protocol, "Immunization.vaccinationProtocol.doseStatusReason",
                source.getDoseStatusReason());
        return protocol;
    }

    private static void reaction(Immunization immunization, org.hl7.fhir.dstu3.model.Immunization source) {
        if (!immunization.hasReaction()) {
            source.getReaction().forEach(one -> immunization.addReaction(reaction(one)));
        }
    }

    private static ImmunizationReactionComponent reaction(
            org.hl7.fhir.dstu3.model.Immunization.ImmunizationReactionComponent source) {
        ImmunizationReactionComponent reaction = new ImmunizationReactionComponent();
        if (source.hasDate()) {
            reaction.setDateElement((DateTimeType) VersionConvertorFactory_30_40.convertType(source.getDateElement()));
        }
        if (source.hasDetail()) {
            reaction.setDetail((Reference) VersionConvertorFactory_30_40.convertType(source.getDetail()));
        }
        if (source.hasReported()) {
            reaction.setReported(source.getReported());
        }
        return reaction;
    }

    private static CodeableConcept concept(org.hl7.fhir.dstu3.model.CodeableConcept source) {
        return (CodeableConcept) VersionConvertorFactory_30_40.convertType(source);
    }
}
