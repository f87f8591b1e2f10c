package org.tributary.mapping.gpconnect;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tributary.mapping.AggregateKey;
import org.tributary.mapping.Contribution;
import org.tributary.mapping.EventOrder;
import org.tributary.mapping.FoldResult;
import org.tributary.mapping.MappingResult;
import org.tributary.mapping.SourceDocument;
import org.tributary.mapping.SourceFeed;
import org.tributary.mapping.SourceMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Maps GP Connect Access Record: Structured (FHIR STU3): one collection Bundle holds the whole record of one patient.
 *
 * <p>
 * The patient and all that is theirs is one aggregate, {@code record}; each Practitioner, PractitionerRole,
 * Organization, Location and HealthcareService is one of its own, since many patients' records hold it. Of each the
 * latest contribution wins, so that what a newer record omits disappears. A record's place in time is when it was
 * extracted (see {@link ExtractionTime}), or when it arrived where it does not say; that of what is shared is the day.
 * A bundle is accepted or rejected as a whole.
 */
public final class GpConnectMapper implements SourceMapper {

    @Override
    public String format() {
        return "gpconnect";
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public MappingResult map(SourceDocument document, SourceFeed feed) {
        Issues issues = new Issues();
        Optional<SourceBundle> read = SourceBundle.read(document, issues);
        if (read.isEmpty()) {
            return MappingResult.rejected(issues.list());
        }
        SourceBundle bundle = read.get();
        Optional<Directory> directory = Directory.of(bundle, feed, issues);
        if (directory.isEmpty()) {
            return MappingResult.rejected(issues.list());
        }
        prepare(bundle, directory.get(), feed, issues);
        Map<AggregateKey, List<ObjectNode>> aggregates = issues.reject()
                ? Map.of()
                : convert(bundle, directory.get(), issues);
        if (issues.reject()) {
            return MappingResult.rejected(issues.list());
        }
        Instant event = ExtractionTime.find(bundle, feed.zone(), issues).orElse(document.received());
        EventOrder order = new EventOrder(event, event, 0, "", document.sha256());
        List<Contribution> contributions = aggregates.entrySet()
                .stream()
                .map(one -> contribution(one.getKey(), order, RecordBody.write(one.getValue())))
                .toList();
        return MappingResult.of(contributions, issues.list());
    }

    @Override
    public FoldResult fold(AggregateKey aggregate, List<Contribution> contributions, SourceFeed feed) {
        return new FoldResult(RecordBody.read(contributions.getLast().body()), List.of());
    }

    private static Contribution contribution(AggregateKey aggregate, EventOrder order, String body) {
        return new Contribution(aggregate, Directory.isShared(aggregate) ? orderOfDay(order, body) : order, body);
    }

    /**
     * Every record names the same practice and doctors. What is said of them stands in the order by its day and by what
     * it says, so that the next record of that day that says the same adds nothing to fold.
     */
    private static EventOrder orderOfDay(EventOrder order, String body) {
        Instant day = order.event().truncatedTo(ChronoUnit.DAYS);
        String said = day + "\n" + body;
        String hash = new SourceDocument(said.getBytes(StandardCharsets.UTF_8), day).sha256();
        return new EventOrder(day, day, 0, "", hash);
    }

    private static void prepare(SourceBundle bundle, Directory directory, SourceFeed feed, Issues issues) {
        NhsNumbers.check(bundle.patient(), issues);
        Stu3Preparation preparation = new Stu3Preparation(new RecordReferences(directory, issues), feed.zone(), issues);
        for (SourceResource resource : bundle.resources()) {
            if (directory.find(resource).isPresent()) {
                preparation.prepare(resource);
            }
        }
    }

    private static Map<AggregateKey, List<ObjectNode>> convert(SourceBundle bundle, Directory directory,
            Issues issues) {
        Map<AggregateKey, List<ObjectNode>> aggregates = new LinkedHashMap<>();
        for (SourceResource resource : bundle.resources()) {
            directory.find(resource)
                    .ifPresent(identity -> convert(resource, identity, issues)
                            .ifPresent(r4 -> aggregates
                                    .computeIfAbsent(identity.aggregate(), key -> new ArrayList<>())
                                    .add(r4)));
        }
        return aggregates;
    }

    private static Optional<ObjectNode> convert(SourceResource source, Identity identity, Issues issues) {
        return new ResourceConversion(issues).convert(source, identity.id(),
                r4 -> R4Completion.marking(issues).complete(r4, source, identity));
    }
}
