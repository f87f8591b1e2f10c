package org.tributary.hub.web.worklist;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tributary.hub.identity.PersonView;
import org.tributary.hub.pathway.worklists.Worklist;
import org.tributary.hub.pathway.worklists.WorklistItem;
import org.tributary.hub.pathway.worklists.WorklistPage;
import org.tributary.hub.web.HumanTime;
import org.tributary.hub.web.Words;

/**
 * One line of a worklist.
 *
 * @param late
 *            whether its last day has passed
 */
record WorklistRow(String person, String name, String born, String age, String nhsNumber, String organisation,
        String since, String waiting, String detail, boolean late) {

    private static final String UNKNOWN = "Not known";

    static WorklistRow of(Worklist list, WorklistPage.Row row, WorklistPage page, LocalDate today) {
        PersonView person = row.person();
        WorklistItem item = row.item();
        return new WorklistRow(person.id(), person.name(),
                person.birthDate().map(HumanTime::fhirDate).orElse(UNKNOWN),
                person.birthDate()
                        .flatMap(date -> HumanTime.age(date, today))
                        .map(String::valueOf)
                        .orElse(UNKNOWN),
                person.nhsNumber().map(Words::nhsNumber).orElse(UNKNOWN),
                organisation(item.organisation(), page.organisations()),
                HumanTime.dateAndTime(item.since()),
                list == Worklist.NEAR_BREACH
                        ? Words.many(item.days() / 7, "week")
                        : Words.many(item.days(), "day"),
                detail(list, item, page.organisations()),
                item.due().filter(due -> due.isBefore(today)).isPresent());
    }

    private static String detail(Worklist list, WorklistItem item, Map<String, String> names) {
        Optional<String> due = item.due().map(HumanTime::date);
        return switch (list) {
            case READY_FOR_DISCHARGE -> joined(item.awaited().map(code -> organisation(code, names)),
                    item.pathway().map(pathway -> "discharge pathway " + pathway));
            case NO_CONTACT -> due.orElse("");
            case READMITTED -> joined(item.left().map(left -> organisation(left.organisation(), names)),
                    item.left().map(left -> HumanTime.dateAndTime(left.at())));
            case NEAR_BREACH, REVIEW_DUE -> joined(item.what(), due.map(day -> "by " + day));
        };
    }

    @SafeVarargs
    private static String joined(Optional<String>... parts) {
        return Stream.of(parts).flatMap(Optional::stream).collect(Collectors.joining(", "));
    }

    private static String organisation(String code, Map<String, String> names) {
        return Optional.ofNullable(names.get(code)).map(name -> name + " (" + code + ")").orElse(code);
    }

    static List<String> head(Worklist list) {
        return List.of("Name", "Born", "Age", "NHS number", "Told by", WorklistWords.since(list), "Waiting",
                WorklistWords.detail(list));
    }

    List<String> cells() {
        return List.of(name, born, age, nhsNumber, organisation, since, waiting, detail);
    }
}
