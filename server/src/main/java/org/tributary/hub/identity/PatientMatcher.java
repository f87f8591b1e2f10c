package org.tributary.hub.identity;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.identity.PatientMatch.Grade;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.StoredResource;
import org.tributary.mapping.NhsNumber;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds the visible source Patients that may be a person someone describes. Certain is what linkage would link: the
 * same valid NHS number and birth date. Two different valid NHS numbers are two people. All else is for a human to
 * judge.
 *
 * <p>
 * Reads the tables that {@link Linkage} owns.
 */
@Component
public final class PatientMatcher {

    /** A wider description than this wants more words, not more candidates. */
    private static final int MOST_CANDIDATES = 200;

    private final ResourceReader resources;

    PatientMatcher(ResourceReader resources) {
        this.resources = resources;
    }

    /** Whether a description holds enough to look for: an identifier, or a family name and a birth date. */
    public static boolean canLookFor(JsonNode described) {
        PatientTraits traits = PatientTraits.of(described);
        return traits.nhsNumber().isPresent() || !PatientTraits.identifierValues(described).isEmpty()
                || traits.family().isPresent() && traits.birthDate().isPresent();
    }

    /** The likeliest first. */
    public List<PatientMatch> find(ReadTransaction transaction, JsonNode described) {
        PatientTraits traits = PatientTraits.of(described);
        Set<String> candidates = new TreeSet<>(transaction.jdbc()
                .sql("""
                        (SELECT patient FROM patient_traits WHERE nhs_number = :number LIMIT :most)
                        UNION
                        (SELECT patient FROM patient_traits
                         WHERE family = :family AND birth_date = :birthDate LIMIT :most)
                        UNION
                        (SELECT patient FROM patient_number WHERE value = ANY (:values) LIMIT :most)""")
                .param("number", traits.nhsNumber().map(NhsNumber::value).orElse(""))
                .param("family", traits.family().orElse(""))
                .param("birthDate", traits.birthDate().orElse(""))
                .param("values", PatientTraits.identifierValues(described).toArray(String[]::new))
                .param("most", MOST_CANDIDATES)
                .query(String.class)
                .list());
        return resources
                .findAll(transaction, candidates.stream().map(id -> new ResourceKey("Patient", id)).toList())
                .stream()
                .flatMap(patient -> compare(described, traits, patient).stream())
                .sorted(Comparator.comparing(PatientMatch::score)
                        .reversed()
                        .thenComparing(match -> match.patient().key().id()))
                .toList();
    }

    private static Optional<PatientMatch> compare(JsonNode described, PatientTraits traits, StoredResource patient) {
        JsonNode known = JsonMapper.shared().readTree(patient.json());
        PatientTraits other = PatientTraits.of(known);
        Optional<Boolean> sameBirth = same(traits.birthDate(), other.birthDate());
        Optional<Boolean> sameNumber = same(traits.nhsNumber(), other.nhsNumber());
        if (sameNumber.isPresent()) {
            return sameNumber.get()
                    ? Optional.of(sameNhsNumber(patient, sameBirth, traits.linkable() && other.linkable()))
                    : Optional.empty();
        }
        int points = sameIdentifier(described, known) ? 60 : 0;
        points += points(sameBirth, 25, -20) + points(same(traits.family(), other.family()), 25, -10)
                + points(same(given(described), given(known)), 20, -20)
                + points(same(text(described, "gender"), text(known, "gender")), 5, -15)
                + points(same(postcode(described), postcode(known)), 15, 0);
        if (points < 30) {
            return Optional.empty();
        }
        return Optional.of(match(patient, points >= 75 ? Grade.PROBABLE : Grade.POSSIBLE, Math.min(points, 95)));
    }

    private static PatientMatch sameNhsNumber(StoredResource patient, Optional<Boolean> sameBirth, boolean linkable) {
        if (sameBirth.isEmpty()) {
            return match(patient, Grade.PROBABLE, 90);
        }
        if (!sameBirth.get()) {
            return match(patient, Grade.POSSIBLE, 50);
        }
        return linkable ? match(patient, Grade.CERTAIN, 100) : match(patient, Grade.PROBABLE, 92);
    }

    private static PatientMatch match(StoredResource patient, Grade grade, int hundredths) {
        return new PatientMatch(patient, grade, BigDecimal.valueOf(hundredths, 2));
    }

    private static int points(Optional<Boolean> same, int yes, int no) {
        return same.map(equal -> equal ? yes : no).orElse(0);
    }

    /** Empty when one of the two does not say. */
    private static <T> Optional<Boolean> same(Optional<T> one, Optional<T> other) {
        return one.isEmpty() || other.isEmpty() ? Optional.empty() : Optional.of(one.equals(other));
    }

    private static boolean sameIdentifier(JsonNode described, JsonNode known) {
        Set<String> identifiers = new HashSet<>();
        known.path("identifier").forEach(identifier -> identifiers.add(name(identifier)));
        return described.path("identifier")
                .valueStream()
                .anyMatch(identifier -> identifier.has("system") && identifier.has("value")
                        && identifiers.contains(name(identifier)));
    }

    private static String name(JsonNode identifier) {
        return identifier.path("system").asString("") + '|' + identifier.path("value").asString("");
    }

    private static Optional<String> given(JsonNode patient) {
        return patient.path("name")
                .valueStream()
                .flatMap(name -> name.path("given").valueStream())
                .map(given -> PatientTraits.fold(given.asString("")))
                .filter(given -> !given.isEmpty())
                .findFirst();
    }

    private static Optional<String> postcode(JsonNode patient) {
        return patient.path("address")
                .valueStream()
                .map(address -> PatientTraits.fold(address.path("postalCode").asString("")))
                .filter(code -> !code.isEmpty())
                .findFirst();
    }

    private static Optional<String> text(JsonNode node, String name) {
        return node.path(name).isString() ? Optional.of(node.path(name).asString()) : Optional.empty();
    }
}
