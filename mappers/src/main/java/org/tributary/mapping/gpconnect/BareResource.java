package org.tributary.mapping.gpconnect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.SourceDocument;
import org.tributary.mapping.SourceFeed;
import org.tributary.mapping.support.JsonGuard;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One STU3 resource outside of a record, which shows how the mapper would carry it. It belongs to nobody, so that it
 * keeps its id and its references, and what it lacks is told but not filled in. No feed takes such a document.
 *
 * @param r4
 *            the R4 resource as JSON; empty when the resource is refused
 * @param issues
 *            in the order in which they were found
 */
public record BareResource(Optional<String> r4, List<MappingIssue> issues) {

    private static final Pattern R4_ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");

    public BareResource {
        issues = List.copyOf(issues);
    }

    /** Maps a document that is one STU3 resource; empty when it is a Bundle or nothing of the kind. */
    public static Optional<BareResource> find(SourceDocument document, SourceFeed feed) {
        byte[] bytes = GpJson.withoutByteOrderMark(document.bytes());
        if (JsonGuard.check(bytes).isPresent()
                || !(GpJson.MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8)) instanceof ObjectNode json)
                || !Stu3ToR4.isPartOfARecord(GpJson.text(json, "resourceType"))) {
            return Optional.empty();
        }
        Issues issues = new Issues();
        Optional<ObjectNode> r4 = new Conversion(feed, issues).convert(json, GpJson.text(json, "resourceType"));
        return Optional.of(new BareResource(
                issues.reject() ? Optional.empty() : r4.map(GpJson.MAPPER::writeValueAsString), issues.list()));
    }

    /** Converts a resource and what it contains, which stays contained. */
    private record Conversion(Issues issues, Stu3Preparation preparation, ResourceConversion conversion) {

        Conversion(SourceFeed feed, Issues issues) {
            this(issues, new Stu3Preparation(new BareReferences(), feed.zone(), issues),
                    new ResourceConversion(issues));
        }

        Optional<ObjectNode> convert(ObjectNode json, String path) {
            String type = GpJson.text(json, "resourceType");
            Optional<String> r4Type = Stu3ToR4.r4Type(type);
            if (r4Type.isEmpty()) {
                issues.reject("type-not-supported", Kind.NOT_SUPPORTED, path, "Resources of this type are not mapped.",
                        "Ask the hub to support the type.");
                return Optional.empty();
            }
            JsonNode contained = json.path("contained");
            json.remove("contained");
            String id = GpJson.text(json, "id");
            SourceResource source = new SourceResource(path, type, id, "", Optional.empty(), json);
            if (type.equals("Patient")) {
                NhsNumbers.check(source, issues);
            }
            preparation.prepare(source);
            return conversion.convert(source, keptId(id, path), r4 -> {
                R4Completion.telling(issues).require(r4, r4Type.get(), path);
                List<ObjectNode> converted = convertAll(contained, path + ".contained");
                if (!converted.isEmpty()) {
                    r4.putArray("contained").addAll(converted);
                }
            });
        }

        private List<ObjectNode> convertAll(JsonNode contained, String path) {
            List<ObjectNode> converted = new ArrayList<>();
            if (!contained.isMissingNode() && !(contained instanceof ArrayNode)) {
                issues.reject("contained-without-resource", Kind.STRUCTURE, path, "What is contained is not a list.",
                        "Send contained resources as an array.");
                return converted;
            }
            for (int i = 0; i < contained.size(); i++) {
                String childPath = path + '[' + i + ']';
                if (contained.path(i) instanceof ObjectNode child) {
                    convert(child, childPath).ifPresent(converted::add);
                } else {
                    issues.reject("contained-without-resource", Kind.STRUCTURE, childPath,
                            "What is contained is not a resource.", "Send resources only.");
                }
            }
            return converted;
        }

        private String keptId(String id, String path) {
            if (id.isEmpty() || R4_ID.matcher(id).matches()) {
                return id;
            }
            issues.inform("id-not-kept", Kind.VALUE, path + ".id",
                    "R4 does not allow such an id; in a record the resource gets one of its own.",
                    "Nothing: a record may hold such ids.");
            return "";
        }
    }
}
