package org.tributary.hub.cohort;

import java.util.List;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Definitions of every kind of criterion, nested, at random; each is one that can be counted. */
final class RandomDefinitions {

    private static final List<String> KINDS = List.of("problem", "observation", "care-service", "inpatient-stay",
            "virtual-ward-stay", "emergency-attendance", "outpatient-attendance", "contact", "gp-consultation",
            "ready-for-discharge", "allergy");
    private static final List<String> ORGANISATIONS = List.of("A99901", "RZ1", "RZ2", "999", "RX9");
    private static final List<String> SETTINGS = List.of("primary", "acute", "social", "community");

    private final JsonMapper json = JsonMapper.shared();
    private final Random random;

    RandomDefinitions(Random random) {
        this.random = random;
    }

    ObjectNode next() {
        return group(1);
    }

    private ObjectNode group(int depth) {
        ObjectNode group = json.createObjectNode();
        ArrayNode members = group.putArray(pick(List.of("all", "all", "any", "none")));
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            members.add(criterion(depth));
        }
        return group;
    }

    private ObjectNode criterion(int depth) {
        if (depth < 3 && random.nextInt(5) == 0) {
            return group(depth + 1);
        }
        ObjectNode criterion = json.createObjectNode();
        switch (random.nextInt(7)) {
            case 0 -> age(criterion.putObject("age"));
            case 1 -> criterion.put("sex", pick(List.of("female", "male", "unknown", "other")));
            case 2, 3 -> stay(criterion.putObject("stay"));
            case 4 -> {
                ObjectNode followed = criterion.putObject("followed");
                events(followed.putObject("first"));
                events(followed.putObject("then"));
                followed.put("withinDays", random.nextInt(4) == 0 ? 0 : random.nextInt(200));
            }
            default -> {
                ObjectNode event = criterion.putObject("event");
                events(event);
                if (random.nextInt(3) == 0) {
                    event.put("atLeast", 1 + random.nextInt(3));
                }
            }
        }
        return criterion;
    }

    private void age(ObjectNode age) {
        int from = random.nextInt(90);
        if (random.nextBoolean()) {
            age.put("at", CohortPopulation.FIRST_DAY.plusDays(random.nextInt(900)).toString());
        }
        boolean open = random.nextInt(3) == 0;
        if (!open || random.nextBoolean()) {
            age.put("from", from);
        }
        if (!open || !age.has("from")) {
            age.put("to", from + random.nextInt(30));
        }
    }

    private void events(ObjectNode events) {
        int first = random.nextInt(3);
        if (first == 0 || random.nextInt(4) == 0) {
            some(events.putArray("kind"), KINDS);
        }
        if (first == 1 || random.nextInt(4) == 0) {
            ArrayNode codes = events.putArray("codes");
            int count = 1 + random.nextInt(2);
            for (int i = 0; i < count; i++) {
                codes.add("c" + random.nextInt(CohortPopulation.CODES));
            }
            if (random.nextBoolean()) {
                events.put("system", random.nextInt(3) == 0 ? CohortPopulation.LOCAL : CohortPopulation.SNOMED);
            }
        }
        if (first == 2 && random.nextBoolean()) {
            value(events.putObject("value"));
        }
        where(events);
        if (events.isEmpty()) {
            some(events.putArray("kind"), KINDS);
        }
    }

    private void value(ObjectNode value) {
        value.put(pick(List.of("gt", "ge", "lt", "le", "eq")), random.nextInt(10));
        if (random.nextInt(4) == 0) {
            value.put("ge", 2.5);
        }
        if (random.nextBoolean()) {
            value.put("unit", random.nextBoolean() ? "g/L" : "mmol/L");
        }
    }

    private void where(ObjectNode body) {
        if (random.nextInt(3) == 0) {
            body.put("period", period());
        }
        if (random.nextInt(4) == 0) {
            some(body.putArray("setting"), SETTINGS);
        }
        if (random.nextInt(4) == 0) {
            some(body.putArray("organisation"), ORGANISATIONS);
        }
    }

    private String period() {
        int from = random.nextInt(CohortPopulation.DAYS);
        String start = CohortPopulation.FIRST_DAY.plusDays(from).toString();
        String end = CohortPopulation.FIRST_DAY.plusDays(from + random.nextInt(random.nextBoolean() ? 4 : 200))
                .toString();
        return switch (random.nextInt(4)) {
            case 0 -> start + "/";
            case 1 -> "/" + end;
            default -> start + "/" + end;
        };
    }

    private void stay(ObjectNode stay) {
        if (random.nextInt(3) == 0) {
            stay.put("type", random.nextInt(3) == 0 ? "virtual-ward" : "bed");
        }
        if (random.nextInt(4) == 0) {
            stay.put("emergency", random.nextBoolean());
        }
        if (random.nextInt(3) == 0) {
            range(stay.putObject("length"), 0, 12);
        }
        if (random.nextInt(4) == 0) {
            range(stay.putObject("delay"), 1, 6);
        }
        if (random.nextInt(4) == 0) {
            stay.put("readmission", random.nextBoolean());
        }
        if (random.nextInt(3) == 0) {
            stay.put("algorithm", pick(List.of("next-day", "same-day", "provider-spell")));
        }
        if (random.nextInt(5) == 0) {
            stay.put("atLeast", 2);
        }
        where(stay);
    }

    private void range(ObjectNode range, int least, int spread) {
        int from = least + random.nextInt(spread);
        range.put("from", from);
        if (random.nextBoolean()) {
            range.put("to", from + random.nextInt(spread));
        }
    }

    private void some(ArrayNode list, List<String> values) {
        int count = 1 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            list.add(pick(values));
        }
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
