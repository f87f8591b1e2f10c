package org.tributary.hub.identity.linking;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.identity.compare.Judge;
import org.tributary.hub.identity.compare.Weights;

/**
 * Who judges pairs: with the weights that came with the hub, until weights of its own are put in force.
 *
 * <p>
 * Owns the table {@code linkage_weights}.
 */
@Component
public final class Judges {

    private final LinkageSettings settings;
    private final AtomicReference<@Nullable Judge> last = new AtomicReference<>();

    Judges(LinkageSettings settings) {
        this.settings = settings;
    }

    /** The judge of the weights that this transaction sees in force. */
    public Judge current(JdbcClient jdbc) {
        String version = jdbc.sql("SELECT version FROM linkage_weights WHERE in_force")
                .query(String.class)
                .optional()
                .orElse(Weights.shipped().version());
        Judge known = last.get();
        if (known == null || !known.weights().version().equals(version)) {
            known = new Judge(find(jdbc, version), settings.reviewTestNumbers());
            last.set(known);
        }
        return known;
    }

    private static Weights find(JdbcClient jdbc, String version) {
        return version.equals(Weights.shipped().version())
                ? Weights.shipped()
                : Weights.parse(jdbc.sql("SELECT weights FROM linkage_weights WHERE version = :version")
                        .param("version", version)
                        .query(String.class)
                        .single());
    }

    /** Keeps weights, and puts them in force; everything has to be linked anew in the same transaction. */
    static void putInForce(WriteTransaction transaction, Weights weights) {
        transaction.jdbc().sql("UPDATE linkage_weights SET in_force = false WHERE in_force").update();
        if (!weights.version().equals(Weights.shipped().version())) {
            transaction.jdbc()
                    .sql("""
                            INSERT INTO linkage_weights (version, made, weights, in_force)
                            VALUES (:version, now(), :weights, true)
                            ON CONFLICT (version) DO UPDATE SET in_force = true""")
                    .param("version", weights.version())
                    .param("weights", weights.json())
                    .update();
        }
    }
}
