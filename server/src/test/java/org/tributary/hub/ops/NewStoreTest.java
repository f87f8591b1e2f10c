package org.tributary.hub.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.tributary.hub.TestDatabase;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.ingest.CommitLine;
import org.tributary.hub.store.IndexRebuild;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceWrite;

class NewStoreTest {

    @Test
    void what_a_command_loads_into_a_new_store_is_not_indexed_anew_when_a_hub_first_serves_it() {
        Map<String, Object> properties = Arrays.stream(TestDatabase.create().properties())
                .map(property -> property.split("=", 2))
                .collect(Collectors.toMap(property -> property[0], property -> property[1]));
        try (ConfigurableApplicationContext command = HubCore.start(properties)) {
            ResourceBody patient = ((ResourceBody.Valid) ResourceBody.parse(
                    "{\"resourceType\":\"Patient\",\"id\":\"a\"}".getBytes(StandardCharsets.UTF_8))).body();
            command.getBean(CommitLine.class)
                    .write(TestHub.carer("RZ8"), List.of(
                            new ResourceWrite.Put(new ResourceKey("Patient", "a"), patient, OptionalInt.empty())));
        }
        try (ConfigurableApplicationContext hub = HubCore.start(properties)) {
            IndexRebuild index = hub.getBean(IndexRebuild.class);
            hub.getBean(CommitLine.class).change(transaction -> {
                index.requestIfOlder(transaction);
                return transaction;
            });
            assertThat(hub.getBean(ReaderDatabase.class).read(Caller.hub(), index::list)).isEmpty();
        }
    }
}
