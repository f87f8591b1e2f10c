package org.tributary.hub.fhir.bulk;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Enumeration;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.fhir.bulk.BulkTable.Chunk;
import org.tributary.hub.fhir.exchange.FhirRefusal;

/** Reads files of jobs part by part, so that no transaction lasts as long as a download. */
@Component
final class FileParts {

    private final ReaderDatabase database;
    private final BulkTable table;

    FileParts(ReaderDatabase database, BulkTable table) {
        this.database = database;
        this.table = table;
    }

    /** The text of a file, as the caller may have it: asked anew for each part. */
    InputStream open(Caller caller, UUID job, int file) {
        return new SequenceInputStream(new Enumeration<>() {

            private Optional<Chunk> next = read(caller, job, file, 0);

            @Override
            public boolean hasMoreElements() {
                return next.isPresent();
            }

            @Override
            public InputStream nextElement() {
                Chunk chunk = next.orElseThrow(NoSuchElementException::new);
                next = read(caller, job, file, chunk.number());
                try {
                    return new GZIPInputStream(new ByteArrayInputStream(chunk.body()), 1 << 16);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
    }

    private Optional<Chunk> read(Caller caller, UUID job, int file, long after) {
        // What is in the files was written into the audit trail when they were made, and the download when it began.
        return database.read(caller.askingNothing(), transaction -> {
            if (table.find(transaction, job).isEmpty() || !table.seesAll(transaction, job)) {
                throw FhirRefusal.notFound("bulk/" + job);
            }
            return table.findChunkAfter(transaction, job, file, after);
        });
    }
}
