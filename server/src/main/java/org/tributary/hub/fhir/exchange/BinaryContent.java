package org.tributary.hub.fhir.exchange;

import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Binary resources, which may travel as what they hold (R4, Binary, "Serving Binary Resources using the RESTful API"):
 * a letter is written and read as the PDF that it is, unless the request speaks of it in FHIR.
 */
public final class BinaryContent {

    private static final String TYPE = "Binary";
    /** A browser takes XML of any kind, so only FHIR's own asks for the resource. */
    private static final Set<String> FHIR = Set.of("application/fhir+json", "application/json", "application/json+fhir",
            "text/json", "application/fhir+xml", "application/xml+fhir");

    private BinaryContent() {
    }

    /** Whether the path is where a Binary is written whole. */
    public static boolean isWritten(String method, List<String> path) {
        return !path.isEmpty() && path.getFirst().equals(TYPE)
                && (method.equals("POST") && path.size() == 1 || method.equals("PUT") && path.size() <= 2);
    }

    /**
     * What was sent to where a Binary is written, as the resource's JSON: itself if it is a Binary in FHIR's JSON or
     * XML, else its content.
     *
     * @param type
     *            the Content-Type header
     * @param context
     *            the X-Security-Context header: a reference to what decides who may see the content
     */
    public static byte[] read(List<String> path, Optional<String> type, Optional<String> context, byte[] body) {
        MediaType sent = type.map(BinaryContent::mediaType).orElse(MediaType.APPLICATION_OCTET_STREAM);
        String name = sent.getType() + '/' + sent.getSubtype();
        if ((MediaTypes.JSON.contains(name) || type.isEmpty()) && isJsonBinary(body)) {
            return body;
        }
        if (MediaTypes.XML.contains(name) && isXmlBinary(body)) {
            return XmlText.fromXml(body);
        }
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("resourceType", TYPE);
            if (path.size() == 2) {
                json.writeStringProperty("id", path.get(1));
            }
            json.writeStringProperty("contentType", sent.toString());
            context.ifPresent(reference -> {
                json.writeObjectPropertyStart("securityContext");
                json.writeStringProperty("reference", reference);
                json.writeEndObject();
            });
            json.writeStringProperty("data", Base64.getEncoder().encodeToString(body));
            json.writeEndObject();
        });
    }

    private static MediaType mediaType(String header) {
        try {
            return MediaType.parseMediaType(header);
        } catch (InvalidMediaTypeException e) {
            throw FhirRefusal.invalid("The Content-Type header is not a media type");
        }
    }

    private static boolean isJsonBinary(byte[] body) {
        try (JsonParser json = JsonText.parser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean named = json.currentName().equals("resourceType");
                json.nextToken();
                if (named) {
                    return TYPE.equals(json.getValueAsString());
                }
                json.skipChildren();
            }
            return false;
        } catch (JacksonException e) {
            return false;
        }
    }

    private static boolean isXmlBinary(byte[] body) {
        try {
            XMLStreamReader xml = XmlGuard.reader(new ByteArrayInputStream(body));
            return xml.nextTag() == XMLStreamReader.START_ELEMENT && xml.getLocalName().equals(TYPE)
                    && XmlGuard.FHIR.equals(xml.getNamespaceURI());
        } catch (XMLStreamException e) {
            return false;
        }
    }

    /**
     * Whether a Binary's content is asked for rather than the resource.
     *
     * @param accept
     *            the Accept header; empty when there is none
     */
    public static boolean isAsked(String method, List<String> path, String accept) {
        boolean read = (method.equals("GET") || method.equals("HEAD")) && path.size() >= 2
                && path.getFirst().equals(TYPE)
                && !path.get(1).startsWith("_") && !path.get(1).startsWith("$")
                && (path.size() == 2 || path.size() == 4);
        return read && !namesFhir(accept);
    }

    private static boolean namesFhir(String accept) {
        try {
            return MimeTypeUtils.parseMimeTypes(accept)
                    .stream()
                    .anyMatch(type -> FHIR.contains(type.getType() + '/' + type.getSubtype()));
        } catch (InvalidMimeTypeException e) {
            return true;
        }
    }

    /** The content of the Binary that an answer carries; an answer without one is left as it is. */
    public static Answer of(Answer answer) {
        if (answer.status() != 200 || answer.body().isEmpty()) {
            return answer;
        }
        Map<String, String> members = new HashMap<>();
        try (JsonParser json = JsonText.parser(answer.body().get())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.VALUE_STRING) {
                    members.put(name, json.getString());
                } else {
                    json.skipChildren();
                }
            }
        }
        return answer.withBody(Base64.getMimeDecoder().decode(members.getOrDefault("data", "")))
                .withHeader("Content-Type", members.getOrDefault("contentType", "application/octet-stream"))
                // Nothing that was sent here is shown as a page of the hub.
                .withHeader("Content-Disposition", "attachment");
    }
}
