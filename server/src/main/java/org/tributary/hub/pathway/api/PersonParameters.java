package org.tributary.hub.pathway.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.util.MultiValueMap;
import org.springframework.web.ErrorResponseException;
import org.tributary.hub.pathway.TimelineFilter;
import org.tributary.hub.pathway.TimelinePage;
import org.tributary.hub.pathway.stays.StayAlgorithm;

/** The parameters of the doors of one person, read and checked. What a door does not know it refuses by name. */
final class PersonParameters {

    private static final Set<String> FILTER = Set.of("period", "setting", "organisation", "kind");
    private static final int USUAL_CONTACT_DAYS = 7;
    private static final int MOST_CONTACT_DAYS = 365;

    private final MultiValueMap<String, String> parameters;

    private PersonParameters(MultiValueMap<String, String> parameters) {
        this.parameters = parameters;
    }

    /**
     * @param others
     *            the names that the door knows beside those of the filter
     */
    static PersonParameters of(MultiValueMap<String, String> parameters, Set<String> others) {
        Set<String> known = new TreeSet<>(FILTER);
        known.addAll(others);
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            if (!known.contains(parameter.getKey())) {
                throw bad("A parameter is not known here; known: " + String.join(", ", known));
            }
        }
        return new PersonParameters(parameters);
    }

    TimelineFilter filter() {
        return TimelineFilter.parse(one("period"), all("setting"), all("organisation"), all("kind"));
    }

    /** How many entries a page may have; all when nobody says. */
    int count() {
        return one("count").map(text -> number("count", text, TimelinePage.MOST)).orElse(Integer.MAX_VALUE);
    }

    Optional<String> cursor() {
        return one("cursor");
    }

    StayAlgorithm algorithm() {
        return one("algorithm").map(code -> StayAlgorithm.findByCode(code)
                .orElseThrow(() -> bad("algorithm must be next-day, same-day or provider-spell")))
                .orElse(StayAlgorithm.DEFAULT);
    }

    /** Within how many days of a discharge somebody is to see or speak to the person. */
    int contactDays() {
        return one("contact-days").map(text -> number("contact-days", text, MOST_CONTACT_DAYS))
                .orElse(USUAL_CONTACT_DAYS);
    }

    private static int number(String name, String text, int most) {
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) == 0) {
            throw TimelineFilter.Unreadable.count(name);
        }
        return Math.min(most, Integer.parseInt(text));
    }

    private Optional<String> one(String name) {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw bad("The parameter " + name + " is given more than once");
        }
        return values.stream().findFirst();
    }

    private List<String> all(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    static ErrorResponseException bad(String detail) {
        return new ErrorResponseException(HttpStatus.BAD_REQUEST,
                ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, detail), null);
    }
}
