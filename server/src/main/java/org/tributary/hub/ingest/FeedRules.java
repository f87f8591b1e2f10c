package org.tributary.hub.ingest;

import java.net.URI;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.tributary.mapping.MapperOptions;
import org.tributary.mapping.OptionsRead;
import org.tributary.mapping.support.CodeMap;

/** What a feed may be like. */
final class FeedRules {

    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern ORGANISATION = Pattern.compile("[A-Za-z0-9]{2,10}");
    private static final Pattern SENDER = Pattern.compile("[^^\\p{Cntrl}]*\\^[^^\\p{Cntrl}]*");
    private static final Pattern CONCEPT_MAP = Pattern.compile("[a-z0-9][a-z0-9-]{0,79}");
    private static final int LONGEST_TEXT = 200;
    private static final int MOST_OPTIONS = 5_000;

    private FeedRules() {
    }

    static void checkCode(String code) {
        if (!CODE.matcher(code).matches()) {
            throw FeedRefused.badCode(shortened(code));
        }
    }

    static void checkOrganisation(String organisation) {
        if (!ORGANISATION.matcher(organisation).matches()) {
            throw FeedRefused.badOrganisation(shortened(organisation));
        }
    }

    static void checkSender(String sender) {
        if (sender.length() > LONGEST_TEXT || sender.equals("^") || !SENDER.matcher(sender).matches()) {
            throw FeedRefused.badSender(shortened(sender));
        }
    }

    static void checkOptions(MapperOptions options) {
        long entries = options.assigningAuthorities().size()
                + options.codeMaps().values().stream().mapToLong(Map::size).sum();
        boolean tooLong = options.codeMaps().values().stream().anyMatch(FeedRules::hasLongText);
        if (entries > MOST_OPTIONS || tooLong || hasLongText(options.assigningAuthorities())) {
            throw FeedRefused.tooManyOptions();
        }
        options.assigningAuthorities().forEach((authority, system) -> {
            if (authority.isBlank() || !isAbsolute(system)) {
                throw FeedRefused.badAuthority(authority);
            }
        });
        options.codeMaps().keySet().forEach(FeedRules::checkConceptMap);
    }

    /** An option that no mapper reads would be a promise that nobody keeps. */
    static void checkRead(String format, MapperOptions options, OptionsRead read) {
        if (!options.assigningAuthorities().isEmpty() && !read.assigningAuthorities()) {
            throw FeedRefused.authoritiesNotRead(format);
        }
        for (String map : new TreeSet<>(options.codeMaps().keySet())) {
            if (!read.codeMaps().contains(map)) {
                throw FeedRefused.codeMapNotRead(format, map, new TreeSet<>(read.codeMaps()));
            }
        }
    }

    private static void checkConceptMap(String name) {
        if (!CONCEPT_MAP.matcher(name).matches()) {
            throw FeedRefused.badCodeMap(shortened(name));
        }
        try {
            CodeMap.load(name);
        } catch (IllegalArgumentException e) {
            throw FeedRefused.badCodeMap(name);
        }
    }

    private static boolean hasLongText(Map<String, String> texts) {
        return texts.entrySet()
                .stream()
                .anyMatch(entry -> entry.getKey().length() > LONGEST_TEXT || entry.getValue().length() > LONGEST_TEXT
                        || entry.getKey().isBlank() || entry.getValue().isBlank());
    }

    private static boolean isAbsolute(String uri) {
        try {
            return URI.create(uri).isAbsolute();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + '…';
    }
}
