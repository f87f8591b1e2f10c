package org.tributary.hub.ops.synth.pairs;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Collectors;

/**
 * Writes a labelled set as files: {@code {feed}/Patient.ndjson} for each organisation; {@code truth.csv} with the
 * columns source, patient and person; and {@code pairs.csv} with the columns one, other, same, enough and situations,
 * lists within a column apart by blanks.
 */
public final class LabelledFiles {
    private LabelledFiles() {
    }

    /**
     * @param directory
     *            made when missing; files of the same name are overwritten
     */
    public static void write(LabelledSet set, Path directory) throws IOException {
        Files.createDirectories(directory);
        try (BufferedWriter truth = Files.newBufferedWriter(directory.resolve("truth.csv"))) {
            truth.write("source,patient,person\n");
            for (LabelledSource source : LabelledSource.values()) {
                writeRecords(set, source, directory, truth);
            }
        }
        try (BufferedWriter pairs = Files.newBufferedWriter(directory.resolve("pairs.csv"))) {
            pairs.write("one,other,same,enough,situations\n");
            for (Iterator<LabelledPair> each = set.pairs().iterator(); each.hasNext();) {
                LabelledPair pair = each.next();
                String situations = pair.situations().stream().map(Situation::name).collect(Collectors.joining(" "));
                pairs.write(String.join(",", String.join(" ", pair.one()), String.join(" ", pair.other()),
                        String.valueOf(pair.same()), String.valueOf(pair.enough()), situations) + '\n');
            }
        }
    }

    private static void writeRecords(LabelledSet set, LabelledSource source, Path directory, BufferedWriter truth)
            throws IOException {
        Path folder = Files.createDirectories(directory.resolve(source.feed()));
        try (BufferedWriter patients = Files.newBufferedWriter(folder.resolve("Patient.ndjson"))) {
            for (Iterator<LabelledRecord> each = set.records(source).iterator(); each.hasNext();) {
                LabelledRecord record = each.next();
                patients.write(record.json() + '\n');
                truth.write(source.feed() + ',' + record.id() + ',' + record.person() + '\n');
            }
        }
    }
}
