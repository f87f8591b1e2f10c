package org.tributary.hub.pathway.now;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tributary.hub.pathway.CareRecord;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.delays.DischargeDelay;
import org.tributary.hub.pathway.delays.DischargeDelays;
import org.tributary.hub.pathway.stays.ContinuousStay;
import org.tributary.hub.pathway.stays.StayAlgorithm;
import org.tributary.hub.pathway.stays.StayJoin;
import org.tributary.hub.pathway.waits.AfterDischarge;
import org.tributary.hub.pathway.waits.Overdue;
import org.tributary.hub.pathway.waits.Wait;
import org.tributary.hub.pathway.waits.Waits;
import org.tributary.hub.store.ResourceKey;

/**
 * One person's care as a caller sees it at a moment, for people to look at: what was read, and what the pure functions
 * of the pathway make of it.
 *
 * @param record
 *            its events have the words that other visible resources have for them
 * @param organisations
 *            names of publishers by ODS code, as far as a visible Organization tells them
 * @param teams
 *            care teams, by the record that tells of each
 * @param sources
 *            who tells of the person, and who might and does not
 * @param warnings
 *            why lists of a record may be incomplete, by the code of the feed
 */
public record CarePicture(CareRecord record, Instant at, Map<String, String> organisations, Optional<LocalDate> died,
        List<Bodies.Responsible> responsible, Map<ResourceKey, Bodies.Team> teams,
        List<Sources.Source> sources, Map<String, List<String>> warnings) {

    /** Within how many days of a discharge somebody is to see or speak to the person. */
    public static final int CONTACT_DAYS = 7;

    public LocalDate today() {
        return LocalDate.ofInstant(at, EventTime.LONDON);
    }

    public CareNow now() {
        return CareNow.of(record, at);
    }

    /** By the default algorithm, in order. */
    public List<ContinuousStay> stays() {
        return StayJoin.join(StayAlgorithm.DEFAULT, record.spells(), record.events(), today());
    }

    public List<DischargeDelay> delays() {
        return DischargeDelays.find(record.spells(), record.events(), today());
    }

    public List<Wait> waits() {
        return Waits.find(record.events());
    }

    public List<Overdue> overdue() {
        return Overdue.find(record.events(), at);
    }

    /** What followed on the discharge of these stays. */
    public List<AfterDischarge> afterDischarge(List<ContinuousStay> stays) {
        return AfterDischarge.find(new AfterDischarge.Person(record.events(), stays, died, today()), CONTACT_DAYS);
    }
}
