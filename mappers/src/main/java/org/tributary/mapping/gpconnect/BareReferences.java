package org.tributary.mapping.gpconnect;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** References of a resource outside of a record: nobody has new ids, but some types have new names. */
final class BareReferences implements References {

    private static final Pattern LITERAL = Pattern.compile("(.*/)?([A-Z][A-Za-z]+)(/[^/]+(?:/_history/[^/]+)?)");

    @Override
    public void rewrite(ObjectNode reference, SourceResource from, String path) {
        Matcher literal = LITERAL.matcher(GpJson.text(reference, "reference"));
        if (!literal.matches()) {
            return;
        }
        String base = Optional.ofNullable(literal.group(1)).orElse("");
        Stu3ToR4.r4Type(literal.group(2))
                .ifPresent(type -> reference.put("reference", base + type + literal.group(3)));
    }
}
