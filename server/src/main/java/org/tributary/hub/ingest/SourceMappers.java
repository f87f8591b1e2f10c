package org.tributary.hub.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tributary.mapping.OptionsRead;
import org.tributary.mapping.SourceMapper;
import org.tributary.mapping.gpconnect.GpConnectMapper;
import org.tributary.mapping.gpextract.GpExtractMapper;
import org.tributary.mapping.hl7v2.Hl7v2Mapper;
import org.tributary.mapping.hospitalcsv.HospitalCsvMapper;
import org.tributary.mapping.layout.LayoutMapper;
import org.tributary.mapping.layout.LayoutRefused;
import org.tributary.mapping.socialcare.ClientLevelDataMapper;

/** The mappers the hub has, one for each source format, by the names that feeds give the formats. */
public final class SourceMappers {

    private final Map<String, SourceMapper> byFormat = new TreeMap<>();

    SourceMappers(List<SourceMapper> mappers) {
        mappers.forEach(mapper -> byFormat.put(mapper.format(), mapper));
    }

    /** Those of every hub. They need neither a database nor the rest of the hub. */
    public static SourceMappers builtIn() {
        List<SourceMapper> mappers = new ArrayList<>(List.of(new Hl7v2Mapper(), new GpConnectMapper(),
                new ClientLevelDataMapper(), new HospitalCsvMapper(), new GpExtractMapper()));
        mappers.addAll(LayoutMapper.builtIn());
        return new SourceMappers(mappers);
    }

    /**
     * Those of every hub, and one for each layout ({@code *.yaml}) of a folder.
     *
     * @throws LayoutRefused
     *             when a layout is wrong, with file and line
     */
    static SourceMappers withLayouts(Path folder) {
        SourceMappers mappers = builtIn();
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException("tributary.intake.layouts: there is no folder " + folder);
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList()) {
                SourceMapper mapper = layout(file);
                if (mappers.byFormat.putIfAbsent(mapper.format(), mapper) != null) {
                    throw new IllegalStateException(
                            file + ":1: There is another layout with the format " + mapper.format());
                }
            }
            return mappers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A mapper by the layout in a file.
     *
     * @throws LayoutRefused
     *             when the layout is wrong, with file and line
     */
    public static SourceMapper layout(Path file) {
        try {
            return LayoutMapper.read(file.toString(), Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new IllegalStateException(file + ":1: The layout is not in UTF-8", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @throws FeedRefused
     *             when there is no such format, naming those there are
     */
    public SourceMapper get(String format) {
        SourceMapper mapper = byFormat.get(format);
        if (mapper == null) {
            throw FeedRefused.unknownFormat(format, formats());
        }
        return mapper;
    }

    /** What is read of the options of a feed of this format. */
    OptionsRead optionsRead(String format) {
        SourceMapper mapper = byFormat.get(format);
        return mapper == null ? OptionsRead.NONE : mapper.optionsRead();
    }

    /** In alphabetical order. */
    public Collection<String> formats() {
        return Collections.unmodifiableSet(byFormat.keySet());
    }
}
