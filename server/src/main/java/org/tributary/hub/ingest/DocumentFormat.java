package org.tributary.hub.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells a document's format by its first bytes. */
final class DocumentFormat {

    /** So many bytes of a document's beginning tell its format. */
    static final int TELLING_BYTES = 65_536;

    /** The columns that are the keys of hospital rows. */
    private static final Pattern HOSPITAL_KEY = Pattern.compile("(^|[,\"])(EPIKEY|ATTENDKEY|AEKEY)([,\"]|$)");

    private DocumentFormat() {
    }

    /** The format of a document that starts so; empty when it is none that the hub reads. */
    static Optional<String> detect(byte[] start) {
        if (start.length > 3 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4) {
            return Optional.of("gp-extract");
        }
        String text = new String(start, 0, Math.min(start.length, TELLING_BYTES), StandardCharsets.UTF_8);
        String trimmed = text.replaceFirst("^[\\uFEFF\\u000B\\s]+", "");
        if (trimmed.startsWith("MSH") || trimmed.startsWith("FHS") || trimmed.startsWith("BHS")) {
            return Optional.of("hl7v2");
        }
        if (trimmed.startsWith("{")) {
            boolean stu3 = trimmed.contains("/STU3/StructureDefinition/");
            return Optional.of(stu3 ? "gpconnect" : Feeds.FHIR_R4);
        }
        String header = trimmed.lines().findFirst().orElse("");
        if (HOSPITAL_KEY.matcher(header).find()) {
            return Optional.of("hospital-csv");
        }
        return header.contains("LA Person Unique Identifier") ? Optional.of("asc-cld") : Optional.empty();
    }
}
