package org.tributary.hub.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tributary.hub.conformance.ProfileProblem;
import org.tributary.hub.conformance.ProfileValidator;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceWrite;
import org.tributary.hub.store.WriteOutcome;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.MappingIssue.Severity;

/**
 * Holds what a feed brings against profiles, as far as the feed asks for it. What a mapper made is held against the
 * hub's profile of its type; what came as R4 against the profiles that it claims. A feed that asks for nothing costs
 * nothing.
 */
@Component
final class ProfileGate {

    private static final int MOST_ISSUES = 100;

    private final ProfileValidator validator;

    ProfileGate(ProfileValidator validator) {
        this.validator = validator;
    }

    /** None when the feed's validation is off. */
    List<ProfileProblem> listProblems(Feed feed, ResourceBody body) {
        if (feed.validation() == Validation.OFF) {
            return List.of();
        }
        return validator.listProblems(body.json(), feed.format().equals(Feeds.FHIR_R4)
                ? List.of()
                : validator.findProfile(body.type()).stream().toList());
    }

    /**
     * Lets writes of R4 resources pass.
     *
     * @param doubts
     *            takes what is reported
     * @throws ProfileRefused
     *             when the feed enforces profiles and one of them is broken
     */
    void admit(Feed feed, List<ResourceWrite> writes, BiConsumer<ResourceKey, ProfileProblem> doubts) {
        if (feed.validation() == Validation.OFF) {
            return;
        }
        Map<ResourceKey, List<ProfileProblem>> problems = new LinkedHashMap<>();
        for (ResourceWrite write : writes) {
            if (write instanceof ResourceWrite.Put put) {
                List<ProfileProblem> found = listProblems(feed, put.body());
                if (!found.isEmpty()) {
                    problems.put(put.key(), found);
                }
            }
        }
        if (feed.validation() == Validation.ENFORCE && !problems.isEmpty()) {
            throw new ProfileRefused(problems);
        }
        problems.forEach((key, found) -> found.forEach(problem -> doubts.accept(key, problem)));
    }

    /** What is wrong with resources that were mapped: errors when the feed enforces profiles, else warnings. */
    List<MappingIssue> listIssues(Feed feed, List<ResourceBody> mapped) {
        List<MappingIssue> issues = new ArrayList<>();
        for (ResourceBody body : mapped) {
            for (ProfileProblem problem : listProblems(feed, body)) {
                if (issues.size() == MOST_ISSUES) {
                    issues.add(issue(feed, "document", "There is more of this kind."));
                    return issues;
                }
                issues.add(issue(feed, body.type() + '/' + body.id().orElseThrow() + ": " + problem.path(),
                        "What this maps to is not of the hub's profile: " + problem.message()));
            }
        }
        return issues;
    }

    /** What is new of the bodies to write: only that is the message's doing. */
    static List<ResourceBody> written(List<WriteOutcome> outcomes, List<ResourceWrite> writes) {
        Set<ResourceKey> changed = outcomes.stream()
                .filter(outcome -> outcome.change() == WriteOutcome.Change.CREATED
                        || outcome.change() == WriteOutcome.Change.UPDATED)
                .map(WriteOutcome::key)
                .collect(Collectors.toSet());
        return writes.stream()
                .filter(write -> changed.contains(write.key()))
                .filter(ResourceWrite.Put.class::isInstance)
                .map(write -> ((ResourceWrite.Put) write).body())
                .toList();
    }

    private static MappingIssue issue(Feed feed, String location, String finding) {
        boolean enforced = feed.validation() == Validation.ENFORCE;
        return new MappingIssue("profile-not-met", enforced ? Severity.ERROR : Severity.WARNING, Kind.INVARIANT, 1,
                location, finding + (enforced ? " Nothing of the document was kept." : " It was kept."),
                "Correct the value at the source that this element comes from and send the document again.");
    }
}
