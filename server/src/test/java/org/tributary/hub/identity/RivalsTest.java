package org.tributary.hub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tributary.hub.identity.compare.Judge;
import org.tributary.hub.identity.compare.Judgement;
import org.tributary.hub.identity.compare.Traits;
import org.tributary.hub.identity.compare.Verdict;
import org.tributary.hub.identity.compare.Weights;
import tools.jackson.databind.json.JsonMapper;

/** Records that only a third record shows to be somebody else's. */
class RivalsTest {

    private static final Judge JUDGE = new Judge(Weights.shipped());
    private static final String ONE = "9990000018";
    private static final String TWO = "9990123462";

    @Test
    void aTwinsRecordUnderTheOtherTwinsNumberIsHeldBackByTheTwinsOwn() {
        Traits jaswinder = patient("gp-jaswinder", 1, ONE, "Jaswinder", "2004-05-06");
        Traits jasvinder = patient("gp-jasvinder", 1, TWO, "Jasvinder", "2004-05-06");
        Traits misfiled = patient("trust-jasvinder", 2, ONE, "Jasvinder", "2004-05-06");

        assertThat(persons(jaswinder, misfiled)).as("a slip, as long as nothing else is known").hasSize(1);
        assertThat(persons(jaswinder, jasvinder, misfiled)).hasSize(3);
    }

    @Test
    void aSonsRecordUnderHisFathersNumberIsHeldBackByTheSonsOwn() {
        Traits father = patient("gp-father", 1, ONE, "Edwin", "1962-03-12");
        Traits son = patient("gp-son", 1, TWO, "Edwin", "1992-03-12");
        Traits misfiled = patient("trust-son", 2, ONE, "Edwin", "1992-03-12");

        assertThat(persons(father, misfiled)).as("a slip, as long as nothing else is known").hasSize(1);
        assertThat(persons(father, son, misfiled)).hasSize(3);
    }

    @Test
    void aRecordThatAgreesInAllIsHeldBackByNobody() {
        Traits gp = patient("gp-edwin", 1, ONE, "Edwin", "1992-03-12");
        Traits trust = patient("trust-edwin", 2, ONE, "Edwin", "1992-03-12");
        Traits namesake = patient("gp-other", 1, TWO, "Edwin", "1992-03-12");

        assertThat(persons(gp, trust, namesake)).extracting(List::copyOf)
                .containsExactly(List.of("gp-edwin", "trust-edwin"), List.of("gp-other"));
    }

    private static Traits patient(String id, int feed, String number, String given, String birth) {
        String json = """
                {"resourceType":"Patient","identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"%s"}],
                 "name":[{"family":"Quillfeather","given":["%s"]}],"birthDate":"%s",
                 "address":[{"line":["12 Mill Lane"],"postalCode":"TB1 2CD"}]}""".formatted(number, given, birth);
        return Traits.of(id, feed, JsonMapper.shared().readTree(json));
    }

    private static List<List<String>> persons(Traits... patients) {
        Map<String, Traits> traits = new TreeMap<>();
        List<Edge> edges = new ArrayList<>();
        for (Traits one : patients) {
            for (Traits other : traits.values()) {
                Judgement judgement = JUDGE.judge(one, other);
                if (judgement.verdict() != Verdict.APART) {
                    edges.add(Edge.of(one, other, judgement));
                }
            }
            traits.put(one.id(), one);
        }
        return Clustering.of(traits, edges, List.of(), JUDGE).stream().map(List::copyOf).toList();
    }
}
