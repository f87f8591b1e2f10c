package org.tributary.hub.identity.review;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.Role;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.identity.People;
import org.tributary.hub.identity.linking.Answer;
import org.tributary.hub.identity.linking.Decision;
import org.tributary.hub.identity.linking.DecisionRows;
import org.tributary.hub.identity.linking.Linkage;
import org.tributary.hub.identity.linking.Locking;
import org.tributary.hub.identity.linking.Pair;

/**
 * Takes people's decisions, within a transaction of the commit line. Whoever decides speaks of what they may see: a
 * person's other Patients follow by the rules.
 */
@Component
public final class Deciding {

    private static final int LONGEST_REASON = 1_000;

    private final Linkage linkage;
    private final People people;

    Deciding(Linkage linkage, People people) {
        this.linkage = linkage;
        this.people = people;
    }

    /** Looks at something as the caller sees it, within the transaction. */
    public interface Sight {
        <T> T look(Function<ReadTransaction, T> question);
    }

    /** What a decision is about. */
    private record Subject(Answer answer, Set<Pair> pairs, Map<String, Integer> scopes) {
    }

    /**
     * @throws DecisionRefused
     *             as {@link LinkDecisions#decide} says
     */
    public Decision decide(WriteTransaction transaction, Locking locking, Sight sight, Caller caller,
            LinkRequest request, String reason, Instant now) {
        String why = checked(caller, reason);
        Subject subject = sight.look(seen -> subject(seen, request));
        TreeSet<String> patients = new TreeSet<>(subject.scopes().keySet());
        Decision decision = new Decision(UUID.randomUUID(), subject.answer(), request.operation(),
                List.copyOf(patients), why, caller.name(), caller.role().code(), caller.organisation().orElse(""), now,
                Optional.empty());
        linkage.decide(transaction, locking, decision, subject.pairs(), subject.scopes());
        return decision;
    }

    /**
     * @throws DecisionRefused
     *             as {@link LinkDecisions#undo} says
     */
    public Decision undo(WriteTransaction transaction, Locking locking, Sight sight, Caller caller, UUID id,
            String reason, Instant now) {
        String why = checked(caller, reason);
        Decision decision = sight.look(seen -> new DecisionRows(seen.jdbc()).find(id))
                .orElseThrow(() -> DecisionRefused.unknown("decision"));
        if (!linkage.revoke(transaction, locking, id, new Decision.Revocation(now, caller.name(), why))) {
            throw DecisionRefused.invalid("The decision was taken back before.");
        }
        return new DecisionRows(transaction.jdbc()).find(id).orElse(decision);
    }

    private static String checked(Caller caller, String reason) {
        boolean decides = caller.role() == Role.COORDINATOR || caller.role() == Role.OPERATOR;
        if (!decides || !caller.may(Interaction.READ, "Patient")) {
            throw DecisionRefused.forbidden();
        }
        String why = reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON || why.indexOf('\0') >= 0) {
            throw DecisionRefused.invalid("A reason is needed, of at most " + LONGEST_REASON + " characters.");
        }
        return why;
    }

    private Subject subject(ReadTransaction seen, LinkRequest request) {
        return switch (request) {
            case LinkRequest.Review review -> {
                Pair pair = findPair(seen, review.id());
                yield subject(seen, review.answer(), Set.of(pair));
            }
            case LinkRequest.Link link -> subject(seen, Answer.SAME, Set.of(two(link.patient(), link.other())));
            case LinkRequest.NeverSame never -> subject(seen, Answer.DIFFERENT,
                    Set.of(two(never.patient(), never.other())));
            case LinkRequest.Unlink unlink -> {
                String person = people.findPersonOf(seen, unlink.patient())
                        .orElseThrow(() -> DecisionRefused.unknown("Patient"));
                yield split(seen, person, Set.of(unlink.patient()));
            }
            case LinkRequest.Merge merge -> {
                Collection<String> mine = patients(seen, merge.person());
                Collection<String> others = patients(seen, merge.other());
                if (mine.equals(others)) {
                    throw DecisionRefused.invalid("The two are one person already.");
                }
                yield subject(seen, Answer.SAME, across(mine, others));
            }
            case LinkRequest.Split split -> split(seen, split.person(), split.patients());
        };
    }

    private Subject split(ReadTransaction seen, String person, Set<String> leaving) {
        Set<String> staying = new TreeSet<>(patients(seen, person));
        if (!staying.containsAll(leaving) || leaving.isEmpty()) {
            throw DecisionRefused.unknown("Patient of this person");
        }
        staying.removeAll(leaving);
        if (staying.isEmpty()) {
            throw DecisionRefused.invalid("Nothing of the person that you see would stay behind.");
        }
        return subject(seen, Answer.DIFFERENT, across(leaving, staying));
    }

    private Collection<String> patients(ReadTransaction seen, String person) {
        List<String> patients = people.listPatients(seen, person);
        if (patients.isEmpty()) {
            throw DecisionRefused.unknown("person");
        }
        return patients;
    }

    private static Pair findPair(ReadTransaction seen, UUID id) {
        return seen.jdbc()
                .sql("SELECT patient, other FROM person_edge WHERE id = :id")
                .param("id", id)
                .query((row, number) -> new Pair(row.getString("patient"), row.getString("other")))
                .optional()
                .orElseThrow(() -> DecisionRefused.unknown("case"));
    }

    private static Pair two(String patient, String other) {
        if (patient.equals(other)) {
            throw DecisionRefused.invalid("Two different Patients are needed.");
        }
        return Pair.of(patient, other);
    }

    private static Set<Pair> across(Collection<String> some, Collection<String> others) {
        Set<Pair> pairs = new TreeSet<>(Pair.ORDER);
        some.forEach(one -> others.forEach(other -> pairs.add(Pair.of(one, other))));
        return pairs;
    }

    /** All of them must be there for the caller to see. */
    private static Subject subject(ReadTransaction seen, Answer answer, Set<Pair> pairs) {
        Set<String> patients = new TreeSet<>();
        pairs.forEach(pair -> {
            patients.add(pair.patient());
            patients.add(pair.other());
        });
        Map<String, Integer> scopes = new HashMap<>();
        seen.jdbc()
                .sql("SELECT patient, scope FROM patient_traits WHERE patient = ANY (:patients)")
                .param("patients", patients.toArray(String[]::new))
                .query(row -> {
                    scopes.put(row.getString("patient"), row.getInt("scope"));
                });
        if (!scopes.keySet().equals(patients)) {
            throw DecisionRefused.unknown("Patient");
        }
        seen.release().person(patients);
        return new Subject(answer, pairs, scopes);
    }
}
