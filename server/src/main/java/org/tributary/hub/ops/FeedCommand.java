package org.tributary.hub.ops;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.ingest.CommitLine;
import org.tributary.hub.ingest.Door;
import org.tributary.hub.ingest.Feed;
import org.tributary.hub.ingest.FeedRefused;
import org.tributary.hub.ingest.Feeds;
import org.tributary.hub.ingest.Feeds.FeedChange;
import org.tributary.hub.ingest.Feeds.NewFeed;
import org.tributary.hub.ingest.Validation;
import org.tributary.mapping.CareSetting;
import org.tributary.mapping.MapperOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The feeds the hub takes documents from. */
@Command(name = "feed", mixinStandardHelpOptions = true, description = "Add, list, edit, pause or resume feeds.")
final class FeedCommand {

    /** What an operator may say of a feed, new or not. */
    static final class Options {

        @Option(names = "--sender", paramLabel = "APP^FACILITY", description = "An HL7 sender (MSH-3 and MSH-4) of this feed; may be repeated. When a feed is edited these are all it has.")
        private @Nullable List<String> senders;

        @Option(names = "--validation", paramLabel = "WHEN", description = "off, report or enforce: what happens to resources that break their profiles.")
        private @Nullable String validation;

        @Option(names = "--door", paramLabel = "DOOR", description = "any, mllp, http or folder: how its documents come.")
        private @Nullable String door;

        @Option(names = "--time-zone", paramLabel = "ZONE", description = "The zone of times without an offset, such as Europe/London.")
        private @Nullable String zone;

        @Option(names = "--authority", paramLabel = "NAME=URI", description = "The identifier system that an assigning authority of the sender stands for; may be repeated. When a feed is edited these are all it has.")
        private @Nullable Map<String, String> authorities;

        @Option(names = "--local-code", paramLabel = "MAP:LOCAL=STANDARD", description = "What a local code is to the hub's ConceptMap, such as hl7v2-patient-class:DC=O; may be repeated. When a feed is edited these are all it has.")
        private @Nullable Map<String, String> codes;

        private Optional<List<String>> senders() {
            return Optional.ofNullable(senders);
        }

        private Optional<Validation> validation() {
            return find("validation", validation, Validation::findByCode, "off, report or enforce");
        }

        private Optional<Door> door() {
            return find("door", door, Door::findByCode, "any, mllp, http or folder");
        }

        private Optional<ZoneId> zone() {
            try {
                return Optional.ofNullable(zone).map(ZoneId::of);
            } catch (DateTimeException e) {
                throw new StartUpFailure("There is no time zone '" + zone + "': use one such as Europe/London", e);
            }
        }

        private Optional<MapperOptions> options(MapperOptions current) {
            if (authorities == null && codes == null) {
                return Optional.empty();
            }
            return Optional.of(new MapperOptions(authorities == null ? current.assigningAuthorities() : authorities,
                    codes == null ? current.codeMaps() : codeMaps(codes)));
        }

        private static Map<String, Map<String, String>> codeMaps(Map<String, String> codes) {
            Map<String, Map<String, String>> maps = new HashMap<>();
            codes.forEach((name, standard) -> {
                int colon = name.indexOf(':');
                if (colon < 0) {
                    throw new StartUpFailure(
                            "--local-code '" + name + "' does not name a ConceptMap: use MAP:LOCAL=STANDARD");
                }
                maps.computeIfAbsent(name.substring(0, colon), map -> new HashMap<>())
                        .put(name.substring(colon + 1), standard);
            });
            return maps;
        }
    }

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Add a feed, or senders to one.")
    int add(@Mixin DatabaseOptions database,
            @Option(names = "--code", required = true, description = "Lower-case letters, digits and '-'.") String code,
            @Option(names = "--organisation", required = true, description = "ODS code of the publisher.") String organisation,
            @Option(names = "--setting", required = true, description = "primary, acute, social, community, mental-health or other.") String setting,
            @Option(names = "--format", required = true, description = "The name of its mapper, such as hl7v2, gpconnect or asc-cld, or fhir-r4.") String format,
            @Mixin Options options) throws Exception {
        CareSetting careSetting = CareSetting.findByCode(setting)
                .orElseThrow(() -> new StartUpFailure("There is no setting '" + setting + "'"));
        NewFeed feed = new NewFeed(code, organisation, careSetting, format, options.senders().orElse(List.of()),
                options.validation(), options.door(), options.zone(), options.options(MapperOptions.NONE));
        return database.run(hub -> {
            print(hub.getBean(CommitLine.class).addFeed(feed));
            return 0;
        });
    }

    @Command(name = "edit", mixinStandardHelpOptions = true, description = "Change a feed; what is not said stays as it is.")
    int edit(@Mixin DatabaseOptions database,
            @Parameters(paramLabel = "CODE", description = "The feed's code.") String code,
            @Mixin Options options) throws Exception {
        return database.run(hub -> {
            Feeds feeds = hub.getBean(Feeds.class);
            MapperOptions current = feeds.find(code).orElseThrow(() -> FeedRefused.unknown(code)).options();
            FeedChange change = new FeedChange(options.senders(), options.validation(), options.door(), options.zone(),
                    options.options(current));
            print(hub.getBean(CommitLine.class).change(transaction -> feeds.change(transaction, code, change)));
            return 0;
        });
    }

    @Command(name = "pause", mixinStandardHelpOptions = true, description = "Turn a feed's documents away until it is resumed.")
    int pause(@Mixin DatabaseOptions database,
            @Parameters(paramLabel = "CODE", description = "The feed's code.") String code) throws Exception {
        return pause(database, code, true);
    }

    @Command(name = "resume", mixinStandardHelpOptions = true, description = "Take a paused feed's documents again.")
    int resume(@Mixin DatabaseOptions database,
            @Parameters(paramLabel = "CODE", description = "The feed's code.") String code) throws Exception {
        return pause(database, code, false);
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "List all feeds.")
    int list(@Mixin DatabaseOptions database) throws Exception {
        return database.run(hub -> {
            List<Feed> feeds = hub.getBean(Feeds.class).list();
            if (feeds.isEmpty()) {
                System.err.println("No feeds yet: tributary feed add makes one.");
            }
            feeds.forEach(FeedCommand::print);
            return 0;
        });
    }

    private static int pause(DatabaseOptions database, String code, boolean paused) throws Exception {
        return database.run(hub -> {
            Feeds feeds = hub.getBean(Feeds.class);
            print(hub.getBean(CommitLine.class).change(transaction -> feeds.pause(transaction, code, paused)));
            return 0;
        });
    }

    private static void print(Feed feed) {
        System.out.printf("%-24s %-8s %-14s %-10s %-7s %-8s %-7s %s%n", feed.code(), feed.organisation(),
                feed.setting().code(), feed.format(), feed.door().code(), feed.validation().code(),
                feed.paused() ? "paused" : "open", String.join(" ", feed.senders()));
    }

    private static <T> Optional<T> find(String what, @Nullable String code, Function<String, Optional<T>> find,
            String known) {
        if (code == null) {
            return Optional.empty();
        }
        Optional<T> found = find.apply(code);
        if (found.isEmpty()) {
            throw new StartUpFailure("There is no " + what + " '" + code + "': use " + known);
        }
        return found;
    }
}
