package org.tributary.mapping.hl7v2;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.hl7v2.PatientIdentity.PatientId;
import org.tributary.mapping.support.CodeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Patient, from PID, PD1 and NK1. */
final class PatientMapping {

    /** Not an element: {@link PatientFold} puts it on the NHS number. */
    static final String NHS_NUMBER_STATUS = "nhsNumberStatus";
    static final String IDENTIFIER_SLOT = "identifier:";

    private static final String CORE = "http://hl7.org/fhir/StructureDefinition/";
    private static final String UK_CORE = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-";
    private static final String IDENTITY_UNKNOWN = "https://tributary.example/fhir/StructureDefinition/identity-unknown";
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2}");
    private static final Pattern BIRTH_ORDER = Pattern.compile("[1-9]");
    private static final Pattern PRACTICE_CODE = Pattern.compile("[A-Z]\\d{5}");
    /** Names of coding systems that say a code of PID-22 is not the NHS's ethnic category. */
    private static final Pattern FOREIGN_ETHNICITY = Pattern.compile("(HL7|CDC|0189).*");

    /** HL7 table 0443: primary care provider, family health care professional. */
    private static final Set<String> GENERAL_PRACTICE = Set.of("PP", "FHCP");
    private static final Set<String> BEFORE_ROLES = Set.of("PD1", "ARV", "NTE", "PRT", "CON");

    private final Reading reading;
    private final PersonDetails details;
    private final Codes codes;
    private final OrganizationMapping organizations;
    private final PractitionerMapping practitioners;
    private final PatientIdentity identity;

    PatientMapping(Reading reading, OrganizationMapping organizations, PractitionerMapping practitioners) {
        this.reading = reading;
        this.details = new PersonDetails(reading.times());
        this.codes = new Codes(reading);
        this.organizations = organizations;
        this.practitioners = practitioners;
        this.identity = new PatientIdentity(reading);
    }

    /**
     * Drafts the patient and tells who it is; empty, with an issue, when the message does not say who it is.
     */
    Optional<Subject> map() {
        Pid pid = Pid.of(reading.message());
        if (!pid.segment().isPresent()) {
            reading.issues()
                    .error("pid-missing", Kind.REQUIRED, "PID", "There is no PID segment; the message was rejected.",
                            "Send PID with the patient's identifiers in PID-3.");
            return Optional.empty();
        }
        List<PatientId> ids = identity.all(pid);
        return identity.naming(ids, pid.patientIds()).map(id -> {
            Slots slots = reading.drafts().of(Aggregates.PATIENT, id.system(), id.value()).slots();
            fields(slots, pid, ids);
            ObjectNode reference = Json.reference(reading.reference("Patient", id.system(), id.value()), "");
            return new Subject(id.system(), id.value(), reference);
        });
    }

    private void fields(Slots slots, Pid pid, List<PatientId> ids) {
        identifiers(slots, pid, ids);
        names(slots, pid);
        mothersMaidenName(slots, pid.mothersMaidenName());
        birth(slots, pid.birth());
        gender(slots, pid.sex());
        addresses(slots, pid.addresses());
        telecoms(slots, pid.homePhones(), "home");
        telecoms(slots, pid.businessPhones(), "work");
        telecoms(slots, pid.telecoms(), "");
        language(slots, pid.language());
        maritalStatus(slots, pid.maritalStatus());
        ethnicCategory(slots, pid);
        birthPlace(slots, pid.birthPlace());
        multipleBirth(slots, pid);
        death(slots, pid);
        identityUnknown(slots, pid.identityUnknown());
        generalPractitioner(slots, Pd1.of(reading.message()));
        contacts(slots, Nk1.all(reading.message()));
        new PatientBackground(reading).map(slots, pid);
        slots.set("managingOrganization", organizations.publisher());
    }

    /** A system's numbers are replaced together; those of a system that the message does not mention stay. */
    private void identifiers(Slots slots, Pid pid, List<PatientId> ids) {
        pid.patientIds().repetitions().forEach(cx -> {
            if (cx.component(1).deletes()) {
                slots.clear(IDENTIFIER_SLOT + identity.system(cx));
            }
        });
        for (PatientId id : ids) {
            String slot = IDENTIFIER_SLOT + id.system();
            ArrayNode same = slots.find(slot).map(ArrayNode.class::cast).orElseGet(Json::array);
            slots.set(slot, same.add(id.identifier()));
        }
        for (Field reliability : pid.identityReliability().repetitions()) {
            codes.translate(reliability, Tables.NHS_NUMBER_STATUS)
                    .ifPresent(status -> slots.set(NHS_NUMBER_STATUS, Json.concept(Json.coding(status))));
        }
        slots.clearIf(pid.identityReliability(), NHS_NUMBER_STATUS);
    }

    private void names(Slots slots, Pid pid) {
        slots.set("name:PID-5", details.names(pid.names()));
        slots.clearIf(pid.names(), "name:PID-5");
        slots.set("name:PID-9", details.names(pid.aliases()));
        slots.clearIf(pid.aliases(), "name:PID-9");
    }

    private void mothersMaidenName(Slots slots, Field field) {
        String slot = "extension:" + CORE + "patient-mothersMaidenName";
        if (!field.text().isEmpty()) {
            slots.set(slot,
                    Json.extension(CORE + "patient-mothersMaidenName", "valueString", Json.text(field.text())));
        }
        slots.clearIf(field, slot);
    }

    private void birth(Slots slots, Field field) {
        reading.times().read(field).ifPresent(time -> {
            slots.set("birthDate", time.date());
            if (hasTimeOfDay(time)) {
                slots.set("_birthDate.extension:" + CORE + "patient-birthTime",
                        Json.extension(CORE + "patient-birthTime", "valueDateTime", Json.text(time.fhir())));
            } else {
                slots.clear("_birthDate.extension:" + CORE + "patient-birthTime");
            }
        });
        slots.clearIf(field, "birthDate");
        slots.clearIf(field, "_birthDate.extension:" + CORE + "patient-birthTime");
    }

    /** Midnight is what many systems send for a date alone. */
    private static boolean hasTimeOfDay(Hl7Time time) {
        return time.hasTime() && !time.fhir().startsWith("T00:00:00", 10);
    }

    private void gender(Slots slots, Field field) {
        if (!field.text().isEmpty()) {
            slots.set("gender",
                    codes.translate(field, Tables.ADMINISTRATIVE_SEX).map(CodeMap.Target::code).orElse("unknown"));
        }
        slots.clearIf(field, "gender");
    }

    private void addresses(Slots slots, Field field) {
        slots.set("address", details.addresses(field));
        slots.clearIf(field, "address");
    }

    private void telecoms(Slots slots, Field field, String use) {
        String slot = use.isEmpty() ? "telecom:any" : "telecom:" + use;
        slots.set(slot, details.telecoms(field, use));
        slots.clearIf(field, slot);
    }

    /** Only codes of two letters are surely ISO 639-1, which FHIR's languages are made of. */
    private void language(Slots slots, Field field) {
        String code = field.text();
        if (LANGUAGE.matcher(code).matches()) {
            ObjectNode communication = Json.object();
            communication.set("language",
                    Json.concept(Json.coding("urn:ietf:bcp:47", code.toLowerCase(Locale.ROOT), "")));
            slots.set("communication", Json.arrayOf(communication));
        } else if (!code.isEmpty()) {
            codes.unknown(field);
        }
        slots.clearIf(field, "communication");
    }

    private void maritalStatus(Slots slots, Field field) {
        codes.concept(field, Tables.MARITAL_STATUS).ifPresent(concept -> slots.set("maritalStatus", concept));
        slots.clearIf(field, "maritalStatus");
    }

    private void ethnicCategory(Slots slots, Pid pid) {
        String slot = "extension:" + UK_CORE + "EthnicCategory";
        Field field = pid.ethnicCategory();
        if (isForeignEthnicity(field)) {
            codes.unknown(field);
        } else if (field.text().isEmpty() && !field.deletes()) {
            pid.race(this::isEthnicCategory)
                    .flatMap(race -> codes.translate(race, Tables.ETHNIC_CATEGORY))
                    .ifPresent(category -> slots.set(slot, ethnicity(category)));
        } else {
            codes.translate(field, Tables.ETHNIC_CATEGORY)
                    .ifPresent(category -> slots.set(slot, ethnicity(category)));
        }
        slots.clearIf(field, slot);
    }

    /** PID-10 counts where PID-22 is empty and its code is one of the NHS's, or the operator says which. */
    private boolean isEthnicCategory(Field race) {
        return !isForeignEthnicity(race) && codes.find(Tables.ETHNIC_CATEGORY, race.text()).isPresent();
    }

    private static boolean isForeignEthnicity(Field field) {
        return FOREIGN_ETHNICITY.matcher(field.text(3)).matches();
    }

    private static ObjectNode ethnicity(CodeMap.Target category) {
        return Json.extension(UK_CORE + "EthnicCategory", "valueCodeableConcept", Json.concept(Json.coding(category)));
    }

    private void birthPlace(Slots slots, Field field) {
        String url = CORE + "patient-birthPlace";
        if (!field.text().isEmpty()) {
            slots.set("extension:" + url,
                    Json.extension(url, "valueAddress", Json.object().put("text", field.text())));
        }
        slots.clearIf(field, "extension:" + url);
    }

    private void multipleBirth(Slots slots, Pid pid) {
        String order = pid.birthOrder().text();
        String indicator = pid.multipleBirth().text();
        // "N" with a birth order of 1 is what some systems send for everyone: the indicator decides.
        if (BIRTH_ORDER.matcher(order).matches() && !indicator.equals("N")) {
            slots.set("multipleBirthInteger", Json.number(Integer.parseInt(order)));
            slots.clear("multipleBirthBoolean");
        } else if (indicator.equals("Y") || indicator.equals("N")) {
            slots.set("multipleBirthBoolean", Json.flag(indicator.equals("Y")));
            slots.clear("multipleBirthInteger");
        } else if (!indicator.isEmpty()) {
            codes.unknown(pid.multipleBirth());
        }
        if (!order.isEmpty() && !BIRTH_ORDER.matcher(order).matches()) {
            codes.unreadable(pid.birthOrder());
        }
        slots.clearIf(pid.multipleBirth(), "multipleBirthBoolean");
        slots.clearIf(pid.birthOrder(), "multipleBirthInteger");
    }

    /** A time of death says more than the indicator; the indicator N takes an earlier time of death back. */
    private void death(Slots slots, Pid pid) {
        Optional<Hl7Time> time = reading.times().read(pid.deathTime());
        String indicator = pid.dead().text();
        if (time.isPresent()) {
            slots.set("deceasedDateTime", time.get().fhir());
            slots.clear("deceasedBoolean");
        } else if (indicator.equals("Y")) {
            slots.set("deceasedBoolean", Json.flag(true));
        } else if (indicator.equals("N")) {
            slots.set("deceasedBoolean", Json.flag(false));
            slots.clear("deceasedDateTime");
        } else if (!indicator.isEmpty()) {
            codes.unknown(pid.dead());
        }
        slots.clearIf(pid.deathTime(), "deceasedDateTime");
        slots.clearIf(pid.dead(), "deceasedBoolean");
    }

    /** Such a patient must not be linked on demographics. */
    private void identityUnknown(Slots slots, Field field) {
        String indicator = field.text();
        if (indicator.equals("Y") || indicator.equals("N")) {
            slots.set("extension:" + IDENTITY_UNKNOWN,
                    Json.extension(IDENTITY_UNKNOWN, "valueBoolean", Json.flag(indicator.equals("Y"))));
        } else if (!indicator.isEmpty()) {
            codes.unknown(field);
        }
        slots.clearIf(field, "extension:" + IDENTITY_UNKNOWN);
    }

    private void generalPractitioner(Slots slots, Pd1 pd1) {
        ArrayNode practices = Json.array();
        ArrayNode people = Json.array();
        pd1.practice().repetitions().forEach(xon -> organizations.named(xon).ifPresent(practices::add));
        for (Field xcn : pd1.generalPractitioner().repetitions()) {
            if (PRACTICE_CODE.matcher(xcn.text()).matches()) {
                addOnce(practices, organizations.coded(xcn.text(), xcn.text(2)));
            } else {
                practitioners.reference(xcn).ifPresent(people::add);
            }
        }
        slots.set("generalPractitioner:organization", practices);
        slots.clearIf(pd1.practice(), "generalPractitioner:organization");
        for (Segment segment : reading.message().after(Pid.of(reading.message()).segment(), "ROL", BEFORE_ROLES)) {
            Rol rol = Rol.of(segment);
            if (GENERAL_PRACTICE.contains(rol.role().text())) {
                rol.action();
                practitioners.reference(rol.person()).ifPresent(person -> addOnce(people, person));
            }
        }
        slots.set("generalPractitioner:person", people);
        slots.clearIf(pd1.generalPractitioner(), "generalPractitioner:person");
    }

    private static void addOnce(ArrayNode references, ObjectNode reference) {
        String target = reference.path("reference").asString("");
        for (var known : references) {
            if (known.path("reference").asString("").equals(target)) {
                return;
            }
        }
        references.add(reference);
    }

    /** The contacts of a message replace all earlier ones, as HL7's snapshot mode has it. */
    private void contacts(Slots slots, List<Nk1> contacts) {
        ArrayNode all = Json.array();
        contacts.forEach(nk1 -> {
            ObjectNode contact = contact(nk1);
            if (contact.has("name") || contact.has("telecom") || contact.has("address")) {
                all.add(contact);
            }
        });
        slots.set("contact", all);
    }

    private ObjectNode contact(Nk1 nk1) {
        ObjectNode contact = Json.object();
        ArrayNode relationships = Json.array();
        codes.concept(nk1.relationship(), Tables.RELATIONSHIP).ifPresent(relationships::add);
        codes.verbatim(nk1.role()).ifPresent(relationships::add);
        Json.put(contact, "relationship", relationships);
        nk1.name().repetitions().stream().findFirst().flatMap(details::name).ifPresent(n -> contact.set("name", n));
        ArrayNode telecoms = details.telecoms(nk1.phone(), "home");
        telecoms.addAll(details.telecoms(nk1.businessPhone(), "work"));
        Json.put(contact, "telecom", telecoms);
        nk1.address()
                .repetitions()
                .stream()
                .findFirst()
                .flatMap(details::address)
                .ifPresent(
                        address -> contact.set("address", address));
        codes.translate(nk1.sex(), Tables.ADMINISTRATIVE_SEX).ifPresent(sex -> contact.put("gender", sex.code()));
        ObjectNode period = Json.object();
        reading.times().read(nk1.start()).ifPresent(time -> period.put("start", time.fhir()));
        reading.times().read(nk1.end()).ifPresent(time -> period.put("end", time.fhir()));
        Json.put(contact, "period", period);
        return contact;
    }
}
