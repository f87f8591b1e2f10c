package org.tributary.hub.ingest;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tributary.mapping.SourceMapper;
import org.tributary.mapping.gpconnect.GpConnectMapper;
import org.tributary.mapping.hl7v2.Hl7v2Mapper;
import org.tributary.mapping.hospitalcsv.HospitalCsvMapper;
import org.tributary.mapping.socialcare.ClientLevelDataMapper;

/** The mappers the hub has, one for each source format, by the names that feeds give the formats. */
public final class SourceMappers {

    private final Map<String, SourceMapper> byFormat = new TreeMap<>();

    SourceMappers(List<SourceMapper> mappers) {
        mappers.forEach(mapper -> byFormat.put(mapper.format(), mapper));
    }

    /** Those of every hub. They need neither a database nor the rest of the hub. */
    public static SourceMappers builtIn() {
        return new SourceMappers(List.of(new Hl7v2Mapper(), new GpConnectMapper(), new ClientLevelDataMapper(),
                new HospitalCsvMapper()));
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

    /** In alphabetical order. */
    public Collection<String> formats() {
        return Collections.unmodifiableSet(byFormat.keySet());
    }
}
