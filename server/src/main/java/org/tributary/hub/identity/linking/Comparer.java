package org.tributary.hub.identity.linking;

import java.util.concurrent.atomic.LongAdder;
import org.tributary.hub.identity.compare.Judge;
import org.tributary.hub.identity.compare.Judgement;
import org.tributary.hub.identity.compare.Traits;

/**
 * Who is compared, and by whom.
 *
 * @param mostAlike
 *            Patients that share a key are compared by it as long as they are no more
 * @param comparisons
 *            counts what was compared
 */
record Comparer(Judge judge, int mostAlike, LongAdder comparisons) {

    Judgement compare(Traits one, Traits other) {
        comparisons.increment();
        return judge.judge(one, other);
    }
}
