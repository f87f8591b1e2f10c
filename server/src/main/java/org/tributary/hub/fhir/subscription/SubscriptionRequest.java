package org.tributary.hub.fhir.subscription;

import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.MediaTypes;
import org.tributary.hub.fhir.exchange.Permissions;
import org.tributary.hub.fhir.exchange.RelativeUrl;
import org.tributary.hub.store.ResourceSearch;
import org.tributary.hub.store.ResourceSearch.Parameter;
import org.tributary.hub.store.ResourceTypes;
import org.tributary.hub.store.SearchRefused;
import tools.jackson.databind.JsonNode;

/**
 * What a Subscription asks for (R4, section 2.46), checked.
 *
 * @param type
 *            the resource type of its criteria
 * @param criteria
 *            the parameters of its criteria
 * @param payload
 *            how resources are sent; empty for a ping
 * @param headers
 *            name and value of each that goes with a notification
 * @param end
 *            when it is to stop
 */
record SubscriptionRequest(String type, List<Parameter> criteria, URI endpoint, Optional<Payload> payload,
        List<Header> headers, Optional<Instant> end) {

    /** The form in which a resource is sent. */
    enum Payload {
        JSON(MediaTypes.FHIR_JSON), XML(MediaTypes.FHIR_XML);

        private final String mediaType;

        Payload(String mediaType) {
            this.mediaType = mediaType;
        }

        String mediaType() {
            return mediaType;
        }
    }

    /** A line of {@code Subscription.channel.header}. */
    record Header(String name, String value) {
    }

    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x21-\\x7e\\t \\x{80}-\\x{ff}]*");

    /** Those that say how a message travels, or what is in it, are the hub's to write. */
    private static final Set<String> OWN_HEADERS = Set.of("host", "content-length", "content-type", "content-encoding",
            "transfer-encoding", "connection", "keep-alive", "te", "trailer", "upgrade", "expect", "proxy-connection",
            "proxy-authorization");

    /** They say how a search is answered, not what it finds. */
    private static final Set<String> RESULT_PARAMETERS = Set.of("_sort", "_count", "_include", "_revinclude",
            "_summary", "_total", "_elements", "_contained", "_containedType", "_cursor", "_format", "_pretty");

    SubscriptionRequest {
        criteria = List.copyOf(criteria);
        headers = List.copyOf(headers);
    }

    /**
     * Reads a Subscription whose structure R4 allows.
     *
     * @throws SubscriptionRefused
     *             naming what the hub does not do
     */
    static SubscriptionRequest of(JsonNode subscription, Caller owner, TargetRules targets, ResourceSearch search) {
        JsonNode channel = subscription.path("channel");
        String kind = channel.path("type").asString("");
        if (!kind.equals("rest-hook")) {
            throw new SubscriptionRefused("Channel type '%s' is not supported; supported: rest-hook".formatted(kind));
        }
        RelativeUrl criteria = criteria(subscription.path("criteria").asString(""));
        String type = criteria.path().getFirst();
        SubscriptionRequest request = new SubscriptionRequest(type, criteria.parameters(),
                targets.check(channel.path("endpoint").asString("")), payload(channel.path("payload").asString("")),
                headers(channel.path("header")), end(subscription.path("end").asString("")));
        if (!owner.may(Interaction.SEARCH, type) || !owner.may(Interaction.READ, type)) {
            throw new SubscriptionRefused("The token grants no scope such as system/%s.rs".formatted(type));
        }
        try {
            search.compile(Permissions.search(owner, type), request.criteria());
        } catch (SearchRefused e) {
            throw new SubscriptionRefused("The criteria are not supported: " + e.getMessage());
        }
        return request;
    }

    private static RelativeUrl criteria(String text) {
        RelativeUrl url;
        try {
            url = RelativeUrl.parse(text);
        } catch (FhirRefusal e) {
            throw new SubscriptionRefused("The criteria are not a search: " + e.issues().getFirst().diagnostics());
        }
        if (url.path().size() != 1 || !ResourceTypes.isKnown(url.path().getFirst())) {
            throw new SubscriptionRefused("The criteria must be a search over one type, such as Observation?code=x");
        }
        for (Parameter parameter : url.parameters()) {
            String name = parameter.name().split(":", 2)[0];
            if (RESULT_PARAMETERS.contains(name)) {
                throw new SubscriptionRefused(
                        "Parameter '%s' says how a search is answered: leave it out of the criteria"
                                .formatted(FhirRefusal.shorten(parameter.name())));
            }
        }
        return url;
    }

    private static Optional<Payload> payload(String text) {
        String type = text.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "" -> Optional.empty();
            case MediaTypes.FHIR_JSON, "application/json" -> Optional.of(Payload.JSON);
            case MediaTypes.FHIR_XML, "application/xml" -> Optional.of(Payload.XML);
            default -> throw new SubscriptionRefused(
                    "Payload '%s' is not supported; supported: none, application/fhir+json, application/fhir+xml"
                            .formatted(FhirRefusal.shorten(type)));
        };
    }

    private static List<Header> headers(JsonNode lines) {
        List<Header> headers = new ArrayList<>();
        for (JsonNode line : lines) {
            String text = line.asString("");
            int colon = text.indexOf(':');
            String name = colon < 0 ? "" : text.substring(0, colon).strip();
            String value = text.substring(colon + 1).strip();
            if (!HEADER_NAME.matcher(name).matches() || !HEADER_VALUE.matcher(value).matches()
                    || text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0) {
                throw new SubscriptionRefused("channel.header must be one line such as 'Authorization: Bearer x'");
            }
            if (OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                throw new SubscriptionRefused("channel.header must not set " + name + ": that is the hub's to say");
            }
            headers.add(new Header(name, value));
        }
        return headers;
    }

    private static Optional<Instant> end(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            throw new SubscriptionRefused("The end is not an instant that the hub can read");
        }
    }
}
