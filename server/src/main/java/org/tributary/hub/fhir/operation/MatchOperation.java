package org.tributary.hub.fhir.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.BundleWriter;
import org.tributary.hub.fhir.exchange.FhirOperation;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.JsonText;
import org.tributary.hub.fhir.exchange.OperationInput;
import org.tributary.hub.fhir.exchange.Permissions;
import org.tributary.hub.identity.PatientMatch;
import org.tributary.hub.identity.PatientMatch.Grade;
import org.tributary.hub.identity.PatientMatcher;
import org.tributary.hub.identity.People;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code Patient/$match} (R4, operations of Patient): the visible source Patients that may be the one described, with
 * score and grade. With {@code onlyCertainMatches} those that are one person for certain, or nobody.
 */
@Component
final class MatchOperation implements FhirOperation {

    private static final int MOST = 50;

    private final ReaderDatabase database;
    private final PatientMatcher matcher;
    private final People people;

    MatchOperation(ReaderDatabase database, PatientMatcher matcher, People people) {
        this.database = database;
        this.matcher = matcher;
        this.people = people;
    }

    @Override
    public Signature signature() {
        return new Signature("match", "http://hl7.org/fhir/OperationDefinition/Patient-match", Set.of("Patient"),
                Set.of(Level.TYPE), false,
                Set.of("resource", "onlyCertainMatches", "count"));
    }

    @Override
    public Answer answer(FhirRequest request, Target target, OperationInput input) {
        Permissions.require(request.caller(), Interaction.SEARCH, "Patient");
        Permissions.require(request.caller(), Interaction.READ, "Patient");
        JsonNode described = input.findResource("resource")
                .map(json -> JsonMapper.shared().readTree(json))
                .filter(resource -> resource.path("resourceType").asString("").equals("Patient"))
                .orElseThrow(() -> FhirRefusal.invalid("Parameter 'resource' must be given: a Patient"));
        if (!PatientMatcher.canLookFor(described)) {
            throw FhirRefusal.invalid("The Patient needs an identifier, or a family name and a birth date");
        }
        boolean certain = switch (input.findText("onlyCertainMatches").orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw FhirRefusal.invalid("onlyCertainMatches must be true or false");
        };
        String count = input.findText("count").orElse(Integer.toString(MOST));
        if (!count.matches("[1-9][0-9]{0,8}")) {
            throw FhirRefusal.invalid("count must be an integer from 1");
        }
        List<PatientMatch> matches = database.read(request.caller(), transaction -> {
            List<PatientMatch> found = matcher.find(transaction, described);
            return certain ? onePerson(transaction, found) : found;
        });
        return Answer.of(200, JsonText.write(json -> {
            BundleWriter bundle = new BundleWriter(json, request.base());
            bundle.start("searchset").total(matches.size());
            matches.stream()
                    .limit(Math.min(MOST, Integer.parseInt(count)))
                    .forEach(match -> bundle.matched(match.patient(), match.score(), match.grade().code()));
            bundle.end();
        }));
    }

    /** Who is certain to be two people is not certain at all. */
    private List<PatientMatch> onePerson(ReadTransaction transaction, List<PatientMatch> found) {
        List<PatientMatch> certain = new ArrayList<>(found);
        certain.removeIf(match -> match.grade() != Grade.CERTAIN);
        Set<Optional<String>> persons = certain.stream()
                .map(match -> people.findPersonOf(transaction, match.patient().key().id()))
                .collect(Collectors.toSet());
        return persons.size() == 1 ? certain : List.of();
    }
}
