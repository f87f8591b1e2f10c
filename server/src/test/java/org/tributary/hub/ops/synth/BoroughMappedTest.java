package org.tributary.hub.ops.synth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tributary.mapping.CareSetting;
import org.tributary.mapping.MappingResult;
import org.tributary.mapping.SourceDocument;
import org.tributary.mapping.SourceFeed;
import org.tributary.mapping.SourceMapper;
import org.tributary.mapping.gpconnect.GpConnectMapper;
import org.tributary.mapping.hl7v2.Hl7v2Mapper;
import org.tributary.mapping.socialcare.ClientLevelDataMapper;

/** The mappers take and refuse exactly what the generator, which knows nothing of them, declares. */
class BoroughMappedTest {
    private static final Borough BOROUGH = Borough.generate(300, 77);

    @Test
    void messagesAreAcceptedAndRejectedAsDeclared() {
        check(new Hl7v2Mapper());
    }

    @Test
    void recordsAreAcceptedAndRejectedAsDeclared() {
        check(new GpConnectMapper());
    }

    @Test
    void theReturnIsAcceptedAndRejectedAsDeclared() {
        check(new ClientLevelDataMapper());
    }

    private static void check(SourceMapper mapper) {
        Map<String, SourceFeed> feeds = new TreeMap<>();
        for (SyntheticFeed feed : BOROUGH.feeds()) {
            if (feed.format().equals(mapper.format())) {
                feeds.put(feed.code(), new SourceFeed(feed.code(), feed.organisation(),
                        CareSetting.findByCode(feed.setting()).orElseThrow()));
            }
        }
        assertThat(feeds).isNotEmpty();
        BOROUGH.documents().forEach(document -> {
            SourceFeed feed = feeds.get(document.feed());
            if (feed != null) {
                MappingResult result = mapper.map(new SourceDocument(document.bytes(), Instant.EPOCH), feed);
                assertThat(result.accepted()).as(document.name() + " accepted").isEqualTo(document.expectedAccepted());
                assertThat(result.rejected()).as(document.name() + " rejected").isEqualTo(document.expectedRejected());
            }
        });
    }
}
