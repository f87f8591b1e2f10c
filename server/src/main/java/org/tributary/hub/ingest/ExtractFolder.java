package org.tributary.hub.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.tributary.mapping.gpextract.GpExtractMapper;

/**
 * A folder that holds the files of one extraction of a general practice system, which are one document. The same files
 * are the same bytes: entries stand in the order of their names and have no times.
 */
public final class ExtractFolder {

    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private ExtractFolder() {
    }

    /**
     * What is loaded of a path: a file as it is, of a folder each file in it; where files of a folder are tables of an
     * extraction, its tables are the folder. What is hidden is left alone.
     */
    public static List<Path> listDocuments(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        List<Path> documents = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(path)) {
            walk.filter(Files::isRegularFile)
                    .filter(file -> !isHidden(file))
                    .collect(Collectors.groupingBy(file -> file.toAbsolutePath().getParent(), TreeMap::new,
                            Collectors.toList()))
                    .values()
                    .forEach(files -> documents.addAll(documents(files)));
        }
        return documents.stream().sorted().toList();
    }

    private static List<Path> documents(List<Path> files) {
        if (files.stream().noneMatch(ExtractFolder::isOfExtract)) {
            return files;
        }
        List<Path> documents = new ArrayList<>(files.stream().filter(file -> !isTable(file)).toList());
        Path folder = files.getFirst().getParent();
        documents.add(folder == null ? Path.of("") : folder);
        return documents;
    }

    /** Whether a folder is loaded as one document. */
    static boolean isExtract(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(ExtractFolder::isOfExtract);
        }
    }

    /** The tables of a folder as a zip; empty when they are longer than a document may be. */
    public static Optional<byte[]> zip(Path folder) throws IOException {
        long bytes = 0;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Stream<Path> files = Files.list(folder); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Path table : files.filter(Files::isRegularFile).filter(ExtractFolder::isTable).sorted().toList()) {
                bytes += Files.size(table);
                if (bytes > FileLoad.LARGEST_DOCUMENT_BYTES) {
                    return Optional.empty();
                }
                ZipEntry entry = new ZipEntry(String.valueOf(table.getFileName()));
                entry.setTimeLocal(NO_TIME);
                zip.putNextEntry(entry);
                Files.copy(table, zip);
                zip.closeEntry();
            }
        }
        return Optional.of(out.toByteArray());
    }

    private static boolean isOfExtract(Path file) {
        return isTable(file) && GpExtractMapper.isFileOfExtract(String.valueOf(file.getFileName()));
    }

    private static boolean isTable(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".csv")
                && !isHidden(file);
    }

    private static boolean isHidden(Path file) {
        return String.valueOf(file.getFileName()).startsWith(".");
    }
}
