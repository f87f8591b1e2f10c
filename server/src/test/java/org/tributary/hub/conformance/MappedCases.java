package org.tributary.hub.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tributary.hub.ingest.ExtractFolder;
import org.tributary.mapping.CareSetting;
import org.tributary.mapping.Contribution;
import org.tributary.mapping.MappedResource;
import org.tributary.mapping.SourceDocument;
import org.tributary.mapping.SourceFeed;
import org.tributary.mapping.SourceMapper;
import org.tributary.mapping.gpconnect.GpConnectMapper;
import org.tributary.mapping.gpextract.GpExtractMapper;
import org.tributary.mapping.hl7v2.Hl7v2Mapper;
import org.tributary.mapping.hospitalcsv.HospitalCsvMapper;
import org.tributary.mapping.layout.LayoutMapper;
import org.tributary.mapping.socialcare.ClientLevelDataMapper;

/** What the mappers make of the documents in their case folders, good and bad ones. */
final class MappedCases {

    private static final Path CASES = Path.of("../mappers/src/test/resources/cases");
    private static final Instant RECEIVED = Instant.parse("2026-06-01T12:00:00Z");
    private static final Map<SourceMapper, SourceFeed> MAPPERS = Map.of(
            new Hl7v2Mapper(), new SourceFeed("acute", "RZ8", CareSetting.ACUTE),
            new GpConnectMapper(), new SourceFeed("practice", "A99999", CareSetting.PRIMARY),
            new ClientLevelDataMapper(), new SourceFeed("council", "E99999", CareSetting.SOCIAL),
            new GpExtractMapper(), new SourceFeed("extract", "A99999", CareSetting.PRIMARY),
            new HospitalCsvMapper(), new SourceFeed("episodes", "RZ8", CareSetting.ACUTE),
            LayoutMapper.builtIn().getFirst(), new SourceFeed("contacts", "RYX", CareSetting.COMMUNITY),
            LayoutMapper.builtIn().getLast(), new SourceFeed("referrals", "RYX", CareSetting.MENTAL_HEALTH));

    private MappedCases() {
    }

    /**
     * @param origin
     *            the case's format and name
     */
    record Mapped(String origin, MappedResource resource) {
    }

    /** Every resource of every case. */
    static List<Mapped> all() {
        List<Mapped> mapped = new ArrayList<>();
        MAPPERS.forEach((mapper, feed) -> {
            String folder = folder(mapper.format());
            for (Path name : list(CASES.resolve(folder))) {
                if (Files.isDirectory(name)) {
                    resources(mapper, feed, name).forEach(resource -> mapped
                            .add(new Mapped(folder + '/' + name.getFileName(), resource)));
                }
            }
        });
        return mapped;
    }

    private static List<MappedResource> resources(SourceMapper mapper, SourceFeed feed, Path folder) {
        Map<String, List<Contribution>> byAggregate = list(folder).stream()
                .filter(file -> !String.valueOf(file.getFileName()).startsWith("expected"))
                .flatMap(file -> mapper.map(new SourceDocument(read(file), RECEIVED), feed).contributions().stream())
                .collect(Collectors.groupingBy(
                        contribution -> contribution.aggregate().kind() + ' ' + contribution.aggregate().value(),
                        TreeMap::new, Collectors.toList()));
        return byAggregate.values()
                .stream()
                .map(learned -> mapper.fold(learned.getFirst().aggregate(),
                        learned.stream().sorted((a, b) -> a.order().compareTo(b.order())).toList(), feed))
                .flatMap(folded -> folded.resources().stream())
                .toList();
    }

    private static String folder(String format) {
        return switch (format) {
            case "asc-cld" -> "socialcare";
            case "hospital-csv" -> "hospitalcsv";
            case "gp-extract" -> "gpextract";
            default -> format.replace("csv-layout:", "csvlayout-");
        };
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.isDirectory(file) ? ExtractFolder.zip(file).orElseThrow() : Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
