package org.tributary.hub.web.person;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.util.MultiValueMap;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.TimelineFilter;

/**
 * What the page's address asks of the timeline. Nothing in it tells of the person.
 *
 * @param from
 *            a date as it was typed, or empty
 * @param until
 *            likewise; the day is included
 * @param align
 *            the source of the event from which days are counted, e.g. {@code Encounter/1}, or empty
 * @param page
 *            of the table, from 1
 */
record TimelineQuery(List<String> organisations, List<String> kinds, String from, String until, String align,
        int page) {

    private static final String BAD_PERIOD = "From and until must be real dates such as 2026-03-27, in this order";

    TimelineQuery {
        organisations = List.copyOf(organisations);
        kinds = List.copyOf(kinds);
    }

    static TimelineQuery of(MultiValueMap<String, String> parameters) {
        return new TimelineQuery(all(parameters, "organisation"), all(parameters, "kind"), one(parameters, "from"),
                one(parameters, "until"), one(parameters, "align"), page(one(parameters, "page")));
    }

    private static List<String> all(MultiValueMap<String, String> parameters, String name) {
        return parameters.getOrDefault(name, List.of()).stream().filter(value -> !value.isBlank()).toList();
    }

    private static String one(MultiValueMap<String, String> parameters, String name) {
        return all(parameters, name).stream().findFirst().map(String::strip).orElse("");
    }

    /** A page that is none is the first. */
    private static int page(String text) {
        return text.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(text) : 1;
    }

    /** What is wrong with it, in words for people; empty when it can be answered. */
    Optional<String> findMistake() {
        if (!isDate(from) || !isDate(until)) {
            return Optional.of(BAD_PERIOD);
        }
        try {
            filter();
            return Optional.empty();
        } catch (TimelineFilter.Unreadable e) {
            return Optional.of(hasPeriod() && e.words().startsWith("period") ? BAD_PERIOD : e.words());
        }
    }

    private static boolean isDate(String text) {
        return text.isEmpty() || text.length() == 10 && EventTime.parse(text).isPresent();
    }

    TimelineFilter filter() {
        return TimelineFilter.parse(hasPeriod() ? Optional.of(from + '/' + until) : Optional.empty(), List.of(),
                organisations, kinds);
    }

    public boolean hasPeriod() {
        return !from.isEmpty() || !until.isEmpty();
    }

    public boolean isFiltered() {
        return hasPeriod() || !organisations.isEmpty() || !kinds.isEmpty();
    }

    TimelineQuery over(LocalDate first, LocalDate last) {
        return new TimelineQuery(organisations, kinds, first.toString(), last.toString(), align, 1);
    }

    TimelineQuery overAll() {
        return new TimelineQuery(organisations, kinds, "", "", align, 1);
    }

    TimelineQuery onPage(int number) {
        return new TimelineQuery(organisations, kinds, from, until, align, number);
    }

    TimelineQuery alignedWith(String source) {
        return new TimelineQuery(organisations, kinds, from, until, source, 1);
    }

    /** As the query of an address, with its question mark, and with the place on the page to go to. */
    String write(String anchor) {
        List<String> pairs = new ArrayList<>();
        organisations.forEach(organisation -> add(pairs, "organisation", organisation));
        kinds.forEach(kind -> add(pairs, "kind", kind));
        add(pairs, "from", from);
        add(pairs, "until", until);
        add(pairs, "align", align);
        add(pairs, "page", page == 1 ? "" : String.valueOf(page));
        return '?' + String.join("&", pairs) + '#' + anchor;
    }

    private static void add(List<String> pairs, String name, String value) {
        if (!value.isEmpty()) {
            pairs.add(name + '=' + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
