package org.tributary.mapping.hl7v2;

import java.util.List;
import java.util.stream.Collectors;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.support.CodeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * DocumentReference, from TXA and the OBX segments that hold the document. An addendum (T06) is a document of its own
 * that appends to its parent; a replacement (T10) is one that takes its parent's place, and the parent is superseded.
 */
final class DocumentMapping {

    private static final int TITLE_FROM_TYPE = 2;

    private final Reading reading;
    private final Codes codes;
    private final OrganizationMapping organizations;
    private final PractitionerMapping practitioners;

    DocumentMapping(Reading reading, OrganizationMapping organizations, PractitionerMapping practitioners) {
        this.reading = reading;
        this.codes = new Codes(reading);
        this.organizations = organizations;
        this.practitioners = practitioners;
    }

    void map(ClinicalContext context) {
        Txa txa = Txa.of(reading.message());
        txa.segment().ignore(1);
        String number = txa.number().text();
        if (number.isEmpty()) {
            reading.issues()
                    .error("txa-12-missing", Kind.REQUIRED, "TXA-12",
                            "The document has no number, so that nothing could replace it; the message was rejected.",
                            "Send the unique document number in TXA-12.");
            return;
        }
        Slots slots = reading.drafts().of(Aggregates.DOCUMENT, system(), number).slots();
        slots.set("masterIdentifier", Json.identifier(system(), number));
        ArrayNode identifiers = Json.arrayOf(Json.identifier(system(), number));
        if (!txa.fileName().text().isEmpty()) {
            identifiers.add(Json.identifier(reading.localSystem("document-file"), txa.fileName().text()));
        }
        slots.set("identifier", identifiers);
        status(slots, txa);
        slots.set("type", codes.verbatim(txa.type()).orElseGet(() -> Json.object().put("text", "not stated")));
        slots.set("subject", context.subject().reference());
        reading.times().read(txa.origination()).or(() -> reading.times().read(txa.activity())).ifPresent(time -> {
            if (time.hasTime()) {
                slots.set("date", time.fhir());
            }
        });
        people(slots, txa);
        slots.set("custodian", organizations.publisher());
        slots.set("description", descriptionOf(txa));
        codes.translate(txa.confidentiality(), Tables.CONFIDENTIALITY)
                .ifPresent(label -> slots.set("securityLabel", Json.arrayOf(Json.concept(Json.coding(label)))));
        parent(slots, txa);
        slots.set("content", contents(slots, txa));
        context(slots, txa, context);
    }

    private void status(Slots slots, Txa txa) {
        slots.set("status", codes.translate(txa.availability(), Tables.DOCUMENT_AVAILABILITY)
                .map(CodeMap.Target::code)
                .orElse("current"));
        codes.translate(txa.completion(), Tables.DOCUMENT_COMPLETION)
                .ifPresent(status -> slots.set("docStatus", status.code()));
    }

    private void people(Slots slots, Txa txa) {
        ArrayNode authors = Json.array();
        for (Field field : List.of(txa.originators(), txa.primaryProvider())) {
            for (Field xcn : field.repetitions()) {
                practitioners.reference(xcn).ifPresent(author -> {
                    if (authors.valueStream().noneMatch(author::equals)) {
                        authors.add(author);
                    }
                });
            }
        }
        slots.set("author", authors);
        for (Field field : List.of(txa.authenticated(), txa.authenticator())) {
            field.repetitions()
                    .stream()
                    .findFirst()
                    .flatMap(practitioners::reference)
                    .filter(person -> !slots.has("authenticator"))
                    .ifPresent(person -> slots.set("authenticator", person));
        }
    }

    private String descriptionOf(Txa txa) {
        String title = txa.title().text();
        String notes = new Notes(reading).text(txa.segment());
        return title.isEmpty() || notes.isEmpty() ? title + notes : title + '\n' + notes;
    }

    private void parent(Slots slots, Txa txa) {
        String parent = txa.parent().text();
        if (parent.isEmpty()) {
            return;
        }
        boolean replaces = reading.event() == TriggerEvent.T10;
        ObjectNode related = Json.object().put("code", replaces ? "replaces" : "appends");
        ObjectNode target = Json.reference(reading.reference("DocumentReference", system(), parent), "");
        target.set("identifier", Json.identifier(system(), parent));
        related.set("target", target);
        slots.set("relatesTo", Json.arrayOf(related));
        if (replaces) {
            reading.drafts().of(Aggregates.DOCUMENT, system(), parent).slots().set("status", "superseded");
        }
    }

    /** Each encapsulated part is a content of its own; all lines of text are one. Without any, the title is. */
    private ArrayNode contents(Slots slots, Txa txa) {
        Attachments attachments = new Attachments(reading);
        List<Obx> parts = reading.message().all("OBX").stream().map(Obx::of).filter(this::stands).toList();
        String title = titleOf(txa);
        ArrayNode contents = Json.array();
        parts.stream()
                .filter(Attachments::isAttachment)
                .flatMap(obx -> attachments.attachment(obx).stream())
                .forEach(attachment -> contents.add(content(attachment, txa)));
        List<Obx> lines = parts.stream().filter(obx -> !Attachments.isAttachment(obx)).toList();
        String text = lines.stream()
                .flatMap(obx -> obx.value().repetitions().stream())
                .map(Field::whole)
                .collect(Collectors.joining("\n"));
        if (!text.isBlank()) {
            contents.add(content(Attachments.text(text, title), txa));
        }
        slots.set("category", kinds(lines));
        if (contents.isEmpty()) {
            reading.issues()
                    .warning("document-without-content", Kind.INCOMPLETE, "OBX-5",
                            "The message holds no content of the document; its title was kept.",
                            "Send the content in OBX-5, as text or of type ED.");
            contents.add(content(Json.object().put("title", title), txa));
        }
        return contents;
    }

    /** Whether a part of the document has not been taken back. */
    private boolean stands(Obx obx) {
        codes.translate(obx.status(), Tables.OBSERVATION_STATUS);
        return !Attachments.isTakenBack(obx);
    }

    /** What lines of text are said to be is what the document is of. */
    private ArrayNode kinds(List<Obx> lines) {
        ArrayNode kinds = Json.array();
        lines.stream().flatMap(obx -> codes.verbatim(obx.identifier()).stream()).distinct().forEach(kinds::add);
        return kinds;
    }

    private ObjectNode content(ObjectNode attachment, Txa txa) {
        reading.times().read(txa.origination()).ifPresent(time -> attachment.put("creation", time.fhir()));
        ObjectNode content = Json.object();
        content.set("attachment", attachment);
        return content;
    }

    private static String titleOf(Txa txa) {
        for (Field field : List.of(txa.title(), txa.fileName(), txa.type().component(TITLE_FROM_TYPE), txa.type())) {
            if (!field.text().isEmpty()) {
                return field.text();
            }
        }
        return "Document";
    }

    private void context(Slots slots, Txa txa, ClinicalContext visit) {
        ObjectNode context = Json.object();
        visit.visit().ifPresent(encounter -> context.set("encounter", Json.arrayOf(encounter)));
        reading.times()
                .read(txa.activity())
                .ifPresent(time -> context.set("period", Json.object().put("start", time.fhir())));
        ArrayNode related = Json.array();
        txa.placerOrder().repetitions().forEach(ei -> related.add(OrderNumbers.reference(ei, "placer-order", reading)));
        txa.fillerOrder().repetitions().forEach(ei -> related.add(OrderNumbers.reference(ei, "filler-order", reading)));
        Json.put(context, "related", related);
        slots.set("context", context);
    }

    private String system() {
        return reading.localSystem("document");
    }
}
