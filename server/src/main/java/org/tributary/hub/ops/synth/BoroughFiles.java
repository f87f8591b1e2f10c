package org.tributary.hub.ops.synth;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a borough as files: {@code gp/*.json}, one record each; {@code acute/{feed}-{day}.hl7}, the messages a trust
 * sent that day in order, segments ending with CR; {@code social-care/cld.csv}; and {@code truth.csv} with the columns
 * person, source, system and value.
 */
public final class BoroughFiles {
    private BoroughFiles() {
    }

    /**
     * @param directory
     *            made when missing; files of the same name are overwritten
     */
    public static void write(Borough borough, Path directory) throws IOException {
        Path practices = Files.createDirectories(directory.resolve("gp"));
        for (Dispatch record : borough.dispatches(Feed::isPractice).toList()) {
            Files.write(practices.resolve(record.name()), record.document().bytes());
        }
        Path trusts = Files.createDirectories(directory.resolve("acute"));
        for (Feed trust : Feed.TRUSTS) {
            writeDays(borough, trust, trusts);
        }
        Path council = Files.createDirectories(directory.resolve("social-care"));
        for (Dispatch returned : borough.dispatches(feed -> feed == Feed.COUNCIL).toList()) {
            Files.write(council.resolve(returned.name()), returned.document().bytes());
        }
        writeTruth(borough, directory.resolve("truth.csv"));
    }

    private static void writeDays(Borough borough, Feed trust, Path directory) throws IOException {
        Map<LocalDate, List<Dispatch>> days = new TreeMap<>();
        borough.dispatches(feed -> feed == trust)
                .forEach(message -> days.computeIfAbsent(message.sentAt().toLocalDate(), day -> new ArrayList<>())
                        .add(message));
        for (Map.Entry<LocalDate, List<Dispatch>> day : days.entrySet()) {
            try (OutputStream file = Files
                    .newOutputStream(directory.resolve(trust.code + '-' + day.getKey() + ".hl7"))) {
                for (Dispatch message : day.getValue()) {
                    file.write(message.document().bytes());
                }
            }
        }
    }

    private static void writeTruth(Borough borough, Path path) throws IOException {
        try (BufferedWriter file = Files.newBufferedWriter(path)) {
            file.write("person,source,system,value\n");
            for (TruthRow row : borough.truth()) {
                file.write(row.person() + ',' + row.source() + ',' + row.system() + ',' + row.value() + '\n');
            }
        }
    }
}
