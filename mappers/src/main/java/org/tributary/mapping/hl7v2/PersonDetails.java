package org.tributary.mapping.hl7v2;

import java.util.Optional;
import java.util.regex.Pattern;
import org.tributary.mapping.support.CodeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Names, addresses and telephone numbers: data types XPN, XAD and XTN. */
final class PersonDetails {

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final Times times;

    PersonDetails(Times times) {
        this.times = times;
    }

    ArrayNode names(Field field) {
        ArrayNode names = Json.array();
        field.repetitions().forEach(name -> name(name).ifPresent(names::add));
        return names;
    }

    Optional<ObjectNode> name(Field xpn) {
        ObjectNode name = Json.object();
        Tables.NAME_TYPE.translate(xpn.text(7)).map(CodeMap.Target::code).ifPresent(use -> name.put("use", use));
        nameParts(xpn, 1, name);
        if (!name.has("family") && !name.has("given")) {
            return Optional.empty();
        }
        Json.put(name, "period", period(xpn.component(12), xpn.component(13)));
        return Optional.of(name);
    }

    /** Family, given, further given, suffix, prefix and degree, in the six components that begin at one. */
    static void nameParts(Field field, int at, ObjectNode name) {
        Json.put(name, "family", field.text(at));
        ArrayNode given = Json.array();
        add(given, field.text(at + 1));
        for (String further : SPACES.split(field.text(at + 2), -1)) {
            add(given, further);
        }
        Json.put(name, "given", given);
        Json.put(name, "prefix", add(Json.array(), field.text(at + 4)));
        Json.put(name, "suffix", add(add(Json.array(), field.text(at + 3)), field.text(at + 5)));
    }

    ArrayNode addresses(Field field) {
        ArrayNode addresses = Json.array();
        field.repetitions().forEach(xad -> address(xad).ifPresent(addresses::add));
        return addresses;
    }

    Optional<ObjectNode> address(Field xad) {
        ObjectNode parts = Json.object();
        ArrayNode lines = Json.array();
        Field street = xad.component(1);
        String dwelling = street.subcomponent(3).text();
        // The street address may come as one text or as street (2) and dwelling number (3) of data type SAD.
        add(lines, street.text());
        add(lines, (dwelling + ' ' + street.subcomponent(2).text()).strip());
        add(lines, xad.text(2));
        Json.put(parts, "line", lines);
        Json.put(parts, "city", xad.text(3));
        // The fourth component is a state elsewhere, and the county in the UK, for which FHIR has the district.
        boolean british = isBritish(xad.text(6));
        Json.put(parts, "district", british && xad.text(9).isEmpty() ? xad.text(4) : xad.text(9));
        Json.put(parts, "state", british ? "" : xad.text(4));
        Json.put(parts, "postalCode", xad.text(5));
        Json.put(parts, "country", xad.text(6));
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode address = Json.object();
        Tables.ADDRESS_USE.translate(xad.text(7)).ifPresent(use -> address.put("use", use.code()));
        Tables.ADDRESS_TYPE.translate(xad.text(7)).ifPresent(type -> address.put("type", type.code()));
        address.setAll(parts);
        Json.put(address, "period", period(xad.component(13), xad.component(14)));
        return Optional.of(address);
    }

    /**
     * @param defaultUse
     *            the use of numbers that name none, which the field they stand in tells; empty for none
     */
    ArrayNode telecoms(Field field, String defaultUse) {
        ArrayNode telecoms = Json.array();
        field.repetitions().forEach(xtn -> telecom(xtn, defaultUse).ifPresent(telecoms::add));
        return telecoms;
    }

    private static Optional<ObjectNode> telecom(Field xtn, String defaultUse) {
        String use = xtn.text(2);
        String equipment = xtn.text(3);
        String system = Tables.TELECOM_SYSTEM.translate(equipment)
                .or(() -> Tables.TELECOM_SYSTEM.translate(use))
                .map(CodeMap.Target::code)
                .orElseGet(() -> xtn.text().indexOf('@') > 0 ? "email" : "phone");
        String value = system.equals("email") && !xtn.text(4).isEmpty() ? xtn.text(4) : number(xtn);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode telecom = Json.object().put("system", system).put("value", value);
        Json.put(telecom, "use",
                Tables.TELECOM_USE.translate(equipment)
                        .or(() -> Tables.TELECOM_USE.translate(use))
                        .map(CodeMap.Target::code)
                        .orElse(defaultUse));
        return Optional.of(telecom);
    }

    private static String number(Field xtn) {
        if (!xtn.text().isEmpty()) {
            return xtn.text();
        }
        if (!xtn.text(12).isEmpty()) {
            return xtn.text(12);
        }
        String parts = (xtn.text(6) + ' ' + xtn.text(7)).strip();
        String country = xtn.text(5).isEmpty() || parts.isEmpty() ? "" : '+' + xtn.text(5).replace("+", "") + ' ';
        String extension = xtn.text(8).isEmpty() || parts.isEmpty() ? "" : " ext. " + xtn.text(8);
        return country + parts + extension;
    }

    private ObjectNode period(Field start, Field end) {
        ObjectNode period = Json.object();
        times.read(start).ifPresent(time -> period.put("start", time.fhir()));
        times.read(end).ifPresent(time -> period.put("end", time.fhir()));
        return period;
    }

    private static boolean isBritish(String country) {
        return country.isEmpty() || country.equals("GBR") || country.equals("GB") || country.equals("UK");
    }

    private static ArrayNode add(ArrayNode array, String text) {
        return text.isEmpty() ? array : array.add(text);
    }
}
