package org.tributary.hub.pathway.spells;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.RoundTrip;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.CareEventRows;
import org.tributary.hub.pathway.Detail;
import org.tributary.hub.pathway.TableRows;
import org.tributary.hub.store.RecordOwner;
import org.tributary.mapping.CareSetting;

/**
 * The stored provider spells. What is stored depends only on the care events of current Encounters.
 *
 * <p>
 * Owns the table {@code provider_spell}; reads {@code care_event}, which the care events own.
 */
@Component
public final class ProviderSpells {

    private static final int BUCKETS = 1_024;
    private static final int LOCK_SPACE = 0x7370_656c;

    private static final TableRows.Shape SHAPE = TableRows.Shape.of("provider_spell", """
            feed integer, encounter text, patient text, scope integer, kind text, setting text, organisation text,
            starts timestamptz, start_precision text, ends timestamptz, end_precision text, admission_method text,
            admission_source text, discharge_method text, discharge_destination text, episodes text[]""");

    /** The Encounters that are parts of one another with some of a feed, also those that have not arrived. */
    private static final String FAMILY = """
            WITH RECURSIVE family (id) AS (
              SELECT unnest(?::text[]) COLLATE "C"
              UNION
              SELECT kin.id FROM family CROSS JOIN LATERAL (
                SELECT part_of AS id FROM care_event
                WHERE resource_type = 'Encounter' AND resource_id = family.id AND ordinal = 0
                  AND feed = ? AND part_of IS NOT NULL
                UNION ALL
                SELECT resource_id FROM care_event WHERE part_of = family.id AND feed = ?) AS kin)
            """;

    /** The Encounters of families that a change may have touched; asked before and after it. */
    public static final class Touched {

        private final Set<String> encounters = new TreeSet<>();

        private Touched() {
        }
    }

    /**
     * Notes, before events of Encounters change, what they were parts of, and lets nobody else change the stays of
     * these patients until the transaction ends. Taken after all other locks.
     *
     * @param encounters
     *            logical ids of Encounters that change or go
     * @param changed
     *            the events of these Encounters as they will be
     */
    public Touched before(WriteTransaction transaction, int feed, Collection<String> encounters,
            List<CareEvent> changed) {
        Touched touched = new Touched();
        if (!encounters.isEmpty()) {
            String[] ids = encounters.toArray(String[]::new);
            RoundTrip trip = transaction.roundTrip();
            lock(trip, ids, changed);
            trip.ask(row -> touched.encounters.add(row.getString("id")), """
                    SELECT part_of AS id FROM care_event
                    WHERE resource_type = 'Encounter' AND resource_id = ANY (?::text[]) AND ordinal = 0
                      AND part_of IS NOT NULL AND feed = ?
                    UNION
                    SELECT encounter FROM provider_spell WHERE feed = ? AND encounter = ANY (?::text[])
                    UNION
                    SELECT part_of FROM care_event WHERE part_of = ANY (?::text[]) AND feed = ?""", ids, feed, feed,
                    ids,
                    ids, feed).run();
        }
        return touched;
    }

    /** Two changes of one patient at once must each see what the other made of a stay. Buckets in ascending order. */
    private static void lock(RoundTrip trip, String[] encounters, List<CareEvent> changed) {
        trip.add("""
                SELECT count(pg_advisory_xact_lock(?, bucket)) FROM (
                  SELECT DISTINCT hashtext(patient) & ? AS bucket FROM (
                    SELECT unnest(?::text[]) AS patient
                    UNION ALL
                    SELECT patient FROM care_event
                    WHERE resource_type = 'Encounter' AND resource_id = ANY (?::text[]) AND ordinal = 0) AS touched
                  ORDER BY bucket) AS ascending""", LOCK_SPACE, BUCKETS - 1,
                changed.stream().map(CareEvent::patient).distinct().toArray(String[]::new), encounters);
    }

    /**
     * Makes the spells of the Encounters that changed, and of those they were and are parts of, what the events now
     * say.
     *
     * @param last
     *            has the changes of events, is sent, and takes what makes the spells
     * @param changed
     *            the events of Encounters as they are now
     */
    public void replace(WriteTransaction transaction, RoundTrip last, RecordOwner owner, Touched touched,
            List<CareEvent> changed) {
        for (CareEvent event : changed) {
            if (SpellAssembly.isInpatient(event)) {
                touched.encounters.add(event.source().id());
                event.find(Detail.PART_OF).ifPresent(touched.encounters::add);
            }
        }
        if (touched.encounters.isEmpty()) {
            return;
        }
        List<CareEvent> events = new ArrayList<>();
        String[] family = touched.encounters.toArray(String[]::new);
        int feed = owner.feed();
        last.add(FAMILY + "DELETE FROM provider_spell WHERE feed = ? AND encounter IN (SELECT id FROM family)", family,
                feed, feed, feed)
                .ask(row -> events.add(CareEventRows.read(row)), FAMILY + """
                        SELECT e.* FROM family f JOIN care_event e
                          ON e.resource_type = 'Encounter' AND e.resource_id = f.id AND e.ordinal = 0 AND e.feed = ?""",
                        family, feed, feed, feed)
                .run();
        insert(transaction, last, owner, SpellAssembly.of(events));
    }

    /** Makes all spells anew from the stored care events. Nothing else may write meanwhile. */
    public void rebuild(WriteTransaction transaction) {
        transaction.jdbc().sql("DELETE FROM provider_spell").update();
        List<RecordOwner> owners = transaction.jdbc()
                .sql("""
                        SELECT DISTINCT feed, scope FROM care_event
                        WHERE kind IN ('inpatient-stay', 'virtual-ward-stay', 'consultant-episode')""")
                .query((row, number) -> new RecordOwner(row.getInt("feed"), row.getInt("scope"),
                        OptionalLong.empty()))
                .list();
        for (RecordOwner owner : owners) {
            RoundTrip trip = transaction.roundTrip();
            insert(transaction, trip, owner, SpellAssembly.of(inpatients(transaction, owner)));
            trip.run();
        }
    }

    /** All that a feed tells of stays, and what stays are parts of. */
    private static List<CareEvent> inpatients(WriteTransaction transaction, RecordOwner owner) {
        return transaction.jdbc()
                .sql("""
                        SELECT * FROM care_event e
                        WHERE feed = :feed AND resource_type = 'Encounter' AND ordinal = 0
                          AND (kind IN ('inpatient-stay', 'virtual-ward-stay', 'consultant-episode')
                            OR EXISTS (SELECT FROM care_event c WHERE c.part_of = e.resource_id))""")
                .param("feed", owner.feed())
                .query((row, number) -> CareEventRows.read(row))
                .list();
    }

    private static void insert(WriteTransaction transaction, RoundTrip trip, RecordOwner owner,
            List<ProviderSpell> spells) {
        TableRows rows = new TableRows(SHAPE);
        for (ProviderSpell spell : spells) {
            rows.number(owner.feed())
                    .text(spell.encounter())
                    .text(spell.patient())
                    .number(owner.scope())
                    .text(spell.kind().code())
                    .text(spell.setting().code())
                    .text(spell.organisation())
                    .time(Optional.of(spell.start()))
                    .time(spell.end())
                    .text(spell.admission().method())
                    .text(spell.admission().source())
                    .text(spell.discharge().method())
                    .text(spell.discharge().destination())
                    .ids(spell.episodes())
                    .endRow();
        }
        rows.insert(transaction, trip);
    }

    /** The visible spells of these Patients, in order. */
    public List<ProviderSpell> list(ReadTransaction transaction, Collection<String> patients) {
        return transaction.jdbc()
                .sql("SELECT * FROM provider_spell WHERE patient = ANY (:patients)")
                .param("patients", patients.toArray(String[]::new))
                .query((row, number) -> read(row))
                .list()
                .stream()
                .sorted(ProviderSpell.ORDER)
                .toList();
    }

    /** Hands over every visible spell by its Encounter's id (by code point): what the digest is made of. */
    public void forEachSpell(ReadTransaction transaction, Consumer<ProviderSpell> consumer) {
        transaction.jdbc()
                .sql("SELECT * FROM provider_spell ORDER BY encounter, patient COLLATE \"C\", organisation COLLATE \"C\"")
                .withFetchSize(1_000)
                .query(row -> {
                    consumer.accept(read(row));
                });
    }

    /** The spell of a row with all columns of the table. */
    public static ProviderSpell read(ResultSet row) throws SQLException {
        return new ProviderSpell(
                row.getString("encounter"),
                row.getString("patient"),
                row.getString("kind").equals(ProviderSpell.Kind.BED.code())
                        ? ProviderSpell.Kind.BED
                        : ProviderSpell.Kind.VIRTUAL_WARD,
                CareSetting.findByCode(row.getString("setting")).orElseThrow(),
                row.getString("organisation"),
                CareEventRows.time(row, "starts", "start_precision").orElseThrow(),
                CareEventRows.time(row, "ends", "end_precision"),
                new ProviderSpell.Admission(Optional.ofNullable(row.getString("admission_method")),
                        Optional.ofNullable(row.getString("admission_source"))),
                new ProviderSpell.Discharge(Optional.ofNullable(row.getString("discharge_method")),
                        Optional.ofNullable(row.getString("discharge_destination"))),
                ids(row.getArray("episodes")));
    }

    private static List<String> ids(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
