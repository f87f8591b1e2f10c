package org.tributary.hub.pathway.worklists;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.identity.People;
import org.tributary.hub.identity.PersonView;
import org.tributary.hub.pathway.CareRecord;
import org.tributary.hub.pathway.CareRecords;
import org.tributary.hub.pathway.OrganisationNames;
import org.tributary.hub.pathway.worklists.WorklistPage.Row;

/**
 * Makes worklists when they are read, of what their caller may see. {@link Candidates} finds the persons who come into
 * question; a few statements read what the definition needs of them all together; the rest is pure. Whoever has died is
 * on no list.
 */
@Component
public final class Worklists {

    /** A list looks at so many people at most. Somebody who works through a list wants a narrower one long before. */
    public static final int MOST_PEOPLE = 500;

    private final CareRecords records;
    private final People people;
    private final OrganisationNames organisations;
    private final Clock clock;

    Worklists(CareRecords records, People people, OrganisationNames organisations, Clock clock) {
        this.records = records;
        this.people = people;
        this.organisations = organisations;
        this.clock = clock;
    }

    public WorklistPage find(ReadTransaction transaction, WorklistQuestion question) {
        Instant now = clock.instant();
        List<UUID> candidates = Candidates.find(transaction, question, now);
        boolean cut = candidates.size() > MOST_PEOPLE;
        Map<String, List<WorklistItem>> items = records
                .findAll(transaction, cut ? candidates.subList(0, MOST_PEOPLE) : candidates, question.list().kinds())
                .stream()
                .collect(Collectors.toMap(CareRecord::person, record -> items(question, record, now)));
        items.values().removeIf(List::isEmpty);
        List<Row> rows = people.findAll(transaction, items.keySet().stream().map(UUID::fromString).toList())
                .stream()
                .filter(person -> !person.deceased())
                .flatMap(person -> Objects.requireNonNull(items.get(person.id()))
                        .stream()
                        .map(item -> new Row(person, item)))
                .sorted(question.sort().order())
                .toList();
        List<Row> shown = rows.stream().skip(question.skip()).limit(question.count()).toList();
        // The others were looked at, and are shown to nobody.
        transaction.release().forget();
        shown.stream().map(Row::person).distinct().forEach(person -> release(transaction, person));
        return new WorklistPage(shown, rows.size(), cut, organisations.find(transaction, mentioned(shown)));
    }

    private static void release(ReadTransaction transaction, PersonView person) {
        transaction.release().person(person.sources().stream().map(PersonView.SourceRecord::patient).toList());
    }

    private static List<WorklistItem> items(WorklistQuestion question, CareRecord record, Instant now) {
        return WorklistRules.of(question.list(), record, now)
                .stream()
                .filter(item -> question.organisation().map(item.organisation()::equals).orElse(true))
                .toList();
    }

    private static List<String> mentioned(List<Row> rows) {
        return rows.stream()
                .map(Row::item)
                .flatMap(item -> Stream.of(Optional.of(item.organisation()), item.awaited(),
                        item.left().map(WorklistItem.Left::organisation)))
                .flatMap(Optional::stream)
                .filter(code -> code.matches("[A-Z0-9]{3,9}"))
                .distinct()
                .toList();
    }

    /** The ODS codes of publishers that the caller may see records of, in order. */
    public List<String> listOrganisations(ReadTransaction transaction) {
        return transaction.jdbc()
                .sql("""
                        SELECT DISTINCT publisher COLLATE "C" AS publisher FROM scope
                        WHERE id = ANY ((SELECT nullif(current_setting('hub.scopes', true), '')::int[])::int[])
                        ORDER BY publisher""")
                .query(String.class)
                .list();
    }
}
