package org.tributary.hub.pathway.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tributary.hub.identity.PersonView;
import org.tributary.hub.pathway.api.EntryJson.Organisation;
import org.tributary.hub.pathway.worklists.Worklist;
import org.tributary.hub.pathway.worklists.WorklistItem;
import org.tributary.hub.pathway.worklists.WorklistPage;

/**
 * The JSON of {@code GET /api/worklists/{name}}; docs/pages.md says who is on a list.
 *
 * @param total
 *            how many rows the list has
 * @param cut
 *            whether more people came into question than a list looks at
 */
record WorklistJson(StaysJson.Definition worklist, int total, boolean cut, List<Row> rows) {

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Row(String person, String name, Optional<String> birthDate, Optional<String> nhsNumber,
            Organisation organisation, String source, Optional<String> what, String since, long days,
            Optional<LocalDate> due, Optional<String> awaited, Optional<String> pathway, Optional<Left> left) {

        static Row of(WorklistPage.Row row, Map<String, String> names) {
            PersonView person = row.person();
            WorklistItem item = row.item();
            return new Row(person.id(), person.name(), person.birthDate(), person.nhsNumber(),
                    named(item.organisation(), names), item.source().reference(), item.what(),
                    item.since().toFhir(), item.days(), item.due(), item.awaited(), item.pathway(),
                    item.left().map(left -> new Left(named(left.organisation(), names), left.at().toFhir())));
        }
    }

    /** A discharge. */
    record Left(Organisation organisation, String at) {
    }

    static WorklistJson of(Worklist list, WorklistPage page) {
        return new WorklistJson(new StaysJson.Definition(list.code(), Worklist.VERSION), page.total(), page.cut(),
                page.rows().stream().map(row -> Row.of(row, page.organisations())).toList());
    }

    private static Organisation named(String code, Map<String, String> names) {
        return new Organisation(code, Optional.ofNullable(names.get(code)));
    }
}
