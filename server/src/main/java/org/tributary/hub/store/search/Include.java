package org.tributary.hub.store.search;

import java.util.List;

/**
 * What is to come along with matches: what they refer to, or what refers to them.
 *
 * @param reverse
 *            whether the resources that refer are included, not those referred to
 * @param iterate
 *            whether it is applied to what was included too
 * @param hops
 *            from the resources that refer to those referred to
 */
public record Include(boolean reverse, boolean iterate, List<Hop> hops) {

    public Include {
        hops = List.copyOf(hops);
    }
}
