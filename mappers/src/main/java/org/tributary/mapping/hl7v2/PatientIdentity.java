package org.tributary.mapping.hl7v2;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tributary.mapping.IdentifierSystems;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.NhsNumber;
import org.tributary.mapping.support.CodeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * The patient's identifiers (data type CX) and the one of them that names the patient in this feed: the local number of
 * the feed's own organisation, else another local number, else the NHS number, else the first there is.
 */
final class PatientIdentity {

    /**
     * @param preference
     *            lower is better for naming the patient
     */
    record PatientId(String system, String value, ObjectNode identifier, int preference) {

        boolean isNhsNumber() {
            return system.equals(IdentifierSystems.NHS_NUMBER);
        }
    }

    private static final Pattern ODS_CODE = Pattern.compile("[A-Z][A-Z0-9]{2,7}");
    private static final Pattern UNNAMED_SYSTEM = Pattern.compile("[^A-Za-z0-9._-]+");
    /** Types of HL7 table 0203 that a hospital gives a patient; HN and none at all are what NHS systems send. */
    private static final Set<String> LOCAL_TYPES = Set.of("MR", "PI", "HN", "PT", "NI", "U", "");

    private final Reading reading;

    PatientIdentity(Reading reading) {
        this.reading = reading;
    }

    /** All identifiers of PID-3, or of the withdrawn PID-2 and PID-4 when PID-3 has none. */
    List<PatientId> all(Pid pid) {
        List<PatientId> ids = new ArrayList<>();
        pid.patientIds().repetitions().forEach(cx -> add(ids, cx));
        ssn(ids, pid);
        for (Field withdrawn : pid.withdrawnIds()) {
            withdrawn.repetitions().forEach(cx -> addUnlessKnown(ids, cx));
        }
        return ids;
    }

    /** The identifiers of a list such as MRG-1. */
    List<PatientId> all(Field list) {
        List<PatientId> ids = new ArrayList<>();
        list.repetitions().forEach(cx -> add(ids, cx));
        return ids;
    }

    /** PID-19 is another country's number, in which some hospitals send the NHS number. */
    private void ssn(List<PatientId> ids, Pid pid) {
        String digits = pid.socialSecurityNumber().text().replace(" ", "").replace("-", "");
        boolean nhs = ids.stream().anyMatch(PatientId::isNhsNumber);
        boolean known = ids.stream().anyMatch(id -> id.value().equals(digits));
        if (!nhs && NhsNumber.parse(digits).isPresent()) {
            ObjectNode identifier = Json.identifier(IdentifierSystems.NHS_NUMBER, digits);
            ids.add(new PatientId(IdentifierSystems.NHS_NUMBER, digits, identifier, 349));
        } else if (!digits.isEmpty() && !known) {
            reading.issues()
                    .information("pid-19-not-carried", Kind.NOT_SUPPORTED, pid.socialSecurityNumber().location(),
                            "The number is not the patient's NHS number; it was not carried.",
                            "Send identifiers of the patient in PID-3.");
        }
    }

    /** The one of these that names the patient in this feed. */
    static Optional<PatientId> naming(List<PatientId> ids) {
        return ids.stream().min(Comparator.comparingInt(PatientId::preference));
    }

    /** The identifier that names the patient in this feed; empty, with an issue, when there is none. */
    Optional<PatientId> naming(List<PatientId> ids, Field field) {
        Optional<PatientId> best = naming(ids);
        if (best.isEmpty()) {
            reading.issues()
                    .error("pid-3-missing", Kind.REQUIRED, field.location(),
                            "There is no patient identifier; the message was rejected.",
                            "Send the local patient number or the NHS number in PID-3.");
        }
        return best;
    }

    /** The system that a number of this kind and authority belongs to, whether there is a number or not. */
    String system(Field cx) {
        return isNhsNumber(cx) ? IdentifierSystems.NHS_NUMBER : systemOf(cx);
    }

    private void add(List<PatientId> ids, Field cx) {
        String value = cx.text();
        if (value.isEmpty()) {
            return;
        }
        boolean nhs = isNhsNumber(cx);
        String system = system(cx);
        String number = nhs ? value.replace(" ", "").replace("-", "") : value;
        if (nhs && NhsNumber.parse(number).isEmpty()) {
            reading.issues()
                    .warning("pid-3-bad-check-digit", Kind.VALUE, cx.location(),
                            "The NHS number is not valid (modulus 11); it was kept as an identifier as it came.",
                            "Send a traced NHS number, or none.");
        }
        ids.add(new PatientId(system, number, identifier(cx, system, number), preference(cx, nhs, ids.size())));
    }

    private void addUnlessKnown(List<PatientId> ids, Field cx) {
        List<PatientId> more = new ArrayList<>();
        add(more, cx);
        for (PatientId id : more) {
            boolean known = ids.stream().anyMatch(i -> i.system().equals(id.system()) && i.value().equals(id.value()));
            if (!known) {
                // A withdrawn field names the patient only when PID-3 names nobody.
                ids.add(new PatientId(id.system(), id.value(), id.identifier(), id.preference() + 1000));
            }
        }
    }

    private int preference(Field cx, boolean nhs, int position) {
        String authority = authority(cx);
        String type = cx.text(5);
        int group;
        if (nhs) {
            group = 300;
        } else if (!LOCAL_TYPES.contains(type)) {
            group = 400;
        } else if (authority.equals(reading.feed().organisation()) || authority.equals(reading.sendingFacility())) {
            group = type.equals("MR") ? 0 : 100;
        } else {
            group = type.equals("MR") ? 150 : 200;
        }
        return group + Math.min(position, 49);
    }

    private static boolean isNhsNumber(Field cx) {
        String authority = authority(cx);
        String type = cx.text(5);
        return authority.equals("NHS") || authority.equals("NHSNO") || type.equals("NH")
                || type.equals("NI") && authority.isEmpty() && NhsNumber.parse(cx.text()).isPresent();
    }

    /**
     * Numbers of an authority that is no organisation of the NHS get a system of their own within the feed's: two
     * authorities may give the same number to two people. What the feed's operator says of an authority comes first.
     */
    private String systemOf(Field cx) {
        String authority = authority(cx);
        Optional<String> named = reading.feed().options().findSystem(authority);
        if (named.isPresent()) {
            return named.get();
        }
        String type = cx.text(5);
        boolean local = LOCAL_TYPES.contains(type);
        String kind = local ? "patient" : "patient-" + type.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        if (authority.isEmpty() || authority.equals(reading.feed().organisation())) {
            return reading.localSystem(kind);
        }
        if (ODS_CODE.matcher(authority).matches()) {
            return IdentifierSystems.local(authority, kind);
        }
        return reading.localSystem(kind + '/' + UNNAMED_SYSTEM.matcher(authority).replaceAll("-"));
    }

    /** The assigning authority's name, or its universal id when it has no name. */
    private static String authority(Field cx) {
        Field authority = cx.component(4);
        return authority.text().isEmpty() ? authority.subcomponent(2).text() : authority.text();
    }

    private static ObjectNode identifier(Field cx, String system, String value) {
        ObjectNode identifier = Json.object();
        Optional<CodeMap.Target> type = Tables.IDENTIFIER_TYPE.translate(cx.text(5));
        type.ifPresent(target -> identifier.set("type", Json.concept(Json.coding(target))));
        identifier.setAll(Json.identifier(system, value));
        return identifier;
    }
}
