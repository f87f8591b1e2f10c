package org.tributary.mapping.hospitalcsv;

import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.tributary.mapping.IdentifierSystems;

/**
 * The patient pathway that activity is of, and what the activity does to its referral to treatment period (NHS Data
 * Dictionary PATIENT PATHWAY IDENTIFIER, REFERRAL TO TREATMENT PERIOD STATUS).
 */
final class PatientPathway {

    private static final String HUB = "https://tributary.example/fhir/StructureDefinition/";
    private static final String PERIOD_STATUS = "https://www.datadictionary.nhs.uk/attributes/"
            + "referral_to_treatment_period_status.html";

    private PatientPathway() {
    }

    /**
     * @param columns
     *            the value of a column, by the hub's name of it
     */
    static void addTo(Encounter encounter, Function<String, Optional<String>> columns) {
        columns.apply("PATPATHID")
                .ifPresent(number -> encounter.addExtension(HUB + "patient-pathway",
                        identifier(number, columns.apply("ORGPPPID"))));
        columns.apply("RTTPERSTAT")
                .ifPresent(code -> encounter.addExtension(HUB + "rtt-period-status",
                        new CodeableConcept(new Coding().setSystem(PERIOD_STATUS).setCode(code))));
        Period period = Activity.period(columns.apply("RTTPERSTART"), columns.apply("RTTPEREND"));
        if (!period.isEmpty()) {
            encounter.addExtension(HUB + "rtt-period", period);
        }
    }

    /** A pathway's number is unique only with the organisation that gave it. */
    private static Identifier identifier(String number, Optional<String> issuer) {
        Identifier identifier = new Identifier().setValue(number);
        issuer.ifPresent(code -> identifier.setSystem(IdentifierSystems.local(code, "patient-pathway"))
                .setAssigner(new Reference().setIdentifier(
                        new Identifier().setSystem(IdentifierSystems.ODS_ORGANISATION).setValue(code))));
        return identifier;
    }
}
