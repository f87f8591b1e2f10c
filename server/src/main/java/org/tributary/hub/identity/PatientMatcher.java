package org.tributary.hub.identity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.identity.PatientMatch.Grade;
import org.tributary.hub.identity.compare.BlockingKeys;
import org.tributary.hub.identity.compare.Evidence;
import org.tributary.hub.identity.compare.Field;
import org.tributary.hub.identity.compare.Judge;
import org.tributary.hub.identity.compare.Judgement;
import org.tributary.hub.identity.compare.Level;
import org.tributary.hub.identity.compare.Traits;
import org.tributary.hub.identity.compare.Verdict;
import org.tributary.hub.identity.linking.Judges;
import org.tributary.hub.identity.linking.Linkage;
import org.tributary.hub.identity.linking.PatientTraits;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.StoredResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds the visible source Patients that may be a person someone describes, by the comparison that linkage itself
 * makes. Certain is what an NHS number links. Two different valid NHS numbers are two people. All else is for a human
 * to judge.
 *
 * <p>
 * Reads the tables of {@link Linkage}.
 */
@Component
public final class PatientMatcher {

    /** A wider description than this wants more words, not more answers. */
    private static final int MOST = 200;

    /** From so many bits on the evidence, when nothing speaks against it, makes a match probable. */
    private static final double PROBABLE_BITS = 28;

    /** The evidence that halves what is missing from a score of 1. */
    private static final double HALVING_BITS = 12;

    private final ResourceReader resources;
    private final Judges judges;

    PatientMatcher(ResourceReader resources, Judges judges) {
        this.resources = resources;
        this.judges = judges;
    }

    private record Hit(String patient, Grade grade, BigDecimal score) {
    }

    /** Whether a description holds enough to look for: an identifier, or a family name and a birth date. */
    public static boolean canLookFor(JsonNode described) {
        PatientTraits traits = PatientTraits.of(described);
        return traits.nhsNumber().isPresent() || !PatientTraits.identifierValues(described).isEmpty()
                || traits.family().isPresent() && traits.birthDate().isPresent();
    }

    /** The likeliest first. */
    public List<PatientMatch> find(ReadTransaction transaction, JsonNode described) {
        Traits wanted = Traits.of("", 0, described);
        Judge judge = judges.current(transaction.jdbc());
        List<Hit> hits = new ArrayList<>();
        for (Traits candidate : candidates(transaction, wanted)) {
            Judgement judgement = judge.judge(wanted, candidate);
            grade(judge, judgement).ifPresent(
                    grade -> hits.add(new Hit(candidate.id(), grade, score(grade, judgement.score()))));
        }
        hits.sort(Comparator.comparing(Hit::score).reversed().thenComparing(Hit::patient));
        List<Hit> best = hits.subList(0, Math.min(hits.size(), MOST));
        Map<String, StoredResource> patients = new HashMap<>();
        resources.findAll(transaction, best.stream().map(hit -> new ResourceKey("Patient", hit.patient())).toList())
                .forEach(patient -> patients.put(patient.key().id(), patient));
        List<PatientMatch> matches = new ArrayList<>();
        for (Hit hit : best) {
            StoredResource patient = patients.get(hit.patient());
            if (patient != null) {
                matches.add(new PatientMatch(patient, hit.grade(), hit.score()));
            }
        }
        return matches;
    }

    private static List<Traits> candidates(ReadTransaction transaction, Traits wanted) {
        return transaction.jdbc()
                .sql("""
                        SELECT t.traits FROM patient_traits t
                        WHERE t.number = ANY (ARRAY (SELECT k.patient FROM patient_key k WHERE k.key = ANY (:keys)))
                          AND t.traits IS NOT NULL""")
                .param("keys", BlockingKeys.of(wanted).toArray(Long[]::new))
                .query((row, number) -> JsonMapper.shared().readValue(row.getString("traits"), Traits.class))
                .list();
    }

    private static Optional<Grade> grade(Judge judge, Judgement judgement) {
        Evidence evidence = judgement.evidence();
        if (judgement.verdict() == Verdict.APART || evidence.is(Field.NHS_NUMBER, Level.DIFFERENT)) {
            return Optional.empty();
        }
        boolean sameNumber = evidence.is(Field.NHS_NUMBER, Level.SAME, Level.UNTRUSTED);
        boolean knownGate = !judgement.rule().equals(judge.weights().version());
        if (judgement.verdict() == Verdict.LINK) {
            return Optional.of(sameNumber ? Grade.CERTAIN : Grade.PROBABLE);
        }
        if (sameNumber) {
            boolean dateAgrees = evidence.is(Field.BIRTH_DATE, Level.SAME, Level.MISSING);
            return Optional.of(dateAgrees && !knownGate ? Grade.PROBABLE : Grade.POSSIBLE);
        }
        boolean anchored = evidence.is(Field.BIRTH_DATE, Level.SAME, Level.SWAPPED, Level.PARTIAL)
                || evidence.is(Field.LOCAL_NUMBER, Level.SAME) || evidence.is(Field.POSTCODE, Level.SAME)
                || evidence.is(Field.PHONE, Level.SAME) || evidence.is(Field.ADDRESS, Level.SAME);
        if (!anchored) {
            return Optional.empty();
        }
        return Optional.of(judgement.score() >= PROBABLE_BITS && !knownGate ? Grade.PROBABLE : Grade.POSSIBLE);
    }

    /** Greater with the evidence, and never greater than that of a better grade. */
    private static BigDecimal score(Grade grade, double bits) {
        double evidence = 1 - Math.pow(2, -Math.max(bits, 0) / HALVING_BITS);
        double score = switch (grade) {
            case CERTAIN -> 1;
            case PROBABLE -> Math.clamp(evidence, 0.60, 0.99);
            case POSSIBLE -> Math.clamp(evidence, 0.10, 0.59);
        };
        return BigDecimal.valueOf(score).setScale(2, RoundingMode.HALF_UP);
    }
}
