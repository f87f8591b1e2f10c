package org.tributary.hub.identity.linking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.identity.compare.Evidence;
import org.tributary.hub.identity.compare.Judge;
import org.tributary.hub.identity.compare.Training;
import org.tributary.hub.identity.compare.Traits;
import org.tributary.hub.identity.compare.Weights;
import tools.jackson.databind.json.JsonMapper;

/**
 * Works out weights from the Patients that the hub holds. It reads a bounded sample, spread by the hash of ids, so that
 * the same store gives the same weights.
 *
 * <p>
 * Reads the tables that {@link TraitRows} owns.
 */
@Component
public final class WeightsTraining {

    private static final int MOST_PAIRS = 100_000;
    private static final int MOST_PATIENTS = 200_000;

    /**
     * @param version
     *            names the weights
     */
    public TrainedWeights train(ReadTransaction transaction, String version) {
        List<Evidence> byNumber = pairs(transaction, """
                SELECT a.traits AS one, b.traits AS other
                FROM patient_traits a
                JOIN patient_traits b ON b.nhs_number = a.nhs_number AND b.linkable AND b.number > a.number
                WHERE a.linkable AND a.traits IS NOT NULL AND b.traits IS NOT NULL
                ORDER BY hashtextextended(a.patient, 0), b.number LIMIT :most""");
        List<Evidence> byName = pairs(transaction, """
                SELECT a.traits AS one, b.traits AS other
                FROM patient_traits a
                JOIN patient_traits b ON b.family = a.family AND b.birth_date = a.birth_date AND b.number > a.number
                WHERE a.traits IS NOT NULL AND b.traits IS NOT NULL
                ORDER BY hashtextextended(a.patient, 0), b.number LIMIT :most""");
        List<Traits> some = some(transaction);
        List<Evidence> random = new ArrayList<>();
        // Neighbours by hash are strangers, but for the few that chance brings together.
        for (int distance = 1; distance <= 5; distance++) {
            for (int i = 0; i + distance < some.size() && random.size() < MOST_PAIRS; i++) {
                random.add(Judge.compare(some.get(i), some.get(i + distance)));
            }
        }
        Training.Sample sample = new Training.Sample(byNumber, byName, random, families(some), givens(some));
        return new TrainedWeights(new Training(Weights.shipped()).train(version, sample), byNumber.size(),
                byName.size(),
                random.size());
    }

    private static List<Evidence> pairs(ReadTransaction transaction, String sql) {
        return transaction.jdbc()
                .sql(sql)
                .param("most", MOST_PAIRS)
                .query((row, number) -> Judge.compare(read(row.getString("one")), read(row.getString("other"))))
                .list();
    }

    private static List<Traits> some(ReadTransaction transaction) {
        return transaction.jdbc()
                .sql("""
                        SELECT traits FROM patient_traits WHERE traits IS NOT NULL
                        ORDER BY hashtextextended(patient, 0) LIMIT :most""")
                .param("most", MOST_PATIENTS)
                .query((row, number) -> read(row.getString("traits")))
                .list();
    }

    private static Map<String, Integer> families(List<Traits> patients) {
        Map<String, Integer> counts = new HashMap<>();
        patients.forEach(patient -> patient.names()
                .stream()
                .map(name -> String.join("", name.families()))
                .filter(family -> !family.isEmpty())
                .distinct()
                .forEach(family -> counts.merge(family, 1, Integer::sum)));
        return counts;
    }

    private static Map<String, Integer> givens(List<Traits> patients) {
        Map<String, Integer> counts = new HashMap<>();
        patients.forEach(patient -> patient.names()
                .stream()
                .flatMap(name -> name.givens().stream().limit(1))
                .distinct()
                .forEach(given -> counts.merge(given, 1, Integer::sum)));
        return counts;
    }

    private static Traits read(String json) {
        return JsonMapper.shared().readValue(json, Traits.class);
    }
}
