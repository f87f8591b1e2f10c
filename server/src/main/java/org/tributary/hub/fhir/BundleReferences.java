package org.tributary.hub.fhir;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceTypes;

/**
 * References between the entries of a transaction (R4, section 2.36.4.1): one that is the fullUrl of an entry becomes
 * the reference of what the entry writes.
 */
final class BundleReferences {

    private static final Pattern RELATIVE = Pattern.compile("[A-Z][A-Za-z]+/[A-Za-z0-9\\-.]{1,64}");

    private final Map<String, String> referenceByFullUrl;

    BundleReferences(Map<String, String> referenceByFullUrl) {
        this.referenceByFullUrl = Map.copyOf(referenceByFullUrl);
    }

    /**
     * The resource with its references resolved.
     *
     * @param fullUrl
     *            of the entry that the resource came in: relative references are relative to its base
     */
    ResourceBody resolve(ResourceBody body, Optional<String> fullUrl) {
        return body.withReferences(reference -> resolve(reference, fullUrl));
    }

    private String resolve(String reference, Optional<String> fullUrl) {
        String written = referenceByFullUrl.get(reference);
        if (written == null && RELATIVE.matcher(reference).matches() && fullUrl.isPresent()) {
            written = referenceByFullUrl.get(baseOf(fullUrl.get()) + reference);
        }
        if (written != null) {
            return written;
        }
        if (reference.startsWith("urn:uuid:") || reference.startsWith("urn:oid:")) {
            throw FhirRefusal.invalid("No entry of the Bundle has the fullUrl that a reference names: "
                    + FhirRefusal.shorten(reference));
        }
        int mark = reference.indexOf('?');
        if (mark > 0 && ResourceTypes.isKnown(reference.substring(0, mark))) {
            throw FhirRefusal.notSupported("Conditional references (%s?…) are not supported".formatted(
                    reference.substring(0, mark)));
        }
        return reference;
    }

    /** {@code https://example.org/fhir/} of {@code https://example.org/fhir/Patient/1}; empty for other URLs. */
    private static String baseOf(String fullUrl) {
        int id = fullUrl.lastIndexOf('/');
        int type = id < 0 ? -1 : fullUrl.lastIndexOf('/', id - 1);
        return type < 0 ? "" : fullUrl.substring(0, type + 1);
    }
}
