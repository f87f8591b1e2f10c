package org.tributary.hub.web.person;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.Detail;
import org.tributary.hub.pathway.now.Bodies;
import org.tributary.hub.pathway.now.CareNow;
import org.tributary.hub.pathway.now.CarePicture;
import org.tributary.hub.pathway.now.Contacts.Telecom;
import org.tributary.hub.pathway.spells.ProviderSpell;
import org.tributary.hub.pathway.waits.Wait;
import org.tributary.hub.web.HumanTime;
import org.tributary.hub.web.Words;

/**
 * How things stand, as a list of facts. What nothing is known of is told too, and never as nothing being there.
 *
 * @param whereabouts
 *            the hospital stay that goes on; empty when none is known
 * @param known
 *            what something is known of
 * @param unknown
 *            the names of what nothing is known of, in words
 */
record NowFacts(List<Line> whereabouts, List<Fact> known, String unknown) {

    /** A fact has so many lines at most: the latest, or of appointments the next. */
    private static final int MOST = 10;
    /** Somebody is told of with so many means to reach them, the preferred first; their record has all. */
    private static final int MOST_TELECOMS = 3;

    /**
     * What is known under one heading.
     *
     * @param left
     *            how many more lines there are
     */
    record Fact(String name, List<Line> lines, int left) {
    }

    static NowFacts of(Telling telling, CareNow now) {
        return new Facts(telling, telling.picture(), now).all();
    }

    private record Facts(Telling telling, CarePicture picture, CareNow now) {

        NowFacts all() {
            List<Fact> facts = List.of(
                    fact("Responsible", picture.responsible().stream().map(Facts::responsible).toList()),
                    fact("Care team", now.careTeams().reversed().stream().flatMap(this::team).toList()),
                    fact("Plans", latest(now.plans())),
                    fact("Goals", latest(now.goals())),
                    fact("Services and packages of care",
                            now.services().reversed().stream().map(this::service).toList()),
                    fact("Next appointments", telling.lines(now.appointments())),
                    fact("Open referrals", latest(now.referrals())),
                    fact("Open tasks", latest(now.tasks())),
                    fact("Waits", picture.waits()
                            .reversed()
                            .stream()
                            .filter(wait -> wait.isOpen() && !wait.breached(picture.at()).orElse(false))
                            .map(this::wait)
                            .toList()));
            return new NowFacts(now.admission().stream().map(this::whereabouts).toList(),
                    facts.stream().filter(fact -> !fact.lines().isEmpty()).toList(),
                    facts.stream()
                            .filter(fact -> fact.lines().isEmpty())
                            .map(fact -> fact.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", ")));
        }

        private static Fact fact(String name, List<Line> lines) {
            return new Fact(name, lines.stream().limit(MOST).toList(), Math.max(0, lines.size() - MOST));
        }

        private List<Line> latest(List<CareEvent> events) {
            return telling.lines(events.reversed());
        }

        private Line whereabouts(ProviderSpell spell) {
            String where = telling.organisation(spell.organisation())
                    + Bodies.place(picture.record().events(), spell).map(place -> ", " + place).orElse("");
            long days = Math.max(0, spell.admitted().until(picture.today(), ChronoUnit.DAYS));
            return new Line(spell.kind() == ProviderSpell.Kind.BED ? where : where + " (virtual ward)",
                    "since " + HumanTime.dateAndTime(spell.start()) + ", " + Words.many(days, "day"),
                    Optional.of(telling.entry(spell.source())).filter(href -> isTold(spell)));
        }

        /** A spell of which only the episodes have arrived has no record of its own. */
        private boolean isTold(ProviderSpell spell) {
            return picture.record().events().stream().anyMatch(event -> event.source().equals(spell.source()));
        }

        private static Line responsible(Bodies.Responsible responsible) {
            return Line.of(responsible.name(), Words.code(responsible.role()));
        }

        private Stream<Line> team(CareEvent event) {
            Line line = telling.line(event);
            return Optional.ofNullable(picture.teams().get(event.source()))
                    .map(team -> Stream.concat(
                            Stream.of(new Line(line.text(), notes(line.note(), team.telecoms()), line.href())),
                            team.members().stream().map(Facts::member)))
                    .orElse(Stream.of(line));
        }

        private static Line member(Bodies.Member member) {
            return Line.of(member.name().orElse("Name not told"), notes(member.role().orElse(""), member.telecoms()));
        }

        private static String notes(String first, List<Telecom> telecoms) {
            return Stream.concat(Stream.of(first), telecoms.stream().limit(MOST_TELECOMS).map(Facts::telecom))
                    .filter(note -> !note.isEmpty())
                    .collect(Collectors.joining(", "));
        }

        /** An address of mail and the like speaks for itself; of numbers people want to know which is which. */
        private static String telecom(Telecom telecom) {
            boolean mobile = telecom.use().filter("mobile"::equals).isPresent();
            return switch (telecom.system()) {
                case "phone" -> (mobile ? "mobile " : "telephone ") + telecom.value();
                case "sms", "fax", "pager" -> telecom.system() + ' ' + telecom.value();
                default -> telecom.value();
            };
        }

        private Line service(CareEvent service) {
            return telling.line(service, telling.line(service).text(), Stream.of(
                    service.find(Detail.PROVIDER).orElse(telling.organisation(service.organisation())),
                    service.find(Detail.UNITS_PER_WEEK).map(units -> units + unit(service) + " a week").orElse(""),
                    CareNow.weeklyCost(service).map(Facts::pounds).map(cost -> cost + " a week").orElse(""),
                    "since " + Telling.when(service)));
        }

        private static String unit(CareEvent service) {
            return switch (service.find(Detail.COST_FREQUENCY).orElse("")) {
                case "hourly" -> " hours";
                case "per-session" -> " sessions";
                case "daily" -> " days";
                default -> " units";
            };
        }

        private static String pounds(BigDecimal amount) {
            return "£" + amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
        }

        private Line wait(Wait wait) {
            return telling.line(wait.from(), Waiting.name(wait.kind()) + ", " + Waiting.howLong(wait, picture.at()),
                    Stream.of(TimelineRow.what(wait.from()), "since " + HumanTime.dateAndTime(wait.since()),
                            telling.organisation(wait.from().organisation())));
        }
    }
}
