package org.tributary.hub.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.WriteTransaction;

/**
 * Writes resources; for the commit line alone, which locks what it writes beforehand.
 *
 * <p>
 * Owns the tables {@code resource}, {@code resource_version}, and those whose names begin with {@code index_}.
 */
@Component
public final class ResourceWriter {

    private final StoreSettings settings;
    private final CustomParameters parameters;

    @Autowired
    ResourceWriter(StoreSettings settings, CustomParameters parameters) {
        this.settings = settings;
        this.parameters = parameters;
    }

    ResourceWriter(StoreSettings settings) {
        this(settings, CustomParameters.none());
    }

    public ResourceWriter() {
        this(new StoreSettings(false));
    }

    /**
     * Applies the writes of one publisher in order, all or none. Few travel as statements, many by COPY; what they do
     * is the same.
     *
     * @return one outcome per write, in their order
     * @throws VersionConflict
     *             when a write expected another version
     * @throws ForeignResource
     *             when another publisher's feed owns a resource
     * @throws org.springframework.dao.DuplicateKeyException
     *             when another transaction created one of the resources meanwhile; to try again is safe
     */
    public List<WriteOutcome> write(WriteTransaction transaction, RecordOwner owner, List<ResourceWrite> writes) {
        WriteOutcome[] outcomes = new WriteOutcome[writes.size()];
        try {
            for (List<Integer> round : rounds(writes)) {
                WriteRound.run(transaction, owner, settings, parameters, round, writes, outcomes);
            }
        } catch (SQLException e) {
            RuntimeException translated = new SQLErrorCodeSQLExceptionTranslator("PostgreSQL").translate("write", null,
                    e);
            throw translated == null ? new IllegalStateException("The write failed", e) : translated;
        }
        return List.of(outcomes);
    }

    /** A later write to the same resource sees what the earlier one did: it goes into a later round. */
    private static List<List<Integer>> rounds(List<ResourceWrite> writes) {
        List<List<Integer>> rounds = new ArrayList<>();
        Map<ResourceKey, Integer> next = HashMap.newHashMap(writes.size());
        for (int i = 0; i < writes.size(); i++) {
            int round = next.merge(writes.get(i).key(), 1, Integer::sum) - 1;
            if (rounds.size() == round) {
                rounds.add(new ArrayList<>());
            }
            rounds.get(round).add(i);
        }
        return rounds;
    }

    /** The current, not deleted resources of an aggregate, by type and id. */
    public List<ResourceKey> listOwned(WriteTransaction transaction, long aggregate) {
        return transaction.jdbc()
                .sql("""
                        SELECT type, id FROM resource WHERE aggregate = :aggregate AND body IS NOT NULL
                        ORDER BY type, id""")
                .param("aggregate", aggregate)
                .query((row, number) -> new ResourceKey(row.getString("type"), row.getString("id")))
                .list();
    }
}
