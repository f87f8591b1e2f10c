package org.tributary.hub.store;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.store.index.Hash;
import org.tributary.hub.store.index.ParameterCatalog;
import org.tributary.hub.store.index.ParameterDefinition;

/** Names the visible resources that carry a URI, without reading what may be their ten thousands of codes. */
@Component
public final class CanonicalReader {

    /** A current resource; with its version, a name for what it says. */
    public record Current(ResourceKey key, int version) {
    }

    /**
     * The latest written first.
     *
     * @param parameter
     *            a search parameter of the type uri, such as {@code url}
     */
    public List<Current> list(ReadTransaction transaction, String type, String parameter, String uri) {
        List<Integer> paths = new ArrayList<>();
        if (ParameterCatalog.shared()
                .parametersOf(type)
                .get(parameter) instanceof ParameterDefinition.Indexed indexed) {
            indexed.paths().forEach(path -> paths.add(path.number()));
        }
        return transaction.jdbc()
                .sql("""
                        SELECT r.type, r.id, r.version
                        FROM (SELECT DISTINCT l.resource FROM index_link l
                              WHERE l.path = ANY (:paths) AND l.target = :uri) found
                        JOIN resource r ON r.pk = found.resource
                        WHERE r.type = :type AND r.body IS NOT NULL
                        ORDER BY r.last_updated DESC, r.pk DESC""")
                .param("type", type)
                .param("paths", paths.toArray(Integer[]::new))
                .param("uri", Hash.value(uri))
                .query((row, number) -> new Current(new ResourceKey(row.getString("type"), row.getString("id")),
                        row.getInt("version")))
                .list();
    }
}
