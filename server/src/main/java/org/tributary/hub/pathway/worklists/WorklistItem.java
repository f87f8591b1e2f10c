package org.tributary.hub.pathway.worklists;

import java.time.LocalDate;
import java.util.Optional;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.store.ResourceKey;

/**
 * Why a person is on a worklist.
 *
 * @param organisation
 *            the ODS code of whoever tells of it
 * @param source
 *            the record that says so
 * @param what
 *            what it is about, in its source's words
 * @param since
 *            when the wait began
 * @param days
 *            of the London calendar from then until today
 * @param due
 *            the last day on which it would be in time
 * @param awaited
 *            whom it waits for: an ODS code, else a name
 * @param pathway
 *            the discharge-to-assess pathway, 0 to 3
 * @param left
 *            what the person had left before
 */
public record WorklistItem(String organisation, ResourceKey source, Optional<String> what, EventTime since, long days,
        Optional<LocalDate> due, Optional<String> awaited, Optional<String> pathway, Optional<Left> left) {

    /** A discharge. */
    public record Left(String organisation, EventTime at) {
    }

    static WorklistItem of(String organisation, ResourceKey source, Optional<String> what, EventTime since, long days,
            Optional<LocalDate> due) {
        return new WorklistItem(organisation, source, what, since, days, due, Optional.empty(), Optional.empty(),
                Optional.empty());
    }
}
