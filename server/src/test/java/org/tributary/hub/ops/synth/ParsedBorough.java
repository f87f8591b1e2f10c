package org.tributary.hub.ops.synth;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.model.GenericMessage;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.util.Terser;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.dstu3.model.Bundle;
import org.hl7.fhir.dstu3.model.CodeableConcept;
import org.hl7.fhir.dstu3.model.Identifier;
import org.hl7.fhir.dstu3.model.Patient;

/** Reads a borough's documents as a stranger would: nothing here comes from the generator but its bytes. */
final class ParsedBorough {
    private static final String STATUS_EXTENSION = "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-NHSNumberVerificationStatus-1";

    /** The key of a source record: its feed and the source's own number. */
    record Key(String feed, String number) {
    }

    /** What a source says of a person; empty strings where it says nothing. */
    record Identity(String nhsNumber, String status, String birthDate, String family, String given, String line,
            String postcode) {
    }

    /** An accepted HL7 message as it arrived. */
    record Received(String feed, String type, String patient, String control, String written, String event,
            String visit,
            Terser fields) {
    }

    final Map<Key, Identity> identities = new HashMap<>();
    final List<Received> messages = new ArrayList<>();
    final List<NamedCsvRecord> rows = new ArrayList<>();
    final Map<String, String> newest = new HashMap<>();

    static ParsedBorough read(Stream<SyntheticDocument> documents) {
        ParsedBorough parsed = new ParsedBorough();
        try (HapiContext context = new DefaultHapiContext(new GenericModelClassFactory())) {
            documents.filter(document -> document.expectedAccepted() > 0)
                    .forEach(document -> parsed.read(document, context));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return parsed;
    }

    static Patient patientOf(SyntheticDocument document) {
        Bundle bundle = FhirContext.forDstu3Cached().newJsonParser().parseResource(Bundle.class, text(document));
        return bundle.getEntry()
                .stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(Patient.class::isInstance)
                .map(Patient.class::cast)
                .findFirst()
                .orElseThrow();
    }

    static String text(SyntheticDocument document) {
        return new String(document.bytes(), StandardCharsets.UTF_8);
    }

    static Message message(SyntheticDocument document, HapiContext context) {
        try {
            return context.getPipeParser().parse(text(document));
        } catch (HL7Exception e) {
            throw new IllegalStateException("Message " + document.name() + " does not parse", e);
        }
    }

    private void read(SyntheticDocument document, HapiContext context) {
        if (document.feed().startsWith("gp-")) {
            readRecord(document);
        } else if (document.feed().startsWith("acute-")) {
            readMessage(document, (GenericMessage) message(document, context));
        } else {
            readReturn(document);
        }
    }

    private void readRecord(SyntheticDocument document) {
        Patient patient = patientOf(document);
        Optional<Identifier> nhs = patient.getIdentifier()
                .stream()
                .filter(identifier -> identifier.getSystem().equals("https://fhir.nhs.uk/Id/nhs-number"))
                .findFirst();
        String local = patient.getIdentifier()
                .stream()
                .filter(identifier -> identifier.getSystem().endsWith("/patient"))
                .map(Identifier::getValue)
                .findFirst()
                .orElseThrow();
        String status = nhs.map(identifier -> ((CodeableConcept) identifier.getExtensionsByUrl(STATUS_EXTENSION)
                .getFirst()
                .getValue()).getCodingFirstRep().getCode()).orElse("");
        identities.put(new Key(document.feed(), local), new Identity(nhs.map(Identifier::getValue).orElse(""), status,
                patient.getBirthDateElement().getValueAsString(), patient.getNameFirstRep().getFamily(),
                patient.getNameFirstRep().getGivenAsSingleString(),
                patient.getAddressFirstRep().getLine().getFirst().getValue(),
                patient.getAddressFirstRep().getPostalCode()));
    }

    private void readMessage(SyntheticDocument document, GenericMessage message) {
        Terser fields = new Terser(message);
        String first = at(fields, "PID-3(0)-1");
        boolean both = at(fields, "PID-3(0)-4").equals("NHS");
        String local = both ? at(fields, "PID-3(1)-1") : first;
        String type = at(fields, "MSH-9-2");
        String written = at(fields, "MSH-7");
        String event = type.equals("R01") ? written : at(fields, "EVN-2");
        boolean visit = !type.equals("A28") && !type.equals("A31");
        messages.add(new Received(document.feed(), type, local, at(fields, "MSH-10"), written, event,
                visit ? at(fields, "PV1-19-1") : "", fields));
        // The newest message says what the source holds in the end, whatever came last.
        String known = newest.getOrDefault(document.feed() + local, "");
        if (written.compareTo(known) >= 0) {
            newest.put(document.feed() + local, written);
            String status = at(fields, "PID-32");
            String born = at(fields, "PID-7");
            identities.put(new Key(document.feed(), local), new Identity(both ? first : "", status.replace("NSTS", ""),
                    born.substring(0, 4) + '-' + born.substring(4, 6) + '-' + born.substring(6), at(fields, "PID-5-1"),
                    at(fields, "PID-5-2"), at(fields, "PID-11-1"), at(fields, "PID-11-5")));
        }
    }

    private void readReturn(SyntheticDocument document) {
        for (NamedCsvRecord row : CsvReader.builder().ofNamedCsvRecord(text(document))) {
            rows.add(row);
            identities.put(new Key(document.feed(), row.getField("LA Person Unique Identifier")),
                    new Identity(row.getField("NHS Number"), "", row.getField("Date of Birth"),
                            row.getField("Last Name"),
                            row.getField("First Name"), "", row.getField("Postcode")));
        }
    }

    static String at(Terser fields, String path) {
        try {
            String value = fields.get("/." + path);
            return value == null ? "" : value;
        } catch (HL7Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
