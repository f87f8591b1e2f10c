package org.tributary.mapping.layout;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tributary.mapping.AggregateKey;
import org.tributary.mapping.Contribution;
import org.tributary.mapping.FoldResult;
import org.tributary.mapping.MappedResource;
import org.tributary.mapping.MappingResult;
import org.tributary.mapping.SourceDocument;
import org.tributary.mapping.SourceFeed;
import org.tributary.mapping.SourceMapper;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Comma-separated tables by a layout; a layout is a format of its own, {@code csv-layout:NAME}. A data row counts as a
 * record. A contribution is the resource as a row states it; what a later file says of it takes its place, and what a
 * file does not mention stays.
 */
public final class LayoutMapper implements SourceMapper {

    /** What the names of these formats start with. */
    public static final String PREFIX = "csv-layout:";

    private static final List<String> BUILT_IN = List.of("csds-like", "mhsds-like");

    private final Layout layout;

    private LayoutMapper(Layout layout) {
        this.layout = layout;
    }

    /** The worked layouts that come with the hub. */
    public static List<SourceMapper> builtIn() {
        return BUILT_IN.stream().<SourceMapper>map(name -> read(name + ".yaml", resource(name))).toList();
    }

    /**
     * A mapper by a layout file's text.
     *
     * @param file
     *            named in what is wrong
     * @throws LayoutRefused
     *             when anything of the layout is wrong, with the file and line of each problem
     */
    public static LayoutMapper read(String file, String text) {
        return new LayoutMapper(LayoutReader.read(file, text));
    }

    @Override
    public String format() {
        return PREFIX + layout.name();
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public MappingResult map(SourceDocument document, SourceFeed feed) {
        return new TableReader(layout, feed).read(document);
    }

    @Override
    public FoldResult fold(AggregateKey aggregate, List<Contribution> contributions, SourceFeed feed) {
        String json = contributions.getLast().body();
        JsonNode resource = JsonMapper.shared().readTree(json);
        return new FoldResult(List.of(new MappedResource(resource.path("resourceType").asString(),
                resource.path("id").asString(), json)), List.of());
    }

    private static String resource(String name) {
        try (InputStream in = LayoutMapper.class.getResourceAsStream("/layouts/" + name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("The layout " + name + " is missing from the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
