package org.tributary.hub.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        return write(transaction, writes.stream().map(write -> new OwnedWrite(owner, write)).toList(),
                Optional.empty());
    }

    /** Makes something of what became of all writes that is written with them. */
    public interface Account {

        /**
         * @param outcomes
         *            in the order of the writes
         * @return a resource that is new, if anything is to be told
         */
        Optional<OwnedWrite> of(List<WriteOutcome> outcomes);
    }

    /**
     * The same for writes of one publisher's feed that belong to several aggregates.
     *
     * @param account
     *            is asked once, unless there are no writes
     */
    public List<WriteOutcome> write(WriteTransaction transaction, List<OwnedWrite> writes, Optional<Account> account) {
        WriteOutcome[] outcomes = new WriteOutcome[writes.size()];
        List<List<Integer>> rounds = rounds(writes);
        try {
            for (List<Integer> round : rounds) {
                boolean last = round == rounds.getLast();
                WriteRound run = new WriteRound(transaction, settings, parameters, round.size(),
                        last && account.isPresent() ? 1 : 0);
                run.run(round.stream().map(writes::get).toList(), told -> {
                    for (int i = 0; i < told.size(); i++) {
                        outcomes[round.get(i)] = told.get(i);
                    }
                    return last ? account.flatMap(one -> one.of(List.of(outcomes))) : Optional.empty();
                });
            }
        } catch (SQLException e) {
            RuntimeException translated = new SQLErrorCodeSQLExceptionTranslator("PostgreSQL").translate("write", null,
                    e);
            throw translated == null ? new IllegalStateException("The write failed", e) : translated;
        }
        return List.of(outcomes);
    }

    /** A later write to the same resource sees what the earlier one did: it goes into a later round. */
    private static List<List<Integer>> rounds(List<OwnedWrite> writes) {
        List<List<Integer>> rounds = new ArrayList<>();
        Map<ResourceKey, Integer> next = HashMap.newHashMap(writes.size());
        for (int i = 0; i < writes.size(); i++) {
            int round = next.merge(writes.get(i).write().key(), 1, Integer::sum) - 1;
            if (rounds.size() == round) {
                rounds.add(new ArrayList<>());
            }
            rounds.get(round).add(i);
        }
        return rounds;
    }

    /** The current, not deleted resources of each aggregate, by type and id; none for those that have none. */
    public Map<Long, List<ResourceKey>> listOwned(WriteTransaction transaction, Collection<Long> aggregates) {
        Map<Long, List<ResourceKey>> owned = new HashMap<>();
        transaction.roundTrip()
                .ask(row -> owned.computeIfAbsent(row.getLong("aggregate"), aggregate -> new ArrayList<>())
                        .add(new ResourceKey(row.getString("type"), row.getString("id"))), """
                                SELECT aggregate, type, id FROM resource
                                WHERE aggregate = ANY (?::bigint[]) AND body IS NOT NULL
                                ORDER BY type, id""", aggregates.stream().mapToLong(Long::longValue).toArray())
                .run();
        return owned;
    }
}
