package org.tributary.hub.ops;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.ingest.CommitLine;
import org.tributary.hub.ingest.Feed;
import org.tributary.hub.ingest.Feeds;
import org.tributary.hub.ingest.Feeds.NewFeed;
import org.tributary.hub.ingest.Validation;
import org.tributary.mapping.CareSetting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The feeds the hub takes documents from. */
@Command(name = "feed", mixinStandardHelpOptions = true, description = "Add or list feeds.")
final class FeedCommand {

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Add a feed, or senders to one.")
    int add(@Mixin DatabaseOptions database,
            @Option(names = "--code", required = true, description = "Lower-case letters, digits and '-'.") String code,
            @Option(names = "--organisation", required = true, description = "ODS code of the publisher.") String organisation,
            @Option(names = "--setting", required = true, description = "primary, acute, social, community, mental-health or other.") String setting,
            @Option(names = "--format", required = true, description = "hl7v2, gpconnect, asc-cld or fhir-r4.") String format,
            @Option(names = "--sender", paramLabel = "APP^FACILITY", description = "An HL7 sender (MSH-3 and MSH-4) of this feed; may be repeated.") List<String> senders,
            @Option(names = "--validation", paramLabel = "WHEN", description = "off, report or enforce: what happens to resources that break their profiles.") @Nullable String validation)
            throws Exception {
        CareSetting careSetting = CareSetting.findByCode(setting)
                .orElseThrow(() -> new StartUpFailure("There is no setting '" + setting + "'"));
        NewFeed feed = new NewFeed(code, organisation, careSetting, format, senders == null ? List.of() : senders,
                validation(validation));
        return database.run(hub -> {
            print(hub.getBean(CommitLine.class).addFeed(feed));
            return 0;
        });
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "List all feeds.")
    int list(@Mixin DatabaseOptions database) throws Exception {
        return database.run(hub -> {
            hub.getBean(Feeds.class).list().forEach(FeedCommand::print);
            return 0;
        });
    }

    private static Optional<Validation> validation(@Nullable String code) {
        if (code == null) {
            return Optional.empty();
        }
        Optional<Validation> found = Validation.findByCode(code);
        if (found.isEmpty()) {
            throw new StartUpFailure("There is no validation '" + code + "': use off, report or enforce");
        }
        return found;
    }

    private static void print(Feed feed) {
        System.out.printf("%-24s %-8s %-14s %-10s %-8s %s%n", feed.code(), feed.organisation(), feed.setting().code(),
                feed.format(), feed.validation().code(), String.join(" ", feed.senders()));
    }
}
