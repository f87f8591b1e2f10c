package org.tributary.hub.fhir.exchange;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.tributary.hub.store.ResourceSearch.Parameter;

/**
 * A URL below the door's base, decoded.
 *
 * @param path
 *            its segments; none for the base itself
 */
public record RelativeUrl(List<String> path, List<Parameter> parameters) {

    public RelativeUrl {
        path = List.copyOf(path);
        parameters = List.copyOf(parameters);
    }

    /** Reads {@code Patient/1}, {@code /Patient?name=x} and the like. */
    public static RelativeUrl parse(String url) {
        int mark = url.indexOf('?');
        String path = mark < 0 ? url : url.substring(0, mark);
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/")) {
            if (!segment.isEmpty()) {
                segments.add(decode(segment));
            }
        }
        return new RelativeUrl(segments, mark < 0 ? List.of() : parseQuery(url.substring(mark + 1)));
    }

    private static List<Parameter> parseQuery(String query) {
        List<Parameter> parameters = new ArrayList<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                parameters.add(equals < 0
                        ? parameter(decode(pair), "")
                        : parameter(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1))));
            }
        }
        return parameters;
    }

    /** A parameter that the database's text can hold. */
    public static Parameter parameter(String name, String value) {
        if (name.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
            throw FhirRefusal.invalid("A query parameter holds the character NUL");
        }
        return new Parameter(name, value);
    }

    public static String writeQuery(List<Parameter> parameters) {
        return parameters.stream()
                .map(parameter -> encode(parameter.name()) + '=' + encode(parameter.value()))
                .collect(Collectors.joining("&"));
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw FhirRefusal.invalid("The URL has a '%' that is not followed by two hexadecimal digits");
        }
    }

    /** Leaves what a query may hold as it is and FHIR's search syntax is full of. */
    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("%3A", ":")
                .replace("%2C", ",")
                .replace("%2F", "/");
    }
}
