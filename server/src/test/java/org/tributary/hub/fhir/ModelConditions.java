package org.tributary.hub.fhir;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;
import org.tributary.hub.fhir.ModelResources.Amount;
import org.tributary.hub.fhir.ModelResources.Coding;
import org.tributary.hub.fhir.ModelResources.Made;
import org.tributary.hub.fhir.ModelResources.Span;
import org.tributary.hub.fhir.ModelResources.Written;

/** Random search parameters, each with its meaning by R4's text: a plain question to one resource. */
final class ModelConditions {

    private static final List<String> PREFIXES = List.of("", "eq", "ne", "gt", "lt", "ge", "le", "sa", "eb", "ap");
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private final Random random;
    private final ModelResources resources;

    ModelConditions(Random random, ModelResources resources) {
        this.random = random;
        this.resources = resources;
    }

    /** A parameter, and whether a resource meets it. */
    record Condition(String name, String value, Predicate<Made> meaning) {
    }

    Condition random(String type) {
        return switch (type) {
            case "Patient" -> switch (random.nextInt(7)) {
                case 0, 1 -> string(resources.pick(List.of("family", "name")));
                case 2 -> code("gender", ModelResources.GENDERS);
                case 3, 4 -> date("birthdate");
                case 5 -> missing(resources.pick(List.of("family", "gender", "birthdate")));
                default -> id();
            };
            case "Observation" -> switch (random.nextInt(8)) {
                case 0 -> token();
                case 1 -> code("status", ModelResources.STATUSES);
                case 2, 3 -> date("date");
                case 4 -> quantity();
                case 5 -> missing(resources.pick(List.of("subject", "date", "value-quantity")));
                case 6 -> reference();
                default -> id();
            };
            default -> switch (random.nextInt(4)) {
                case 0, 1 -> number("probability");
                case 2 -> missing("probability");
                default -> reference();
            };
        };
    }

    private Condition id() {
        String first = ModelResources.id(random.nextInt(ModelResources.IDS));
        String second = ModelResources.id(random.nextInt(ModelResources.IDS));
        return new Condition("_id", first + ',' + second, made -> made.id().equals(first) || made.id().equals(second));
    }

    private Condition missing(String parameter) {
        boolean missing = random.nextBoolean();
        return new Condition(parameter + ":missing", String.valueOf(missing),
                made -> made.of(parameter).isEmpty() == missing);
    }

    private Condition reference() {
        String id = ModelResources.id(random.nextInt(ModelResources.IDS));
        String name = resources.pick(List.of("subject", "patient", "subject:Patient"));
        String value = random.nextBoolean() ? id : "Patient/" + id;
        return new Condition(name, value, made -> made.of("subject").contains("Patient/" + id));
    }

    /** A code whose system the element implies. */
    private Condition code(String parameter, List<String> codes) {
        List<String> wanted = List.of(resources.pick(codes), resources.pick(codes));
        boolean not = random.nextInt(3) == 0;
        Predicate<Made> meaning = made -> made.of(parameter)
                .stream()
                .anyMatch(value -> value instanceof Coding coding && wanted.contains(coding.code()));
        return new Condition(parameter + (not ? ":not" : ""), String.join(",", wanted),
                not ? meaning.negate() : meaning);
    }

    private Condition token() {
        String code = resources.pick(ModelResources.CODES);
        String system = resources.pick(ModelResources.SYSTEMS);
        int form = random.nextInt(system.isEmpty() ? 3 : 4);
        String escaped = code.replace("$", "\\$").replace("|", "\\|").replace(",", "\\,").toUpperCase(Locale.ROOT);
        String value = switch (form) {
            case 0 -> escaped;
            case 1 -> system + '|' + escaped;
            case 2 -> '|' + escaped;
            default -> system + '|';
        };
        Predicate<Coding> matches = coding -> switch (form) {
            case 0 -> coding.code().equals(code);
            case 1 -> coding.equals(new Coding(system, code));
            case 2 -> coding.equals(new Coding("", code));
            default -> coding.system().equals(system);
        };
        Predicate<Made> meaning = made -> made.of("code").stream().map(Coding.class::cast).anyMatch(matches);
        boolean not = random.nextInt(3) == 0;
        return new Condition(not ? "code:not" : "code", value, not ? meaning.negate() : meaning);
    }

    private Condition string(String parameter) {
        String wanted = resources.pick(List.of("Müller", "mull", "MULLER", "cruz", "la", "ana", "O'Neil", "Bo", "é"));
        String modifier = resources.pick(List.of("", ":exact", ":contains"));
        return new Condition(parameter + modifier, wanted,
                made -> made.of(parameter).stream().map(String.class::cast).anyMatch(text -> switch (modifier) {
                    case ":exact" -> text.equals(wanted);
                    case ":contains" -> folded(text).contains(folded(wanted));
                    default -> folded(text).startsWith(folded(wanted));
                }));
    }

    static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
    }

    private Condition date(String parameter) {
        Written written = resources.date(true);
        String prefix = resources.pick(PREFIXES);
        return new Condition(parameter, prefix + written.text(), made -> made.of(parameter)
                .stream()
                .anyMatch(value -> value instanceof Span span && meets(prefix, span, written.span())));
    }

    private static boolean meets(String prefix, Span found, Span asked) {
        boolean contained = !found.low().isBefore(asked.low()) && !found.high().isAfter(asked.high());
        boolean reachesAbove = found.high().isAfter(asked.high());
        boolean reachesBelow = found.low().isBefore(asked.low());
        return switch (prefix) {
            case "ne" -> !contained;
            case "gt" -> reachesAbove;
            case "lt" -> reachesBelow;
            case "ge" -> reachesAbove || contained;
            case "le" -> reachesBelow || contained;
            case "sa" -> !found.low().isBefore(asked.high());
            case "eb" -> !found.high().isAfter(asked.low());
            // A tenth of the distance from now is at least two months and, for these dates, less than 74 years.
            case "ap" -> found.low().isBefore(asked.high().plus(Duration.ofDays(60)))
                    && found.high().isAfter(asked.low().minus(Duration.ofDays(60)));
            default -> contained;
        };
    }

    private Condition number(String parameter) {
        BigDecimal asked = resources.number();
        String prefix = resources.pick(PREFIXES);
        return new Condition(parameter, prefix + asked.toPlainString(), made -> made.of(parameter)
                .stream()
                .anyMatch(value -> value instanceof Amount amount
                        && meets(prefix, amount.value(), asked, BigDecimal.ONE)));
    }

    private Condition quantity() {
        if (random.nextInt(3) == 0) {
            return number("value-quantity");
        }
        BigDecimal asked = resources.number();
        String prefix = resources.pick(PREFIXES);
        String unit = resources.pick(List.of("mg", "g"));
        boolean ucum = random.nextBoolean();
        return new Condition("value-quantity",
                prefix + asked.toPlainString() + (ucum ? "|http://unitsofmeasure.org|" : "||") + unit,
                made -> made.of("value-quantity")
                        .stream()
                        .map(Amount.class::cast)
                        .filter(amount -> ucum || amount.unit().equals(unit))
                        .anyMatch(amount -> meets(prefix, milligrams(amount.value(), amount.unit()), asked,
                                milligrams(BigDecimal.ONE, unit))));
    }

    static BigDecimal milligrams(BigDecimal value, String unit) {
        return unit.equals("g") ? value.movePointRight(3) : value;
    }

    /** Where the digits of what is asked reach: half of the last one down and, without its end, up. */
    private static boolean meets(String prefix, BigDecimal found, BigDecimal asked, BigDecimal unit) {
        BigDecimal half = HALF.movePointLeft(asked.scale()).multiply(unit);
        BigDecimal middle = asked.multiply(unit);
        int order = found.compareTo(middle);
        boolean equal = found.compareTo(middle.subtract(half)) >= 0 && found.compareTo(middle.add(half)) < 0;
        return switch (prefix) {
            case "ne" -> !equal;
            case "gt", "sa" -> order > 0;
            case "lt", "eb" -> order < 0;
            case "ge" -> order >= 0;
            case "le" -> order <= 0;
            case "ap" -> found.subtract(middle).abs().compareTo(half.max(middle.abs().movePointLeft(1))) <= 0;
            default -> equal;
        };
    }
}
