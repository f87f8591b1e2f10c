package org.tributary.hub.ops.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tributary.hub.TestDatabase;
import org.tributary.hub.access.DatabaseSettings;
import org.tributary.hub.ingest.FileLoad;
import org.tributary.hub.ingest.FileLoad.Reject;
import org.tributary.hub.ingest.FileLoad.Source;
import org.tributary.hub.ops.TestHub;
import org.tributary.hub.ops.linkage.Found.Pair;
import org.tributary.hub.ops.synth.pairs.LabelledFiles;
import org.tributary.hub.ops.synth.pairs.LabelledRecord;
import org.tributary.hub.ops.synth.pairs.LabelledSet;
import org.tributary.hub.ops.synth.pairs.LabelledSource;
import org.tributary.mapping.CareSetting;

/** A labelled set as it stands in a hub that loaded it from files, like any other feed's. */
final class LoadedSet {

    private LoadedSet() {
    }

    /** The person of each Patient, as the set has it. */
    static Map<String, String> truth(LabelledSet set) {
        Map<String, String> truth = new HashMap<>();
        for (LabelledSource source : LabelledSource.values()) {
            set.records(source).forEach(record -> truth.put(record.id(), record.person()));
        }
        return truth;
    }

    /** The Patients of the set that have these ids. */
    static Map<String, String> records(LabelledSet set, Set<String> ids) {
        Map<String, String> found = new HashMap<>();
        for (LabelledSource source : LabelledSource.values()) {
            set.records(source)
                    .filter(record -> ids.contains(record.id()))
                    .forEach((LabelledRecord record) -> found.put(record.id(), record.json()));
        }
        return found;
    }

    /** Loads both organisations' files, one after the other, and reads what linkage made of them. */
    static Found load(LabelledSet set, Path folder) throws IOException {
        LabelledFiles.write(set, folder);
        TestDatabase database = TestDatabase.create();
        try (TestHub hub = TestHub.start(database)) {
            List<Reject> rejects = new ArrayList<>();
            for (LabelledSource source : LabelledSource.values()) {
                hub.get(FileLoad.class)
                        .load(new Source(source.feed(), Optional.of(source.organisation()),
                                CareSetting.findByCode(source.setting())),
                                folder.resolve(source.feed()).resolve("Patient.ndjson"), rejects::add, sum -> {
                                });
            }
            assertThat(rejects).isEmpty();
        }
        return read(database.settings(), database);
    }

    private static Found read(DatabaseSettings settings, TestDatabase database) {
        JdbcClient jdbc = JdbcClient.create(database.dataSource(settings.writer(), settings.writerPassword()));
        Map<String, String> persons = new HashMap<>();
        jdbc.sql("SELECT patient, person FROM person_link WHERE until IS NULL").query(row -> {
            persons.put(row.getString("patient"), row.getString("person"));
        });
        Set<Pair> inReview = new HashSet<>();
        jdbc.sql("SELECT patient, other FROM person_edge WHERE state <> 'settled'").query(row -> {
            inReview.add(Pair.of(row.getString("patient"), row.getString("other")));
        });
        return new Found(persons, inReview);
    }
}
