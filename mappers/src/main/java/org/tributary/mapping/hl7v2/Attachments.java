package org.tributary.mapping.hl7v2;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.support.CodeMap;
import tools.jackson.databind.node.ObjectNode;

/** Attachment, from OBX values of data types ED (the data itself) and RP (where it lies), and from plain text. */
final class Attachments {

    /** Statuses of HL7 table 0085: deleted, wrong, none. */
    private static final Set<String> TAKEN_BACK = Set.of("D", "W", "X");
    private static final Pattern MEDIA_TYPE = Pattern.compile("(application|audio|image|text|video)/[a-z0-9.+-]{1,60}");
    private static final Pattern URL = Pattern.compile("https?://\\S{1,2000}");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final Reading reading;

    Attachments(Reading reading) {
        this.reading = reading;
    }

    static boolean isAttachment(Obx obx) {
        String type = obx.valueType().text();
        return type.equals("ED") || type.equals("RP");
    }

    static boolean isTakenBack(Obx obx) {
        return TAKEN_BACK.contains(obx.status().text());
    }

    /** The attachment of an OBX, unless its status says that there is none any more. */
    Optional<ObjectNode> attachment(Obx obx) {
        if (isTakenBack(obx)) {
            return Optional.empty();
        }
        Optional<ObjectNode> attachment = obx.valueType().text().equals("ED") ? encapsulated(obx) : pointer(obx);
        attachment.ifPresent(found -> reading.times()
                .read(obx.observed())
                .ifPresent(time -> found.put("creation", time.fhir())));
        return attachment;
    }

    /** A text as an attachment of its own. */
    static ObjectNode text(String text, String title) {
        ObjectNode attachment = Json.object().put("contentType", "text/plain; charset=UTF-8");
        attachment.put("data", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        Json.put(attachment, "title", title);
        return attachment;
    }

    /** ED: source application, type of data, subtype, encoding, data. */
    private Optional<ObjectNode> encapsulated(Obx obx) {
        Field value = obx.value();
        ObjectNode attachment = Json.object();
        mediaType(value.text(2), value.text(3)).ifPresent(type -> attachment.put("contentType", type));
        data(value).ifPresent(data -> attachment.put("data", data));
        Json.put(attachment, "title", titleOf(obx));
        if (!attachment.has("data")) {
            reading.issues()
                    .warning("obx-5-no-data", Kind.INCOMPLETE, value.location(),
                            "The document has no data that can be read; its title was kept.",
                            "Send the data in OBX-5.5, in the encoding that OBX-5.4 names: A, Hex or Base64.");
        }
        return attachment.has("data") || attachment.has("title") ? Optional.of(attachment) : Optional.empty();
    }

    /** RP: pointer, application, type of data, subtype. */
    private Optional<ObjectNode> pointer(Obx obx) {
        Field value = obx.value();
        ObjectNode attachment = Json.object();
        mediaType(value.text(3), value.text(4)).ifPresent(type -> attachment.put("contentType", type));
        String pointer = value.text();
        if (URL.matcher(pointer).matches()) {
            attachment.put("url", pointer);
            Json.put(attachment, "title", titleOf(obx));
        } else {
            Json.put(attachment, "title", (titleOf(obx) + ' ' + pointer).strip());
        }
        return attachment.has("url") || attachment.has("title") ? Optional.of(attachment) : Optional.empty();
    }

    private static Optional<String> data(Field value) {
        String data = value.text(5);
        try {
            byte[] bytes = switch (value.text(4).toUpperCase(Locale.ROOT)) {
                case "BASE64" -> Base64.getMimeDecoder().decode(data);
                case "HEX" -> HexFormat.of().parseHex(SPACES.matcher(data).replaceAll(""));
                default -> data.getBytes(StandardCharsets.UTF_8);
            };
            return bytes.length == 0 ? Optional.empty() : Optional.of(Base64.getEncoder().encodeToString(bytes));
        } catch (IllegalArgumentException e) {
            // What is not in the encoding it claims is no data: the caller tells.
            return Optional.empty();
        }
    }

    private static Optional<String> mediaType(String type, String subtype) {
        Optional<String> known = Tables.MEDIA_TYPE.translate(subtype.toUpperCase(Locale.ROOT))
                .or(() -> Tables.MEDIA_TYPE.translate(type.toUpperCase(Locale.ROOT)))
                .map(CodeMap.Target::code);
        String named = (type + '/' + subtype).toLowerCase(Locale.ROOT);
        return known.or(() -> MEDIA_TYPE.matcher(named).matches() ? Optional.of(named) : Optional.empty());
    }

    private static String titleOf(Obx obx) {
        return obx.identifier().text(2).isEmpty() ? obx.identifier().text() : obx.identifier().text(2);
    }
}
