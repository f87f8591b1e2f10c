package org.tributary.hub.identity.linking;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.identity.compare.BlockingKeys;
import org.tributary.hub.identity.compare.KeyKind;
import org.tributary.hub.identity.compare.Traits;
import org.tributary.mapping.NhsNumber;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is kept of source Patients to compare them.
 *
 * <p>
 * Owns the tables {@code patient_traits}, {@code patient_key} and {@code patient_number}.
 */
final class TraitRows {

    private final JdbcClient jdbc;

    TraitRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is kept of one Patient, and whose it is. */
    record Kept(long number, int scope, String json) {

        Traits traits() {
            return JsonMapper.shared().readValue(json, Traits.class);
        }
    }

    /**
     * A Patient as it is to be kept.
     *
     * @param keys
     *            its blocking keys: worked out once, for they cost more than anything else that linkage does with it
     */
    record Fresh(SourcePatient source, Traits traits, String json, Map<Long, KeyKind> keys) {

        static Fresh of(SourcePatient source) {
            Traits traits = Traits.of(source.id(), source.owner().feed(), source.patient());
            return new Fresh(source, traits, JsonMapper.shared().writeValueAsString(traits),
                    BlockingKeys.kindsOf(traits));
        }
    }

    /** Those of these Patients that are kept, by id. */
    Map<String, Kept> find(Collection<String> patients) {
        Map<String, Kept> found = new HashMap<>();
        jdbc.sql("""
                SELECT patient, number, scope, traits FROM patient_traits
                WHERE patient = ANY (:patients) AND traits IS NOT NULL""")
                .param("patients", patients.toArray(String[]::new))
                .query(row -> {
                    found.put(row.getString("patient"),
                            new Kept(row.getLong("number"), row.getInt("scope"), row.getString("traits")));
                });
        return found;
    }

    /**
     * Keeps new and changed Patients; their keys are to be kept next.
     *
     * @param known
     *            those that may be kept already
     */
    Map<String, Long> keep(List<Fresh> patients, Set<String> known) {
        Map<String, Long> numbers = new HashMap<>();
        List<PatientTraits> shown = patients.stream().map(fresh -> PatientTraits.of(fresh.source().patient())).toList();
        jdbc.sql("""
                INSERT INTO patient_traits (patient, feed, scope, nhs_number, linkable, birth_date, family, traits)
                SELECT * FROM unnest(:patients::text[], :feeds::int[], :scopes::int[], :numbers::text[],
                                     :linkable::boolean[], :birthDates::text[], :families::text[], :traits::text[])
                ON CONFLICT (patient) DO UPDATE SET feed = excluded.feed, scope = excluded.scope,
                  nhs_number = excluded.nhs_number, linkable = excluded.linkable, birth_date = excluded.birth_date,
                  family = excluded.family, traits = excluded.traits
                RETURNING patient, number""")
                .param("patients", array(patients, fresh -> fresh.source().id()))
                .param("feeds", patients.stream().map(fresh -> fresh.source().owner().feed()).toArray(Integer[]::new))
                .param("scopes", patients.stream().map(fresh -> fresh.source().owner().scope()).toArray(Integer[]::new))
                .param("numbers", array(shown, traits -> traits.nhsNumber().map(NhsNumber::value).orElse(null)))
                .param("linkable", shown.stream().map(PatientTraits::linkable).toArray(Boolean[]::new))
                .param("birthDates", array(shown, traits -> traits.birthDate().orElse(null)))
                .param("families", array(shown, traits -> traits.family().orElse(null)))
                .param("traits", array(patients, Fresh::json))
                .query(row -> {
                    numbers.put(row.getString("patient"), row.getLong("number"));
                });
        keepIdentifiers(patients, known);
        return numbers;
    }

    private void keepIdentifiers(List<Fresh> patients, Set<String> known) {
        if (!known.isEmpty()) {
            jdbc.sql("DELETE FROM patient_number WHERE patient = ANY (:patients)")
                    .param("patients", known.toArray(String[]::new))
                    .update();
        }
        List<String> ids = new ArrayList<>();
        List<Integer> scopes = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Fresh fresh : patients) {
            for (String value : PatientTraits.identifierValues(fresh.source().patient())) {
                ids.add(fresh.source().id());
                scopes.add(fresh.source().owner().scope());
                values.add(value);
            }
        }
        jdbc.sql("""
                INSERT INTO patient_number (patient, scope, value)
                SELECT * FROM unnest(:patients::text[], :scopes::int[], :values::text[])""")
                .param("patients", ids.toArray(String[]::new))
                .param("scopes", scopes.toArray(Integer[]::new))
                .param("values", values.toArray(String[]::new))
                .update();
    }

    /** Keeps the keys of Patients, and forgets those that they had and have no more. */
    static void keepKeys(WriteTransaction transaction, List<Fresh> patients, Map<String, Long> numbers,
            Map<String, Kept> before) {
        Keys added = new Keys();
        Keys gone = new Keys();
        for (Fresh fresh : patients) {
            String id = fresh.source().id();
            long number = numbers.getOrDefault(id, 0L);
            int scope = fresh.source().owner().scope();
            Kept kept = before.get(id);
            Set<Long> now = fresh.keys().keySet();
            Set<Long> then = kept == null ? Set.of() : BlockingKeys.of(kept.traits());
            boolean moved = kept != null && kept.scope() != scope;
            then.stream().filter(key -> moved || !now.contains(key)).forEach(key -> gone.add(number, scope, key));
            now.stream().filter(key -> moved || !then.contains(key)).forEach(key -> added.add(number, scope, key));
        }
        gone.delete(transaction.jdbc());
        added.insert(transaction);
    }

    void forget(Collection<String> patients) {
        if (patients.isEmpty()) {
            return;
        }
        String[] ids = patients.toArray(String[]::new);
        Map<String, Kept> kept = find(patients);
        Keys gone = new Keys();
        kept.values()
                .forEach(one -> BlockingKeys.of(one.traits()).forEach(key -> gone.add(one.number(), one.scope(), key)));
        gone.delete(jdbc);
        jdbc.sql("DELETE FROM patient_number WHERE patient = ANY (:patients)").param("patients", ids).update();
        jdbc.sql("DELETE FROM patient_traits WHERE patient = ANY (:patients)").param("patients", ids).update();
    }

    /** Patients by their numbers. */
    Map<Long, Scoped> findByNumber(Collection<Long> numbers) {
        Map<Long, Scoped> found = new HashMap<>();
        jdbc.sql("SELECT number, scope, traits FROM patient_traits WHERE number = ANY (:numbers)")
                .param("numbers", numbers.toArray(Long[]::new))
                .query(row -> {
                    Kept kept = new Kept(row.getLong("number"), row.getInt("scope"), row.getString("traits"));
                    found.put(kept.number(), new Scoped(kept.traits(), kept.scope()));
                });
        return found;
    }

    /** Traits and the scope that shows them. */
    record Scoped(Traits traits, int scope) {
    }

    private static <T> @Nullable String[] array(List<T> values, Function<T, @Nullable String> column) {
        return values.stream().map(column).toArray(String[]::new);
    }

    private record Key(long key, long patient, int scope) {
    }

    /** Rows of {@code patient_key}. */
    private static final class Keys {

        /** From here on COPY is quicker than a statement. */
        private static final int MANY = 500;

        private final List<Key> rows = new ArrayList<>();

        private void add(long patient, int scope, long key) {
            rows.add(new Key(key, patient, scope));
        }

        /** In the order of the index, which is then written page after page, however large it has grown. */
        private void insert(WriteTransaction transaction) {
            rows.sort(Comparator.comparingLong(Key::key).thenComparingLong(Key::patient));
            if (rows.size() >= MANY) {
                copy(transaction);
            } else if (!rows.isEmpty()) {
                transaction.jdbc()
                        .sql("""
                                INSERT INTO patient_key (key, patient, scope)
                                SELECT * FROM unnest(:keys::bigint[], :patients::bigint[], :scopes::int[])""")
                        .param("keys", keys())
                        .param("patients", patients())
                        .param("scopes", rows.stream().map(Key::scope).toArray(Integer[]::new))
                        .update();
            }
        }

        private void copy(WriteTransaction transaction) {
            StringBuilder text = new StringBuilder(rows.size() * 40);
            rows.forEach(row -> text.append(row.key)
                    .append('\t')
                    .append(row.patient)
                    .append('\t')
                    .append(row.scope)
                    .append('\n'));
            transaction.copyIn("COPY patient_key (key, patient, scope) FROM STDIN", text.toString());
        }

        private void delete(JdbcClient jdbc) {
            if (!rows.isEmpty()) {
                jdbc.sql(
                        """
                                DELETE FROM patient_key k USING unnest(:keys::bigint[], :patients::bigint[]) AS gone (key, patient)
                                WHERE k.key = gone.key AND k.patient = gone.patient""")
                        .param("keys", keys())
                        .param("patients", patients())
                        .update();
            }
        }

        private Long[] keys() {
            return rows.stream().map(Key::key).toArray(Long[]::new);
        }

        private Long[] patients() {
            return rows.stream().map(Key::patient).toArray(Long[]::new);
        }
    }
}
