package org.tributary.hub.ingest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceWrite;
import org.tributary.hub.store.WriteOutcome;

/** The companions of writes, by resource type. */
final class WriteCompanions {

    private final Map<String, WriteCompanion> byType;

    WriteCompanions(List<WriteCompanion> companions) {
        byType = companions.stream().collect(Collectors.toUnmodifiableMap(WriteCompanion::type, Function.identity()));
    }

    List<ResourceWrite> admit(Caller caller, List<ResourceWrite> writes) {
        return writes.stream().map(write -> admit(caller, write)).toList();
    }

    private ResourceWrite admit(Caller caller, ResourceWrite write) {
        WriteCompanion companion = byType.get(write.key().type());
        return companion != null && write instanceof ResourceWrite.Put put
                ? new ResourceWrite.Put(put.key(), companion.admit(caller, put.body()), put.ifMatch(),
                        put.method())
                : write;
    }

    void written(WriteTransaction transaction, Caller caller, List<ResourceWrite> writes, List<WriteOutcome> outcomes) {
        for (int i = 0; i < writes.size(); i++) {
            ResourceWrite write = writes.get(i);
            WriteCompanion companion = byType.get(write.key().type());
            if (companion != null) {
                Optional<ResourceBody> body = write instanceof ResourceWrite.Put put
                        ? Optional.of(put.body())
                        : Optional.empty();
                companion.written(transaction, caller, outcomes.get(i), body);
            }
        }
    }
}
