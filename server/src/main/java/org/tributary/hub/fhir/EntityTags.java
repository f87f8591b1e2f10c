package org.tributary.hub.fhir;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tributary.hub.fhir.exchange.FhirRefusal;

/** Reads the entity tags of conditional requests: {@code W/"3"}; a strong tag counts as a weak one. */
final class EntityTags {

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"([0-9]{1,9})\"");
    private static final Pattern ANY_TAG = Pattern.compile("(?:W/)?\"[^\"]*\"");

    private EntityTags() {
    }

    /** The versions that a header names; a well-formed tag that this hub never gives names none. */
    static Set<Integer> parse(String header, String value) {
        Set<Integer> versions = new HashSet<>();
        for (String tag : value.split(",")) {
            Matcher matcher = TAG.matcher(tag.strip());
            if (matcher.matches()) {
                versions.add(Integer.parseInt(matcher.group(1)));
            } else if (!ANY_TAG.matcher(tag.strip()).matches()) {
                throw FhirRefusal.invalid(header + " is not a list of entity tags such as W/\"3\"");
            }
        }
        return versions;
    }

    /** The one version that an If-Match names. */
    static int parseIfMatch(String value) {
        Matcher matcher = TAG.matcher(value.strip());
        if (!matcher.matches()) {
            throw FhirRefusal.invalid("If-Match is not one entity tag of this server, such as W/\"3\"");
        }
        return Integer.parseInt(matcher.group(1));
    }
}
