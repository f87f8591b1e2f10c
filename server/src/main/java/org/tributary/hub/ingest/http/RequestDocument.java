package org.tributary.hub.ingest.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.tributary.hub.ingest.IntakeRoom.Seat;
import org.tributary.hub.ingest.IntakeSettings;

/** What a request of the intake carries: its document, plain or gzip, and how the sender wants it taken. */
@Component
final class RequestDocument {

    private static final Pattern KEY = Pattern.compile("\"?([\\x20-\\x21\\x23-\\x7E]{1,255})\"?");

    private final long longest;

    RequestDocument(IntakeSettings settings) {
        this.longest = settings.maximumBody().toBytes();
    }

    /** The document's own bytes: what is compressed may be no longer than what is not. */
    byte[] read(HttpServletRequest request, Seat seat) throws IOException {
        String encoding = request.getHeader("Content-Encoding");
        boolean compressed = "gzip".equalsIgnoreCase(encoding) || "x-gzip".equalsIgnoreCase(encoding);
        if (encoding != null && !compressed && !encoding.equalsIgnoreCase("identity")) {
            throw new BadRequest(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "not-supported",
                    "The body's Content-Encoding is not one the hub reads: send it plain or as gzip.");
        }
        if (request.getContentLengthLong() > longest) {
            throw tooLong();
        }
        byte[] document = compressed ? inflated(request, seat) : seat.read(request.getInputStream(), longest);
        if (document.length > longest) {
            throw tooLong();
        }
        if (document.length == 0) {
            throw new BadRequest(HttpStatus.BAD_REQUEST, "required", "The request has no body: send one document.");
        }
        return document;
    }

    private byte[] inflated(HttpServletRequest request, Seat seat) throws IOException {
        try (InputStream body = new GZIPInputStream(request.getInputStream())) {
            return seat.read(body, longest);
        } catch (ZipException | EOFException e) {
            throw new BadRequest(HttpStatus.BAD_REQUEST, "structure",
                    "The body is not gzip, as its Content-Encoding says.");
        }
    }

    private BadRequest tooLong() {
        return new BadRequest(HttpStatus.CONTENT_TOO_LARGE, "too-long",
                "A document may have at most " + longest + " bytes, after decompression: split it.");
    }

    /** The Idempotency-Key, with or without the quotation marks of a structured field. */
    static Optional<String> findKey(HttpServletRequest request) {
        String header = request.getHeader("Idempotency-Key");
        if (header == null) {
            return Optional.empty();
        }
        var key = KEY.matcher(header.strip());
        if (!key.matches() || key.group(1).isBlank()) {
            throw new BadRequest(HttpStatus.BAD_REQUEST, "value",
                    "An Idempotency-Key has 1 to 255 printable ASCII characters.");
        }
        return Optional.of(key.group(1));
    }

    /** Whether the sender rather goes on than waits (RFC 7240). */
    static boolean wantsToGoOn(HttpServletRequest request) {
        String prefer = request.getHeader("Prefer");
        return prefer != null && Pattern.compile("[,;]")
                .splitAsStream(prefer)
                .map(String::strip)
                .anyMatch("respond-async"::equalsIgnoreCase);
    }
}
