package org.tributary.hub.fhir.exchange;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.conformance.ProfileProblem;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.StructureProblem;

/**
 * A request that is not done: its HTTP status and the issues of its OperationOutcome, at least one. "Not supported" is
 * what the hub does not do, "invalid" is what the sender has to mend.
 */
public final class FhirRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** One issue; the expression is the FHIRPath-like place in the body that was sent. */
    public record Issue(IssueType code, String diagnostics, Optional<String> expression) {

        public Issue(IssueType code, String diagnostics) {
            this(code, diagnostics, Optional.empty());
        }
    }

    private final int status;
    private final transient List<Issue> issues;
    private final transient Optional<String> allow;

    private FhirRefusal(int status, List<Issue> issues, Optional<String> allow) {
        // A refusal is an answer, not a fault of the hub: nobody reads its stack trace.
        super("HTTP " + status, null, false, false);
        this.status = status;
        this.issues = List.copyOf(issues);
        this.allow = allow;
    }

    public static FhirRefusal of(int status, IssueType code, String diagnostics) {
        return new FhirRefusal(status, List.of(new Issue(code, diagnostics)), Optional.empty());
    }

    public static FhirRefusal invalid(String diagnostics) {
        return of(400, IssueType.INVALID, diagnostics);
    }

    public static FhirRefusal notSupported(String diagnostics) {
        return of(400, IssueType.NOTSUPPORTED, diagnostics);
    }

    /** The JSON or XML of the body is not what R4 defines. */
    public static FhirRefusal badStructure(List<StructureProblem> problems) {
        return new FhirRefusal(400, problems.stream()
                .map(problem -> new Issue(IssueType.STRUCTURE, problem.message(), expressionOf(problem)))
                .toList(), Optional.empty());
    }

    /** A resource breaks a profile that its feed enforces. */
    public static FhirRefusal notOfProfile(List<ProfileProblem> problems) {
        return new FhirRefusal(422, problems.stream()
                .map(problem -> new Issue(IssueType.INVARIANT, problem.message(), Optional.of(problem.path())))
                .toList(), Optional.empty());
    }

    /** What a resource asks for at one place cannot be done. */
    public static FhirRefusal notDone(String diagnostics, String place) {
        return new FhirRefusal(422, List.of(new Issue(IssueType.NOTSUPPORTED, diagnostics, Optional.of(place))),
                Optional.empty());
    }

    /** Several refusals of one status as one. */
    public static FhirRefusal together(List<FhirRefusal> refusals) {
        return new FhirRefusal(refusals.getFirst().status,
                refusals.stream().flatMap(refusal -> refusal.issues.stream()).toList(), Optional.empty());
    }

    private static Optional<String> expressionOf(StructureProblem problem) {
        return Optional.of(problem.path()).filter(path -> !path.isBlank());
    }

    public static FhirRefusal unknownType(String type) {
        return of(404, IssueType.NOTSUPPORTED, "Unknown resource type '" + shorten(type) + "': not one of FHIR R4");
    }

    public static FhirRefusal notFound(String what) {
        return of(404, IssueType.NOTFOUND, shorten(what) + " is not known");
    }

    public static FhirRefusal deleted(ResourceKey key) {
        return of(410, IssueType.DELETED, key.reference() + " was deleted");
    }

    public static FhirRefusal methodNotAllowed(String method, String path, Collection<String> allowed) {
        String allow = String.join(", ", allowed);
        return new FhirRefusal(405, List.of(new Issue(IssueType.NOTSUPPORTED,
                "%s is not supported at /%s; supported: %s".formatted(shorten(method), shorten(path), allow))),
                Optional.of(allow));
    }

    public static FhirRefusal notPermitted(Interaction interaction, String type) {
        char letter = switch (interaction) {
            case CREATE -> 'c';
            case READ -> 'r';
            case UPDATE -> 'u';
            case DELETE -> 'd';
            case SEARCH -> 's';
        };
        return of(403, IssueType.FORBIDDEN, "The token grants no scope such as system/%s.%c".formatted(type, letter));
    }

    /** The same refusal, its issues placed in one entry of the Bundle that was sent. */
    public FhirRefusal inEntry(int index) {
        String entry = "Bundle.entry[" + index + "]";
        return new FhirRefusal(status, issues.stream()
                .map(issue -> new Issue(issue.code(), entry + ": " + issue.diagnostics(),
                        Optional.of(entry + issue.expression().map(FhirRefusal::belowResource).orElse(""))))
                .toList(), Optional.empty());
    }

    private static String belowResource(String expression) {
        int dot = expression.indexOf('.');
        return ".resource" + (dot < 0 ? "" : expression.substring(dot));
    }

    /** Echoes what a sender wrote without letting it fill the answer. */
    public static String shorten(String text) {
        return text.length() <= 120 ? text : text.substring(0, 120) + "…";
    }

    public int status() {
        return status;
    }

    public List<Issue> issues() {
        return issues;
    }

    /** The value of the {@code Allow} header of a 405. */
    public Optional<String> allow() {
        return allow;
    }
}
