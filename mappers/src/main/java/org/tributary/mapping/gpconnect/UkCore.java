package org.tributary.mapping.gpconnect;

import java.util.Optional;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;
import org.tributary.mapping.support.CodeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The UK Core names of what CareConnect and GP Connect named in STU3. What has no such name keeps its own. */
final class UkCore {

    static final String EXTENSION = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-";

    private static final CodeMap EXTENSIONS = CodeMap.load("gpconnect-extensions");
    private static final CodeMap EXTENSION_PARTS = CodeMap.load("gpconnect-extension-parts");
    private UkCore() {
    }

    /** Gives an extension, or a part of one, its UK Core name. */
    static void rename(ObjectNode extension) {
        String url = GpJson.text(extension, "url");
        Optional<String> part = EXTENSION_PARTS.translate(url).map(CodeMap.Target::code);
        Optional<String> whole = lastPart(url, "/STU3/StructureDefinition/").flatMap(EXTENSIONS::translate)
                .map(target -> target.system() + '/' + target.code());
        part.or(() -> whole).ifPresent(name -> extension.put("url", name));
        if (part.isPresent() && part.get().equals("numberOfPrescriptionsIssued")) {
            asUnsignedInt(extension);
        }
    }

    /** Takes the first extension of that UK Core name off a resource. */
    static Optional<Extension> take(DomainResource resource, String name) {
        return takeByUrl(resource, EXTENSION + name);
    }

    static Optional<Extension> takeByUrl(DomainResource resource, String url) {
        Optional<Extension> found = resource.getExtension()
                .stream()
                .filter(one -> url.equals(one.getUrl()))
                .findFirst();
        found.ifPresent(one -> resource.getExtension().remove(one));
        return found;
    }

    private static void asUnsignedInt(ObjectNode part) {
        JsonNode positive = part.path("valuePositiveInt");
        if (positive.isNumber()) {
            part.remove("valuePositiveInt");
            part.set("valueUnsignedInt", positive);
        }
    }

    private static Optional<String> lastPart(String url, String marker) {
        int at = url.indexOf(marker);
        return at < 0 ? Optional.empty() : Optional.of(url.substring(at + marker.length()));
    }
}
