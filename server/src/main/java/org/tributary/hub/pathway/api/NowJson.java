package org.tributary.hub.pathway.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.Detail;
import org.tributary.hub.pathway.api.EntryJson.Organisation;
import org.tributary.hub.pathway.now.Bodies;
import org.tributary.hub.pathway.now.CareNow;
import org.tributary.hub.pathway.now.Contacts.Telecom;
import org.tributary.hub.pathway.now.Sources;

/** The JSON of {@code GET /api/people/{person}}; docs/pathway.md says what it means. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record NowJson(String person, List<String> patients, Instant asOf, Optional<Whereabouts> inHospital,
        List<Bodies.Responsible> responsible, List<EntryJson> alerts, List<TeamJson> careTeams, List<EntryJson> plans,
        List<EntryJson> goals, List<ServiceJson> services, List<EntryJson> appointments, List<EntryJson> referrals,
        List<EntryJson> tasks, List<StaysJson.Delay> delays, List<WaitsJson.WaitJson> breaches,
        List<WaitsJson.OverdueJson> overdue, List<SourceJson> sources) {

    /** The hospital stay that goes on. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Whereabouts(String source, String kind, Organisation organisation, Optional<String> place, String since) {
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record ResponsibleJson(String role, String name, String source) {
    }

    /** A care team; {@code telecoms} is absent when nobody tells how to reach it. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record TeamJson(EntryJson team, List<TelecomJson> telecoms,
            @JsonInclude(JsonInclude.Include.ALWAYS) List<MemberJson> members) {

        static TeamJson of(EntryJson entry, Optional<Bodies.Team> team) {
            return new TeamJson(entry, TelecomJson.of(team.map(Bodies.Team::telecoms).orElse(List.of())),
                    team.map(Bodies.Team::members).orElse(List.of()).stream().map(MemberJson::of).toList());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record TelecomJson(String system, String value, Optional<String> use) {

        private static List<TelecomJson> of(List<Telecom> telecoms) {
            return telecoms.stream()
                    .map(telecom -> new TelecomJson(telecom.system(), telecom.value(), telecom.use()))
                    .toList();
        }
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record MemberJson(Optional<String> role, Optional<String> name, Optional<String> reference,
            List<TelecomJson> telecoms) {

        static MemberJson of(Bodies.Member member) {
            return new MemberJson(member.role(), member.name(), member.reference(),
                    TelecomJson.of(member.telecoms()));
        }
    }

    /** A service with what it costs in pounds. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record ServiceJson(EntryJson service, Optional<String> provider, Optional<String> category,
            Optional<BigDecimal> unitsPerWeek, Optional<BigDecimal> unitCost, Optional<String> costFrequency,
            Optional<BigDecimal> weeklyCost) {

        static ServiceJson of(CareEvent event, Lookup lookup) {
            return new ServiceJson(lookup.entry(event), event.find(Detail.PROVIDER),
                    event.find(Detail.SERVICE_CATEGORY), event.find(Detail.UNITS_PER_WEEK).map(BigDecimal::new),
                    event.find(Detail.UNIT_COST).map(BigDecimal::new), event.find(Detail.COST_FREQUENCY),
                    CareNow.weeklyCost(event));
        }
    }

    /**
     * An organisation that tells of the person, or without a feed one that a record names and nothing is known from.
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record SourceJson(Organisation organisation, Optional<String> setting, Optional<String> feed,
            Optional<Instant> lastHeard) {

        static SourceJson of(Sources.Source source, Lookup lookup) {
            return new SourceJson(lookup.organisation(source.organisation()), source.setting(), source.feed(),
                    source.lastHeard());
        }
    }
}
