package org.tributary.mapping.gpconnect;

import java.util.Optional;
import org.tributary.mapping.MappingIssue.Kind;
import tools.jackson.databind.node.ObjectNode;

/** Turns the references within a record into references to what the record's resources become. */
final class RecordReferences implements References {

    private final Directory directory;
    private final Issues issues;

    RecordReferences(Directory directory, Issues issues) {
        this.directory = directory;
        this.issues = issues;
    }

    @Override
    public void rewrite(ObjectNode reference, SourceResource from, String path) {
        String literal = GpJson.text(reference, "reference").strip();
        if (literal.isEmpty()) {
            return;
        }
        Optional<Identity> found = directory.find(literal, from);
        if (found.isPresent()) {
            reference.put("reference", found.get().reference());
            return;
        }
        Optional<Identity> absent = directory.findAbsent(literal);
        if (absent.isPresent()) {
            pointOutside(reference, absent.get(), path);
        } else if (literal.startsWith("urn:") || literal.startsWith("http:") || literal.startsWith("https:")) {
            reference.put("reference", literal);
            tellAbsent(path, "The reference is kept as it is.");
        } else {
            keepAsText(reference, literal, path);
        }
    }

    private void pointOutside(ObjectNode reference, Identity absent, String path) {
        if (!directory.isOfRecord(absent)) {
            reference.put("reference", absent.reference());
            tellAbsent(path, "The reference has the id that the resource will have if another record brings it.");
            return;
        }
        reference.remove("reference");
        if (!reference.has("identifier")) {
            String value = absent.value().substring(absent.value().lastIndexOf('|') + 1);
            reference.putObject("identifier").put("system", absent.system()).put("value", value);
        }
        if (absent.r4Type().equals("Patient")) {
            issues.warn("reference-to-another-patient", Kind.INVARIANT, path,
                    "The reference names a Patient that is not the one in the bundle; it is kept as an identifier.",
                    "Check that the resource belongs into this patient's record.");
        } else {
            tellAbsent(path, "The reference is kept as an identifier.");
        }
    }

    private void tellAbsent(String path, String kept) {
        issues.inform("reference-not-in-bundle", Kind.INCOMPLETE, path,
                "What the reference names is not in the bundle. " + kept, "Send the resource in the same bundle.");
    }

    private void keepAsText(ObjectNode reference, String text, String path) {
        reference.remove("reference");
        if (!reference.has("display")) {
            reference.put("display", text);
        } else if (!reference.has("identifier")) {
            reference.putObject("identifier").put("value", text);
        }
        issues.inform("reference-is-text", Kind.VALUE, path,
                "The reference is not one but words; they are kept as its display.",
                "Put words for the reader into Reference.display.");
    }
}
