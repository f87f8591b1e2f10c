package org.tributary.hub.web;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was typed into one of the forms that add a criterion. The names of fields begin with the form's.
 *
 * @param typed
 *            by the field's name, stripped; what is missing was left empty
 */
record CohortForm(Map<String, String> typed) {

    private static final String NUMBER = "-?[0-9]{1,9}(\\.[0-9]{1,6})?";

    /** Something in a field that is not what it has to be. */
    static final class Mistaken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String field;

        Mistaken(String field, String message) {
            super(message);
            this.field = field;
        }

        /** The id of the input that the message is about, and the message. */
        Mistake mistake() {
            return new Mistake(field, String.valueOf(getMessage()));
        }
    }

    /** As the page shows it. */
    record Mistake(String field, String message) {
    }

    CohortForm {
        typed = Map.copyOf(typed);
    }

    /**
     * The criterion that a form asks for.
     *
     * @param form
     *            {@code event}, {@code followed}, {@code age}, {@code sex} or {@code stay}
     * @throws Mistaken
     *             when a field cannot be read
     */
    ObjectNode criterion(String form) {
        ObjectNode criterion = JsonMapper.shared().createObjectNode();
        switch (form) {
            case "event" -> event(criterion.putObject("event"));
            case "followed" -> followed(criterion.putObject("followed"));
            case "age" -> age(criterion.putObject("age"));
            case "sex" -> criterion.put("sex", text("sex")
                    .orElseThrow(() -> new Mistaken("sex", "Choose a sex")));
            case "stay" -> stay(criterion.putObject("stay"));
            default -> throw new Mistaken("event-kind", "Choose what to add");
        }
        if (text(form + "-without").isEmpty()) {
            return criterion;
        }
        ObjectNode without = JsonMapper.shared().createObjectNode();
        without.putArray("none").add(criterion);
        return without;
    }

    private void event(ObjectNode event) {
        kindAndCodes(event, "event");
        where(event, "event");
        Optional<String> number = text("event-number");
        if (number.isPresent()) {
            ObjectNode value = event.putObject("value");
            value.put(text("event-comparison").orElse("ge"), number("event-number"));
            text("event-unit").ifPresent(unit -> value.put("unit", unit));
        }
        put(event, "atLeast", "event-times");
        if (event.isEmpty()) {
            throw new Mistaken("event-kind", "Say what happened: choose a kind or enter codes");
        }
    }

    private void followed(ObjectNode followed) {
        kindAndCodes(followed.putObject("first"), "first");
        kindAndCodes(followed.putObject("then"), "then");
        for (String part : new String[]{"first", "then"}) {
            if (followed.path(part).isEmpty()) {
                throw new Mistaken(part + "-kind", "Say what happened: choose a kind or enter codes");
            }
        }
        if (text("followed-days").isEmpty()) {
            throw new Mistaken("followed-days", "Enter within how many days");
        }
        put(followed, "withinDays", "followed-days");
    }

    private void age(ObjectNode age) {
        put(age, "from", "age-from");
        put(age, "to", "age-to");
        if (age.isEmpty()) {
            throw new Mistaken("age-from", "Enter the youngest or the oldest age");
        }
        date("age-at").ifPresent(day -> age.put("at", day));
    }

    private void stay(ObjectNode stay) {
        text("stay-type").ifPresent(type -> stay.put("type", type));
        truth("stay-emergency").ifPresent(emergency -> stay.put("emergency", emergency));
        range(stay, "length", "stay-length-from", "stay-length-to");
        if (text("stay-delay").isPresent()) {
            put(stay.putObject("delay"), "from", "stay-delay");
        }
        truth("stay-readmission").ifPresent(readmission -> stay.put("readmission", readmission));
        where(stay, "stay");
    }

    private void kindAndCodes(ObjectNode events, String form) {
        text(form + "-kind").ifPresent(kind -> events.putArray("kind").add(kind));
        text(form + "-codes").ifPresent(codes -> {
            for (String code : codes.split("[\\s,;]+")) {
                events.withArray("codes").add(code);
            }
            text(form + "-system").ifPresent(system -> events.put("system", system));
        });
    }

    private void where(ObjectNode part, String form) {
        Optional<String> from = date(form + "-from");
        Optional<String> to = date(form + "-to");
        if (from.isPresent() || to.isPresent()) {
            part.put("period", from.orElse("") + "/" + to.orElse(""));
        }
        text(form + "-setting").ifPresent(setting -> part.putArray("setting").add(setting));
        text(form + "-organisation").ifPresent(organisation -> part.putArray("organisation").add(organisation));
    }

    private void range(ObjectNode part, String name, String from, String to) {
        if (text(from).isPresent() || text(to).isPresent()) {
            ObjectNode range = part.putObject(name);
            put(range, "from", from);
            put(range, "to", to);
        }
    }

    private void put(ObjectNode part, String name, String field) {
        text(field).ifPresent(typedIn -> {
            if (!typedIn.matches("[0-9]{1,6}")) {
                throw new Mistaken(field, "Enter a whole number, such as 7");
            }
            part.put(name, Integer.parseInt(typedIn));
        });
    }

    private double number(String field) {
        String number = text(field).orElse("");
        if (!number.matches(NUMBER)) {
            throw new Mistaken(field, "Enter a number, such as 48 or 6.5");
        }
        return Double.parseDouble(number);
    }

    private Optional<Boolean> truth(String field) {
        return text(field).map("yes"::equals);
    }

    private Optional<String> date(String field) {
        return text(field).map(typedIn -> {
            try {
                return LocalDate.parse(typedIn).toString();
            } catch (DateTimeParseException e) {
                throw new Mistaken(field, "Enter a date as year, month and day, such as 2026-04-01");
            }
        });
    }

    private Optional<String> text(String field) {
        return Optional.ofNullable(typed.get(field)).filter(text -> !text.isEmpty());
    }
}
