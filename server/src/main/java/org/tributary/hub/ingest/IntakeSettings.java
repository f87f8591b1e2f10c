package org.tributary.hub.ingest;

import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the hub takes in at a time, and how long it keeps what came.
 *
 * @param maximumBody
 *            longest document by HTTP, after decompression
 * @param memory
 *            so many bytes of documents at a time may be on their way through this node, all doors together
 * @param parallel
 *            so many documents of senders are worked on at a time
 * @param waiting
 *            so many more may wait for their turn
 * @param patience
 *            and for so long; then they are refused
 * @param queue
 *            so many documents may wait to be worked on later, all nodes together
 * @param keepRaw
 *            after how long documents lose their raw bytes; never, unless set
 * @param folder
 *            the watched folder, with one folder in it for each feed; none, unless set
 * @param folderPoll
 *            how often it is looked at
 * @param folderSettle
 *            a file is taken when it has not changed for so long
 * @param layouts
 *            a folder of layouts of tables, each of which is a format; none, unless set
 */
@ConfigurationProperties(prefix = "tributary.intake", ignoreUnknownFields = false)
public record IntakeSettings(@DefaultValue("64MB") DataSize maximumBody, @DefaultValue("128MB") DataSize memory,
        @DefaultValue("8") int parallel, @DefaultValue("64") int waiting, @DefaultValue("5s") Duration patience,
        @DefaultValue("10000") int queue, Optional<Duration> keepRaw, Optional<String> folder,
        @DefaultValue("2s") Duration folderPoll, @DefaultValue("5s") Duration folderSettle,
        Optional<String> layouts) {

    public IntakeSettings {
        if (parallel < 1 || waiting < 0 || queue < 0) {
            throw new IllegalArgumentException(
                    "tributary.intake.parallel must be at least 1, waiting and queue not below 0");
        }
        if (maximumBody.toBytes() < 1 || maximumBody.toBytes() > 1L << 30
                || memory.toBytes() < maximumBody.toBytes()) {
            throw new IllegalArgumentException("tributary.intake.maximum-body must be between 1 byte and 1 GB,"
                    + " and tributary.intake.memory not below it");
        }
        if (patience.isNegative() || folderPoll.toMillis() < 10 || folderSettle.isNegative()
                || keepRaw.filter(keep -> keep.isNegative() || keep.isZero()).isPresent()) {
            throw new IllegalArgumentException("tributary.intake.patience and folder-settle must not be below 0s,"
                    + " folder-poll at least 10ms, and keep-raw above 0s");
        }
    }
}
