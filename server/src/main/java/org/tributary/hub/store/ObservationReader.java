package org.tributary.hub.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.store.ObservationQuery.Coded;
import org.tributary.hub.store.index.DateRange;
import org.tributary.hub.store.index.IndexPath;
import org.tributary.hub.store.index.ParameterCatalog;
import org.tributary.hub.store.index.ParameterDefinition;
import org.tributary.hub.store.index.ReferenceTarget;
import org.tributary.hub.store.index.TokenKey;

/** Reads one subject's visible Observations by what they are of and when. */
@Component
public final class ObservationReader {

    private static final long LOINC = TokenKey.system("http://loinc.org");
    private static final long SNOMED_CT = TokenKey.system("http://snomed.info/sct");

    /**
     * The latest of each code, codes together, the latest first; those without a time are the oldest. An Observation
     * with several codings counts for one: of those asked for, else LOINC's, else SNOMED CT's, else always the same
     * one. Those without any coding come all, at the end: nothing the index knows tells them apart.
     *
     * @param most
     *            of each code
     */
    public List<StoredResource> listLatest(ReadTransaction transaction, ObservationQuery query, int most) {
        Map<String, Object> parameters = parameters(query, "code");
        parameters.put("loinc", LOINC);
        parameters.put("snomed", SNOMED_CT);
        parameters.put("most", most);
        return transaction.jdbc()
                .sql("WITH " + found(query) + """
                        , coded AS (
                          SELECT DISTINCT ON (f.resource) f.resource, t.system, t.code
                          FROM found f LEFT JOIN index_token t ON t.resource = f.resource AND t.path = ANY (:codePaths)
                        """ + (query.codes().isEmpty() ? "" : "WHERE " + matches("t", "codes")) + """
                          ORDER BY f.resource, (t.system = :loinc) DESC, (t.system = :snomed) DESC, t.system, t.code),
                        placed AS (
                          SELECT c.resource, c.system, c.code, row_number() OVER (
                            PARTITION BY c.system, c.code ORDER BY d.low DESC NULLS LAST, c.resource DESC) AS place
                          FROM coded c LEFT JOIN LATERAL (
                            SELECT max(s.low) AS low FROM index_span s
                            WHERE s.resource = c.resource AND s.path = ANY (:datePaths)) d ON true)
                        SELECT r.type, r.id, r.version, r.last_updated, r.body, r.patient
                        FROM placed p JOIN resource r ON r.pk = p.resource
                        WHERE p.place <= :most OR p.code IS NULL
                        ORDER BY p.system, p.code, p.place""")
                .params(parameters)
                .query((row, number) -> ResourceReader.stored(transaction.release(), row))
                .list();
    }

    /**
     * All that were made in a stretch of time, the latest first; the codes may be those of components.
     *
     * @param start
     *            an R4 date or time; those without a time are in only when there is neither start nor end
     */
    public List<StoredResource> list(ReadTransaction transaction, ObservationQuery query, Optional<String> start,
            Optional<String> end) {
        Map<String, Object> parameters = parameters(query, "combo-code");
        parameters.put("low", DateRange.time(start.map(text -> range("start", text).low()).orElse(DateRange.MIN)));
        parameters.put("high", DateRange.time(end.map(text -> range("end", text).high()).orElse(DateRange.MAX)));
        String within = start.isEmpty() && end.isEmpty() ? "" : " WHERE d.low >= :low AND d.low < :high";
        return transaction.jdbc()
                .sql("WITH " + found(query) + """
                        SELECT r.type, r.id, r.version, r.last_updated, r.body, r.patient
                        FROM found f JOIN resource r ON r.pk = f.resource
                        LEFT JOIN LATERAL (
                          SELECT max(s.low) AS low FROM index_span s
                          WHERE s.resource = f.resource AND s.path = ANY (:datePaths)) d ON true
                        """ + within + " ORDER BY d.low DESC NULLS LAST, f.resource DESC")
                .params(parameters)
                .query((row, number) -> ResourceReader.stored(transaction.release(), row))
                .list();
    }

    private static DateRange range(String parameter, String text) {
        return DateRange.parse(text)
                .orElseThrow(() -> SearchRefused.invalid(parameter, "it is not a date or time of R4"));
    }

    private static String found(ObservationQuery query) {
        return """
                found AS (
                  SELECT l.resource FROM index_link l
                  WHERE l.path = ANY (:subjectPaths) AND l.target = :subject
                    AND NOT EXISTS (SELECT FROM index_token e
                                    WHERE e.resource = l.resource AND e.path = ANY (:statusPaths) AND e.code = :error)
                """ + condition(query.codes(), "codes", "codePaths")
                + condition(query.categories(), "categories", "categoryPaths") + ") ";
    }

    private static String condition(List<Coded> any, String values, String paths) {
        return any.isEmpty()
                ? ""
                : " AND EXISTS (SELECT FROM index_token i WHERE i.resource = l.resource AND i.path = ANY (:" + paths
                        + ") AND " + matches("i", values) + ")";
    }

    private static String matches(String row, String values) {
        return """
                EXISTS (SELECT FROM unnest(:%2$s::bigint[], :%2$sSystems::bigint[]) AS w (code, system)
                        WHERE w.code = %1$s.code AND (w.system IS NULL OR w.system = %1$s.system))
                """.formatted(row, values);
    }

    private static Map<String, Object> parameters(ObservationQuery query, String codeParameter) {
        ReferenceTarget subject = ReferenceTarget.of(query.subject());
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("subject", subject.hash());
        parameters.put("error", TokenKey.code("entered-in-error"));
        parameters.put("subjectPaths",
                paths("subject").stream().map(path -> path.targetNumber(subject.type())).toArray(Integer[]::new));
        parameters.put("codePaths", numbers(codeParameter));
        parameters.put("categoryPaths", numbers("category"));
        parameters.put("statusPaths", numbers("status"));
        parameters.put("datePaths", numbers("date"));
        put(parameters, "codes", query.codes());
        put(parameters, "categories", query.categories());
        return parameters;
    }

    private static void put(Map<String, Object> parameters, String name, List<Coded> any) {
        @Nullable
        Long[] systems = new Long[any.size()];
        Long[] codes = new Long[any.size()];
        for (int i = 0; i < any.size(); i++) {
            codes[i] = TokenKey.code(any.get(i).code());
            systems[i] = any.get(i)
                    .system()
                    .map(system -> system.isEmpty() ? TokenKey.NO_SYSTEM : TokenKey.system(system))
                    .orElse(null);
        }
        parameters.put(name, codes);
        parameters.put(name + "Systems", systems);
    }

    private static Integer[] numbers(String parameter) {
        return paths(parameter).stream().map(IndexPath::number).toArray(Integer[]::new);
    }

    private static List<IndexPath> paths(String parameter) {
        return ParameterCatalog.shared()
                .parametersOf("Observation")
                .get(parameter) instanceof ParameterDefinition.Indexed indexed ? indexed.paths() : List.of();
    }
}
