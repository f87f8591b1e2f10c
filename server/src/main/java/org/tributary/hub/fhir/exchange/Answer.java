package org.tributary.hub.fhir.exchange;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.tributary.hub.access.Incident;
import org.tributary.hub.store.StoredResource;

/**
 * What an interaction answers, before it is put in the format that was asked for; one entry of a Bundle's response or a
 * whole HTTP response.
 *
 * @param body
 *            a resource as UTF-8 JSON; empty for answers without content
 * @param version
 *            the version for {@code ETag}
 * @param location
 *            relative to the base, e.g. {@code Patient/1/_history/2}
 * @param headers
 *            further ones, by name
 * @param outcome
 *            whether the body is an OperationOutcome that tells what became of the request
 */
public record Answer(int status, Optional<byte[]> body, OptionalInt version, Optional<Instant> lastModified,
        Optional<String> location, Map<String, String> headers, boolean outcome) {

    public Answer {
        headers = Map.copyOf(headers);
    }

    private Answer(int status, Optional<byte[]> body, OptionalInt version, Optional<Instant> lastModified,
            Optional<String> location, Map<String, String> headers) {
        this(status, body, version, lastModified, location, headers, false);
    }

    public static Answer of(int status, byte[] body) {
        return new Answer(status, Optional.of(body), OptionalInt.empty(), Optional.empty(), Optional.empty(),
                Map.of());
    }

    public static Answer of(StoredResource stored) {
        return versioned(200, stored.version(), stored.lastUpdated()).withBody(stored.json());
    }

    public static Answer versioned(int status, int version, Instant lastModified) {
        return new Answer(status, Optional.empty(), OptionalInt.of(version), Optional.of(lastModified),
                Optional.empty(), Map.of());
    }

    public static Answer empty(int status) {
        return new Answer(status, Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(),
                Map.of());
    }

    public static Answer of(FhirRefusal refusal) {
        return new Answer(refusal.status(), Optional.of(OperationOutcomes.of(refusal)), OptionalInt.empty(),
                Optional.empty(), Optional.empty(), headers(refusal), true);
    }

    private static Map<String, String> headers(FhirRefusal refusal) {
        return refusal.status() == 503
                ? Map.of("Retry-After", Incident.RETRY_AFTER_SECONDS)
                : refusal.allow().map(methods -> Map.of("Allow", methods)).orElse(Map.of());
    }

    public Answer withBody(byte[] json) {
        return new Answer(status, Optional.of(json), version, lastModified, location, headers, outcome);
    }

    /** With an OperationOutcome for a body. */
    public Answer withOutcome(byte[] json) {
        return new Answer(status, Optional.of(json), version, lastModified, location, headers, true);
    }

    public Answer withoutBody() {
        return new Answer(status, Optional.empty(), version, lastModified, location, headers);
    }

    public Answer withStatus(int other) {
        return new Answer(other, body, version, lastModified, location, headers, outcome);
    }

    public Answer withHeader(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Answer(status, body, version, lastModified, location, more, outcome);
    }

    public Answer withLocation(String path) {
        return new Answer(status, body, version, lastModified, Optional.of(path), headers, outcome);
    }

    /** The entity tag of the version, weak as R4 asks. */
    public Optional<String> entityTag() {
        return version.isPresent() ? Optional.of("W/\"" + version.getAsInt() + '"') : Optional.empty();
    }
}
