package org.tributary.hub.ingest.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.ingest.Door;
import org.tributary.hub.ingest.Feed;
import org.tributary.hub.ingest.FeedFreshness.Freshness;
import org.tributary.hub.ingest.Feeds.FeedChange;
import org.tributary.hub.ingest.Feeds.NewFeed;
import org.tributary.hub.ingest.Validation;
import org.tributary.mapping.CareSetting;
import org.tributary.mapping.MapperOptions;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A feed as {@code /api/feeds} takes it. Members that are left out have their default in a new feed, and stay as they
 * are in one that is edited. {@code paused} and {@code freshness} are the hub's to say: they are passed over, so that
 * what was read can be sent back.
 */
record FeedJson(@Nullable String code, @Nullable String organisation, @Nullable String setting,
        @Nullable String format, @Nullable String door, @Nullable List<String> senders, @Nullable String validation,
        @Nullable String timeZone, @Nullable Map<String, String> assigningAuthorities,
        @Nullable Map<String, Map<String, String>> codeMaps, @Nullable Boolean paused, @Nullable Object freshness) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    FeedJson {
        if (senders != null && senders.contains(null) || assigningAuthorities != null && hasNull(assigningAuthorities)
                || codeMaps != null && (hasNull(codeMaps) || codeMaps.values().stream().anyMatch(FeedJson::hasNull))) {
            throw new IllegalArgumentException("null among values");
        }
    }

    private static boolean hasNull(Map<String, ?> map) {
        return map.containsValue(null);
    }

    /** A feed as it is told. */
    record Told(String code, String organisation, String setting, String format, String door, List<String> senders,
            String validation, String timeZone, Map<String, String> assigningAuthorities,
            Map<String, Map<String, String>> codeMaps, boolean paused, FreshnessJson freshness) {

        static Told of(Feed feed, Freshness freshness) {
            return new Told(feed.code(), feed.organisation(), feed.setting().code(), feed.format(), feed.door().code(),
                    feed.senders(), feed.validation().code(), feed.zone().getId(),
                    feed.options().assigningAuthorities(), feed.options().codeMaps(), feed.paused(),
                    FreshnessJson.of(freshness));
        }
    }

    /** How fresh a feed is; lags in seconds from arrival to commit. */
    record FreshnessJson(@Nullable Instant lastReceived, @Nullable Instant lastCommitted,
            @Nullable Double lagSecondsP50, @Nullable Double lagSecondsP95, long rejectedIn24Hours, long waiting) {

        static FreshnessJson of(Freshness freshness) {
            return new FreshnessJson(freshness.lastReceived().orElse(null), freshness.lastCommitted().orElse(null),
                    freshness.lagP50().map(lag -> lag.toNanos() / 1e9).orElse(null),
                    freshness.lagP95().map(lag -> lag.toNanos() / 1e9).orElse(null), freshness.rejected(),
                    freshness.waiting());
        }
    }

    static FeedJson read(byte @Nullable [] body) {
        try {
            FeedJson feed = body == null ? null : JSON.readValue(body, FeedJson.class);
            if (feed == null) {
                throw Refused.bad("The request has no body: send a feed as JSON");
            }
            return feed;
        } catch (UnrecognizedPropertyException e) {
            throw Refused.bad("A feed has no member '" + e.getPropertyName() + "'");
        } catch (JacksonException e) {
            throw Refused.bad("The body is not a feed as JSON");
        }
    }

    NewFeed toNewFeed() {
        return new NewFeed(required("code", code), required("organisation", organisation),
                known("setting", required("setting", setting), CareSetting::findByCode),
                required("format", format), senders == null ? List.of() : senders, validationChange(), doorChange(),
                zone(),
                options(MapperOptions.NONE));
    }

    /**
     * What is to change of a feed.
     *
     * @param current
     *            the feed as it is: what it says of code, organisation, setting and format cannot be other
     */
    FeedChange toChange(Feed current) {
        requireSame("code", code, current.code());
        requireSame("organisation", organisation, current.organisation());
        requireSame("setting", setting, current.setting().code());
        requireSame("format", format, current.format());
        return new FeedChange(Optional.ofNullable(senders), validationChange(), doorChange(), zone(),
                options(current.options()));
    }

    private Optional<Validation> validationChange() {
        return Optional.ofNullable(validation).map(text -> known("validation", text, Validation::findByCode));
    }

    private Optional<Door> doorChange() {
        return Optional.ofNullable(door).map(text -> known("door", text, Door::findByCode));
    }

    private Optional<ZoneId> zone() {
        return Optional.ofNullable(timeZone).map(text -> {
            try {
                return ZoneId.of(text);
            } catch (DateTimeException e) {
                throw Refused.bad("There is no timeZone '" + text + "': use one such as Europe/London");
            }
        });
    }

    private Optional<MapperOptions> options(MapperOptions current) {
        if (assigningAuthorities == null && codeMaps == null) {
            return Optional.empty();
        }
        return Optional.of(new MapperOptions(
                assigningAuthorities == null ? current.assigningAuthorities() : assigningAuthorities,
                codeMaps == null ? current.codeMaps() : codeMaps));
    }

    private static String required(String name, @Nullable String value) {
        if (value == null) {
            throw Refused.bad("A new feed needs the member " + name);
        }
        return value;
    }

    private static <T> T known(String name, String text, Function<String, Optional<T>> find) {
        return find.apply(text).orElseThrow(() -> Refused.bad("There is no " + name + " '" + text + "'"));
    }

    private static void requireSame(String name, @Nullable String said, String current) {
        if (said != null && !said.equals(current)) {
            throw Refused.conflict("The " + name + " of a feed cannot change: ids and visibility of its records rest"
                    + " on it. Add another feed.");
        }
    }
}
