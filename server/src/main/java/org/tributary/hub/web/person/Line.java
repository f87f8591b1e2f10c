package org.tributary.hub.web.person;

import java.util.Optional;

/**
 * One thing in words.
 *
 * @param note
 *            when, where and from whom; may be empty
 * @param href
 *            where it is told in full
 */
record Line(String text, String note, Optional<String> href) {

    static Line of(String text, String note) {
        return new Line(text, note, Optional.empty());
    }
}
