package org.tributary.hub.identity;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.identity.linking.Linkage;
import org.tributary.hub.store.PersonPatients;

/**
 * Tells searches which source Patients a person is, as the caller sees them.
 *
 * <p>
 * Reads the tables that {@link Linkage} owns.
 */
@Component
final class PersonExpansion implements PersonPatients {

    static final String SQL = """
            WITH RECURSIVE heir AS (
              SELECT id, retired_into FROM person WHERE id = ANY (:persons)
              UNION
              SELECT p.id, p.retired_into FROM heir JOIN person p ON p.id = heir.retired_into)
            SELECT DISTINCT l.patient
            FROM heir h JOIN person_link l ON l.person = h.id AND l.until IS NULL
            WHERE h.retired_into IS NULL
            ORDER BY l.patient""";

    @Override
    public List<String> listPatients(ReadTransaction transaction, Collection<String> persons) {
        return transaction.jdbc()
                .sql(SQL)
                .param("persons", persons.stream().flatMap(id -> parse(id).stream()).toArray(UUID[]::new))
                .query(String.class)
                .list();
    }

    /**
     * Empty for what is no person's id. UUID's own parser takes short groups, which would be other names for a person.
     */
    static Optional<UUID> parse(String id) {
        try {
            UUID parsed = UUID.fromString(id);
            return Optional.of(parsed).filter(uuid -> uuid.toString().equalsIgnoreCase(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
