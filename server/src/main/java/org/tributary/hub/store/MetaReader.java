package org.tributary.hub.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.store.index.ParameterCatalog;
import org.tributary.hub.store.index.ParameterDefinition;

/**
 * Finds which profiles, tags and security labels are in use, by one resource for each: the index tells them apart, but
 * holds no more of them than hashes.
 */
@Component
public final class MetaReader {

    /** More differing ones nobody can look through. */
    public static final int MOST = 10_000;

    /**
     * Visible resources which together carry every profile, tag and security label that visible resources of these
     * types carry; empty when there are more than {@link #MOST} of them.
     */
    public Optional<List<StoredResource>> listCarriers(ReadTransaction transaction, Collection<String> types) {
        Long[] carriers = transaction.jdbc()
                .sql("""
                        (SELECT min(resource) FROM index_token WHERE path = ANY (:tokens) GROUP BY path, code, system
                         LIMIT :most)
                        UNION ALL
                        (SELECT min(resource) FROM index_link WHERE path = ANY (:links) GROUP BY path, target
                         LIMIT :most)""")
                .param("tokens", paths(types, "_tag", "_security"))
                .param("links", paths(types, "_profile"))
                .param("most", MOST + 1)
                .query(Long.class)
                .list()
                .toArray(Long[]::new);
        if (carriers.length > MOST) {
            return Optional.empty();
        }
        return Optional.of(transaction.jdbc()
                .sql("""
                        SELECT type, id, version, last_updated, body, patient FROM resource
                        WHERE pk = ANY (:carriers) AND body IS NOT NULL""")
                .param("carriers", carriers)
                .query((row, number) -> ResourceReader.stored(transaction.release(), row))
                .list());
    }

    private static Integer[] paths(Collection<String> types, String... parameters) {
        List<Integer> paths = new ArrayList<>();
        for (String type : types) {
            for (String parameter : parameters) {
                if (ParameterCatalog.shared()
                        .parametersOf(type)
                        .get(parameter) instanceof ParameterDefinition.Indexed indexed) {
                    indexed.paths().forEach(path -> paths.add(path.number()));
                }
            }
        }
        return paths.toArray(Integer[]::new);
    }
}
