package org.tributary.mapping.hospitalcsv;

import java.util.List;
import org.tributary.mapping.support.RowIssues;

/**
 * A column that is carried.
 *
 * @param name
 *            the hub's name of it, stored in contributions
 * @param headings
 *            under which it stands, the usual one first; names differ between years and senders
 */
record HospitalColumn(String name, Content content, List<String> headings) implements RowIssues.Column {

    /** What a column holds. */
    enum Content {
        TEXT, NHS_NUMBER, DATE, TIME, BIRTH, DIAGNOSIS, OPERATION
    }

    static HospitalColumn of(Content content, String... headings) {
        return new HospitalColumn(headings[0], content, List.of(headings));
    }

    /** This column where it stands under one of its headings. */
    HospitalColumn under(String heading) {
        return new HospitalColumn(name, content, List.of(heading));
    }

    @Override
    public String heading() {
        return headings.getFirst();
    }
}
