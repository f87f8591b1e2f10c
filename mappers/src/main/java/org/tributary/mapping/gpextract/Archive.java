package org.tributary.mapping.gpextract;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The files of a zip, read in memory and within bounds. Folders within it do not matter. */
record Archive(List<Member> members) {

    private static final int MOST_FILES = 200;
    private static final long MOST_BYTES = 512L * 1024 * 1024;

    /** A file, by its name without folders. */
    record Member(String name, byte[] bytes) {
    }

    /** The files by name; empty when the bytes are no zip, hold no file, or more than can be taken at once. */
    static Optional<Archive> read(byte[] bytes) {
        List<Member> members = new ArrayList<>();
        long total = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                byte[] content = upTo(zip, MOST_BYTES - total);
                total += content.length;
                members.add(new Member(entry.getName().replaceFirst(".*[/\\\\]", ""), content));
                if (members.size() > MOST_FILES || total >= MOST_BYTES) {
                    return Optional.empty();
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
        members.sort(Comparator.comparing(Member::name));
        return members.isEmpty() ? Optional.empty() : Optional.of(new Archive(members));
    }

    private static byte[] upTo(InputStream in, long most) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[65_536];
        for (int read = in.read(buffer); read >= 0 && out.size() < most; read = in.read(buffer)) {
            out.write(buffer, 0, read);
        }
        return out.toByteArray();
    }
}
