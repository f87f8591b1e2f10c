package org.tributary.hub.pathway.worklists;

import java.util.List;
import java.util.Map;
import org.tributary.hub.identity.PersonView;

/**
 * A part of a worklist as its caller sees it.
 *
 * @param rows
 *            in the order asked for
 * @param total
 *            how many rows the list has
 * @param cut
 *            whether more people came into question than a list looks at, so that some may be missing
 * @param organisations
 *            names by ODS code of whom the rows name, as far as a visible Organization tells them
 */
public record WorklistPage(List<Row> rows, int total, boolean cut, Map<String, String> organisations) {

    /** A person, and why they are on the list. One person may have several rows. */
    public record Row(PersonView person, WorklistItem item) {
    }
}
