package org.tributary.hub.fhir.bulk;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.fhir.bulk.BulkJob.State;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.OperationOutcomes;
import org.tributary.hub.ingest.CommitLine;

/** Takes exports and imports in, and runs them in the background, several times if need be. */
@Component
final class BulkJobs {

    static final TaskDescriptor<UUID> TASK = TaskDescriptor.of("bulk", UUID.class);

    private static final Logger LOG = LoggerFactory.getLogger(BulkJobs.class);
    private static final int MOST_ATTEMPTS = 5;

    private final CommitLine commitLine;
    private final BulkTable table;
    private final BulkSettings settings;
    private final ExportRun exports;
    private final ImportRun imports;

    BulkJobs(CommitLine commitLine, BulkTable table, BulkSettings settings, ExportRun exports, ImportRun imports) {
        this.commitLine = commitLine;
        this.table = table;
        this.settings = settings;
        this.exports = exports;
        this.imports = imports;
    }

    /**
     * Keeps a job and has it run.
     *
     * @param inputs
     *            adds an import's files
     */
    Answer accept(BulkTable.NewJob job, Optional<Consumer<WriteTransaction>> inputs) {
        commitLine.change(transaction -> {
            table.add(transaction, job, settings.keepFor());
            inputs.ifPresent(add -> add.accept(transaction));
            schedule(transaction, job.id());
            return job;
        });
        return accepted(job);
    }

    void schedule(WriteTransaction transaction, UUID id) {
        transaction.jobs()
                .scheduleIfNotExists(new TaskInstance<>(TASK.getTaskName(), id.toString(), id), Instant.now());
    }

    static Answer accepted(BulkTable.NewJob job) {
        return Answer.of(202, OperationOutcomes.success("Accepted: ask the URL in Content-Location how it goes"))
                .withHeader("Content-Location", job.base() + "/bulk/" + job.id());
    }

    /** One run; throws when it is to be run again. */
    void run(UUID id) {
        Optional<BulkJob> begun = commitLine.change(transaction -> table.begin(transaction, id));
        if (begun.isEmpty()) {
            return;
        }
        BulkJob job = begun.get();
        try {
            switch (job.kind()) {
                case EXPORT -> exports.run(job);
                case IMPORT -> imports.run(job);
            }
            finish(job, State.DONE, Optional.empty());
        } catch (BulkStopped e) {
            LOG.info("A bulk job was cancelled or begun anew");
        } catch (FhirRefusal e) {
            finish(job, State.FAILED, Optional.of(e.issues().getFirst().diagnostics()));
        } catch (RuntimeException e) {
            // Its words may hold what records say.
            LOG.warn("Run {} of a bulk job failed: {}", job.attempt(), e.getClass().getName());
            if (Thread.currentThread().isInterrupted() || job.attempt() < MOST_ATTEMPTS) {
                throw e;
            }
            finish(job, State.FAILED, Optional.of("The hub failed " + job.attempt() + " times"));
        }
    }

    private void finish(BulkJob job, State state, Optional<String> problem) {
        commitLine.change(transaction -> {
            table.finish(transaction, job, state, problem, settings.keepFor());
            return state;
        });
    }
}
