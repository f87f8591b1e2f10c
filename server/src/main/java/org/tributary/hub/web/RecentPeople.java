package org.tributary.hub.web;

import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Whom a user looked at last. The session holds only ids: what they are called is looked up when it is shown, as what
 * the user may see by then.
 */
public final class RecentPeople {

    private static final String ATTRIBUTE = "tributary.recent-people";
    private static final int MOST = 8;

    private RecentPeople() {
    }

    /** Notes that somebody's page was opened. */
    public static void saw(HttpSession session, String person) {
        List<String> ids = ids(session);
        if (!ids.isEmpty() && ids.getFirst().equals(person)) {
            return;
        }
        ArrayList<String> recent = new ArrayList<>(List.of(person));
        ids.stream().filter(id -> !id.equals(person)).limit(MOST - 1L).forEach(recent::add);
        session.setAttribute(ATTRIBUTE, recent);
    }

    /** The last one first. */
    static List<UUID> list(HttpSession session) {
        return ids(session).stream().map(UUID::fromString).toList();
    }

    private static List<String> ids(HttpSession session) {
        return session.getAttribute(ATTRIBUTE) instanceof List<?> ids
                ? ids.stream().map(String::valueOf).toList()
                : List.of();
    }
}
