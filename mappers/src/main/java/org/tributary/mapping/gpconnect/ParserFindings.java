package org.tributary.mapping.gpconnect;

import ca.uhn.fhir.parser.ErrorHandlerAdapter;
import ca.uhn.fhir.parser.IParserErrorHandler;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ScalarType;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ValueType;
import org.jspecify.annotations.Nullable;
import org.tributary.mapping.MappingIssue.Kind;

/** What HAPI's parser ignores in one resource although the walk before it found nothing wrong. */
final class ParserFindings extends ErrorHandlerAdapter {

    private final String path;
    private final Issues issues;

    ParserFindings(String path, Issues issues) {
        this.path = path;
        this.issues = issues;
    }

    @Override
    public void unknownElement(IParserErrorHandler.@Nullable IParseLocation location, String element) {
        tell();
    }

    @Override
    public void unknownAttribute(IParserErrorHandler.@Nullable IParseLocation location, String attribute) {
        tell();
    }

    @Override
    public void unexpectedRepeatingElement(IParserErrorHandler.@Nullable IParseLocation location, String element) {
        tell();
    }

    @Override
    public void invalidValue(IParserErrorHandler.@Nullable IParseLocation location, @Nullable String value,
            @Nullable String error) {
        tell();
    }

    @Override
    public void incorrectJsonType(IParserErrorHandler.@Nullable IParseLocation location, String element,
            ValueType expected,
            @Nullable ScalarType expectedScalar, ValueType found, @Nullable ScalarType foundScalar) {
        tell();
    }

    private void tell() {
        issues.warn("parser-ignored", Kind.STRUCTURE, path, "Something in the resource could not be read.",
                "Send the resource as FHIR STU3 defines it.");
    }
}
