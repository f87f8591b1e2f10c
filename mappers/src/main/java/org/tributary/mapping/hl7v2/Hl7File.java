package org.tributary.mapping.hl7v2;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Cuts a file into its messages. A message begins at a line that begins with MSH; the batch segments FHS, BHS, BTS and
 * FTS (HL7 2.4, section 2.10.3), byte-order marks, blank lines and MLLP framing belong to none. What stands before the
 * first MSH and is none of these comes back as a message of its own, so that it is refused and not lost.
 */
public final class Hl7File {

    private static final Set<String> ENVELOPE = Set.of("FHS", "BHS", "BTS", "FTS");
    private static final int NAME_LENGTH = 3;

    private final byte[] file;
    private final List<byte[]> messages = new ArrayList<>();
    private final ByteArrayOutputStream current = new ByteArrayOutputStream();

    private Hl7File(byte[] file) {
        this.file = file;
    }

    /** The messages in file order, each segment ending in CR. */
    public static List<byte[]> split(byte[] file) {
        return new Hl7File(file).split();
    }

    private List<byte[]> split() {
        int start = hasMark() ? 3 : 0;
        for (int i = start; i <= file.length; i++) {
            if (i == file.length || file[i] == '\r' || file[i] == '\n') {
                line(start, i);
                start = i + 1;
            }
        }
        finish();
        return List.copyOf(messages);
    }

    private void line(int from, int to) {
        int start = from;
        while (start < to && isFraming(file[start])) {
            start++;
        }
        int end = to;
        while (end > start && isFraming(file[end - 1])) {
            end--;
        }
        String name = new String(file, start, Math.min(NAME_LENGTH, end - start), StandardCharsets.ISO_8859_1);
        if (isBlank(start, end) || ENVELOPE.contains(name)) {
            return;
        }
        if (name.equals("MSH")) {
            finish();
        }
        current.write(file, start, end - start);
        current.write('\r');
    }

    private void finish() {
        if (current.size() > 0) {
            messages.add(current.toByteArray());
            current.reset();
        }
    }

    private boolean hasMark() {
        return file.length >= 3 && (file[0] & 0xff) == 0xef && (file[1] & 0xff) == 0xbb && (file[2] & 0xff) == 0xbf;
    }

    private static boolean isFraming(byte b) {
        return b == 0x0b || b == 0x1c;
    }

    private boolean isBlank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (file[i] != ' ' && file[i] != '\t') {
                return false;
            }
        }
        return true;
    }
}
