package org.tributary.hub.cohort;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.CareEventRows;
import org.tributary.hub.pathway.CareRecords;
import org.tributary.hub.pathway.delays.DischargeDelay;
import org.tributary.hub.pathway.delays.DischargeDelays;
import org.tributary.hub.pathway.spells.ProviderSpell;
import org.tributary.hub.pathway.spells.ProviderSpells;
import org.tributary.hub.pathway.stays.ContinuousStay;
import org.tributary.hub.pathway.stays.StayJoin;
import org.tributary.hub.pathway.waits.AfterDischarge;

/**
 * Finds the persons with stays. SQL gives those who may have one; whether they do is asked of the functions that every
 * other answer about stays comes from, so that a cohort and a person's own page never differ.
 *
 * <p>
 * Reads {@code provider_spell} and {@code care_event}, which the pathway owns, and {@code person_link}.
 */
final class StayPeople {

    /** How many persons are looked at together. */
    private static final int CHUNK = 1_000;

    /** More than a month or year that is told as an end may reach beyond its first day. */
    private static final int LONGEST_END_DAYS = 366;

    private final ReadTransaction transaction;
    private final LocalDate today;

    /**
     * @param today
     *            in London; stays that go on are counted until then
     */
    StayPeople(ReadTransaction transaction, LocalDate today) {
        this.transaction = transaction;
        this.today = today;
    }

    /** Nobody for callers who may read no Encounters. */
    UUID[] find(Criterion.Stay stay) {
        if (!transaction.caller().may(Interaction.READ, "Encounter")) {
            return new UUID[0];
        }
        List<UUID> candidates = candidates(stay);
        List<UUID> found = new ArrayList<>();
        for (int from = 0; from < candidates.size(); from += CHUNK) {
            List<UUID> chunk = candidates.subList(from, Math.min(candidates.size(), from + CHUNK));
            Map<UUID, List<ProviderSpell>> spells = spells(chunk);
            Map<UUID, List<CareEvent>> events = stay.delayDays().isPresent() ? events(chunk) : Map.of();
            chunk.stream()
                    .filter(person -> meets(stay, spells.getOrDefault(person, List.of()),
                            events.getOrDefault(person, List.of())))
                    .forEach(found::add);
        }
        return found.toArray(UUID[]::new);
    }

    private List<UUID> candidates(Criterion.Stay stay) {
        SqlText text = new SqlText();
        StringBuilder sql = new StringBuilder("""
                SELECT DISTINCT l.person
                FROM provider_spell s JOIN person_link l ON l.patient = s.patient AND l.until IS NULL
                WHERE true""");
        stay.kind().ifPresent(kind -> sql.append(" AND s.kind = ").append(text.bind(kind.code())));
        stay.where()
                .until()
                .ifPresent(until -> sql.append(" AND s.starts < ")
                        .append(text.bind(OffsetDateTime.ofInstant(until, ZoneOffset.UTC))));
        // A stay in the period may be of one spell before it and one after it.
        stay.where()
                .from()
                .ifPresent(from -> sql.append("""

                        AND l.person IN (
                          SELECT m.person
                          FROM provider_spell o JOIN person_link m ON m.patient = o.patient AND m.until IS NULL
                          WHERE o.ends IS NULL OR o.ends >= %s)""".formatted(text.bind(OffsetDateTime
                        .ofInstant(from, ZoneOffset.UTC)
                        .minusDays(LONGEST_END_DAYS)))));
        if (stay.delayDays().isPresent()) {
            sql.append("""

                    AND l.person IN (
                      SELECT m.person
                      FROM care_event e JOIN person_link m ON m.patient = e.patient AND m.until IS NULL
                      WHERE e.kind = 'ready-for-discharge')""");
        }
        return transaction.jdbc().sql(sql.toString()).params(text.parameters()).query(UUID.class).list();
    }

    private Map<UUID, List<ProviderSpell>> spells(List<UUID> persons) {
        return byPerson(persons, """
                SELECT l.person, s.*
                FROM person_link l JOIN provider_spell s ON s.patient = l.patient
                WHERE l.person = ANY (:persons) AND l.until IS NULL""", ProviderSpells::read);
    }

    private Map<UUID, List<CareEvent>> events(List<UUID> persons) {
        Optional<Set<String>> types = CareRecords.grantedTypes(transaction.caller());
        Map<UUID, List<CareEvent>> all = byPerson(persons, """
                SELECT l.person, e.*
                FROM person_link l JOIN care_event e ON e.patient = l.patient
                WHERE l.person = ANY (:persons) AND l.until IS NULL""", CareEventRows::read);
        types.ifPresent(granted -> all.values()
                .forEach(events -> events.removeIf(event -> !granted.contains(event.source().type()))));
        return all;
    }

    /** Makes something of a row. */
    private interface RowReader<T> {

        T read(ResultSet row) throws SQLException;
    }

    private <T> Map<UUID, List<T>> byPerson(List<UUID> persons, String sql, RowReader<T> reader) {
        Map<UUID, List<T>> found = new HashMap<>();
        transaction.jdbc().sql(sql).param("persons", persons.toArray(UUID[]::new)).query(row -> {
            found.computeIfAbsent(row.getObject("person", UUID.class), person -> new ArrayList<>())
                    .add(reader.read(row));
        });
        return found;
    }

    private boolean meets(Criterion.Stay wanted, List<ProviderSpell> spells, List<CareEvent> events) {
        List<ContinuousStay> stays = StayJoin.join(wanted.algorithm(), spells, List.of(), today);
        List<ContinuousStay> left = stays.stream()
                .filter(wanted.where()::admits)
                .filter(stay -> wanted.kind().map(kind -> stay.kind() == kind).orElse(true))
                .filter(stay -> wanted.emergency().map(emergency -> stay.isEmergency() == emergency).orElse(true))
                .filter(stay -> wanted.lengthDays().map(days -> days.holds(stay.lengthDays(today))).orElse(true))
                .filter(stay -> wanted.delayDays().map(days -> days.holds(delay(stay, spells, events))).orElse(true))
                .toList();
        if (left.isEmpty() || wanted.readmission().isEmpty()) {
            return left.size() >= wanted.atLeast();
        }
        Set<ContinuousStay> followed = followed(stays, wanted.readmission().orElseThrow());
        return left.stream().filter(followed::contains).count() >= wanted.atLeast();
    }

    private int delay(ContinuousStay stay, List<ProviderSpell> spells, List<CareEvent> events) {
        return DischargeDelays.find(spells, events, today)
                .stream()
                .filter(delay -> stay.members().stream().anyMatch(member -> member.spell().equals(delay.spell())))
                .mapToInt(DischargeDelay::days)
                .sum();
    }

    /** The stays that have ended, other than by death, and on which an emergency readmission followed or did not. */
    private Set<ContinuousStay> followed(List<ContinuousStay> stays, boolean readmission) {
        return AfterDischarge.find(new AfterDischarge.Person(List.of(), stays, Optional.empty(), today), 1)
                .stream()
                .filter(after -> after.readmission().isPresent() == readmission)
                .map(AfterDischarge::stay)
                .collect(Collectors.toSet());
    }
}
