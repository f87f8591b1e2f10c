package org.tributary.hub.fhir;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random resources, each with what it says under the names that R4 gives to search parameters. */
final class ModelResources {

    static final List<String> SYSTEMS = List.of("http://loinc.org", "https://tributary.example/codes", "");
    static final List<String> CODES = List.of("8480-6", "AbC", "x|y", "a,b", "$z");
    static final List<String> STATUSES = List.of("final", "amended", "preliminary");
    static final List<String> FAMILIES = List.of("Müller", "muller", "Mullerson", "O'Neil", "de la Cruz", "Cruz");
    static final List<String> GENDERS = List.of("female", "male", "other");
    static final int IDS = 40;

    private final Random random;

    ModelResources(Random random) {
        this.random = random;
    }

    /** A resource: what is sent, and what a search finds it by. */
    record Made(String type, String id, String json, Map<String, List<Object>> values) {

        List<Object> of(String parameter) {
            return values.getOrDefault(parameter, List.of());
        }
    }

    record Coding(String system, String code) {
    }

    /** From a moment to the moment before another. */
    record Span(Instant low, Instant high) {
    }

    /** A quantity; a number has no unit. */
    record Amount(BigDecimal value, String unit) {
    }

    /** A date as R4 writes it, and what it covers. In winter, when the hub's zone keeps UTC. */
    record Written(String text, Span span) {
    }

    Made make(String type, String id) {
        return switch (type) {
            case "Patient" -> patient(id);
            case "Observation" -> observation(id);
            default -> assessment(id);
        };
    }

    private Made patient(String id) {
        Map<String, List<Object>> values = values(id);
        List<String> members = new ArrayList<>();
        if (random.nextInt(4) > 0) {
            String family = pick(FAMILIES);
            String given = pick(List.of("Ana", "Anaïs", "Bo"));
            members.add("\"name\":[{\"family\":\"%s\",\"given\":[\"%s\"]}]".formatted(family, given));
            values.put("family", List.of(family));
            values.put("name", List.of(family, given));
        }
        if (random.nextInt(4) > 0) {
            String gender = pick(GENDERS);
            members.add("\"gender\":\"" + gender + '"');
            values.put("gender", List.of(new Coding("", gender)));
        }
        if (random.nextInt(4) > 0) {
            Written date = date(false);
            members.add("\"birthDate\":\"" + date.text + '"');
            values.put("birthdate", List.of(date.span));
        }
        return made("Patient", id, members, values);
    }

    private Made observation(String id) {
        Map<String, List<Object>> values = values(id);
        List<String> members = new ArrayList<>();
        String status = pick(STATUSES);
        members.add("\"status\":\"" + status + '"');
        values.put("status", List.of(new Coding("", status)));
        List<Object> codings = new ArrayList<>();
        List<String> written = new ArrayList<>();
        for (int i = random.nextInt(2); i < 2; i++) {
            Coding coding = new Coding(pick(SYSTEMS), pick(CODES));
            codings.add(coding);
            written.add((coding.system.isEmpty() ? "{" : "{\"system\":\"" + coding.system + "\",") + "\"code\":\""
                    + coding.code + "\"}");
        }
        members.add("\"code\":{\"coding\":[" + String.join(",", written) + "]}");
        values.put("code", codings);
        if (random.nextInt(4) > 0) {
            String patient = "Patient/" + id(random.nextInt(IDS));
            members.add("\"subject\":{\"reference\":\"" + patient + "\"}");
            values.put("subject", List.of(patient));
        }
        effective(members, values);
        if (random.nextInt(4) > 0) {
            Amount amount = new Amount(number(), pick(List.of("mg", "g")));
            members.add(("\"valueQuantity\":{\"value\":%s,\"unit\":\"%s\",\"system\":\"http://unitsofmeasure.org\","
                    + "\"code\":\"%s\"}").formatted(amount.value.toPlainString(), amount.unit, amount.unit));
            values.put("value-quantity", List.of(amount));
        }
        return made("Observation", id, members, values);
    }

    private void effective(List<String> members, Map<String, List<Object>> values) {
        Written date = date(true);
        switch (random.nextInt(4)) {
            case 0 -> {
            }
            case 1 -> {
                Written end = date(true);
                boolean open = !end.span.high.isAfter(date.span.high);
                members.add("\"effectivePeriod\":{\"start\":\"" + date.text + '"'
                        + (open ? "}" : ",\"end\":\"" + end.text + "\"}"));
                values.put("date", List.of(new Span(date.span.low, open ? Instant.MAX : end.span.high)));
            }
            default -> {
                members.add("\"effectiveDateTime\":\"" + date.text + '"');
                values.put("date", List.of(date.span));
            }
        }
    }

    private Made assessment(String id) {
        Map<String, List<Object>> values = values(id);
        List<String> members = new ArrayList<>(List.of("\"status\":\"final\""));
        String patient = "Patient/" + id(random.nextInt(IDS));
        members.add("\"subject\":{\"reference\":\"" + patient + "\"}");
        values.put("subject", List.of(patient));
        List<Object> numbers = new ArrayList<>();
        List<String> written = new ArrayList<>();
        for (int i = random.nextInt(3); i < 2; i++) {
            BigDecimal number = number();
            numbers.add(new Amount(number, ""));
            written.add("{\"probabilityDecimal\":" + number.toPlainString() + "}");
        }
        if (!written.isEmpty()) {
            members.add("\"prediction\":[" + String.join(",", written) + "]");
            values.put("probability", numbers);
        }
        return made("RiskAssessment", id, members, values);
    }

    private static Map<String, List<Object>> values(String id) {
        return new HashMap<>(Map.of("_id", List.of(new Coding("", id))));
    }

    private static Made made(String type, String id, List<String> members, Map<String, List<Object>> values) {
        String json = "{\"resourceType\":\"" + type + "\",\"id\":\"" + id + '"'
                + (members.isEmpty() ? "" : "," + String.join(",", members)) + "}";
        return new Made(type, id, json, values);
    }

    static String id(int number) {
        return "model-" + number;
    }

    /** Numbers whose neighbourhoods overlap: 99.5, 100, 100.04, 0.1 … */
    BigDecimal number() {
        BigDecimal near = new BigDecimal(pick(List.of("0.1", "0.10", "5.4", "99.5", "100", "100.04", "5400")));
        return random.nextInt(3) > 0 ? near : near.add(new BigDecimal(random.nextInt(11) - 5).movePointLeft(1));
    }

    Written date(boolean withTime) {
        String year = random.nextInt(3) > 0 ? "2024" : "1950";
        int day = 1 + random.nextInt(20);
        int hour = random.nextInt(24);
        Instant midnight = Instant.parse("%s-01-%02dT00:00:00Z".formatted(year, day));
        return switch (random.nextInt(withTime ? 5 : 4)) {
            case 0 -> new Written(year, new Span(Instant.parse(year + "-01-01T00:00:00Z"),
                    Instant.parse(Integer.parseInt(year) + 1 + "-01-01T00:00:00Z")));
            case 1 -> new Written(year + "-01", new Span(Instant.parse(year + "-01-01T00:00:00Z"),
                    Instant.parse(year + "-02-01T00:00:00Z")));
            case 2, 3 ->
                new Written("%s-01-%02d".formatted(year, day), new Span(midnight, midnight.plusSeconds(86_400)));
            default -> new Written("%s-01-%02dT%02d:00:00Z".formatted(year, day, hour), new Span(
                    midnight.plusSeconds(hour * 3600L), midnight.plusSeconds(hour * 3600L + 1)));
        };
    }

    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
