package org.tributary.hub.identity.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import tools.jackson.databind.json.JsonMapper;

/** Two organisations' records of Ann Merridew, by what they tell, and what the hub says of two of them. */
final class Records {

    static final Judge JUDGE = new Judge(Weights.shipped());
    static final String NUMBER = "9990000018";
    static final String OTHER_NUMBER = "9990123462";
    static final String ANN = "'name':[{'family':'Merridew','given':['Ann']}],'gender':'female'";
    /** Of whose name there are many. */
    static final String ANN_SMITH = ANN.replace("Merridew", "Smith");
    static final String BORN = "'birthDate':'1940-05-06'";
    static final String HOME = "'address':[{'line':['12 Mill Lane'],'postalCode':'TB1 2CD'}]";
    static final String ANOTHER_HOME = "'address':[{'line':['3 Birch Street'],'postalCode':'TB9 9ZZ'}]";
    static final String PHONE = "'telecom':[{'system':'phone','value':'01632 960001'}]";

    private Records() {
    }

    static Traits traits(String id, int feed, String... members) {
        String json = "{'resourceType':'Patient'," + String.join(",", members) + "}";
        return Traits.of(id, feed, JsonMapper.shared().readTree(json.replace('\'', '"')));
    }

    static Traits gp(String... members) {
        return traits("gp", 1, members);
    }

    static Traits trust(String... members) {
        return traits("trust", 2, members);
    }

    static String number(String value) {
        return "'identifier':[{'system':'https://fhir.nhs.uk/Id/nhs-number','value':'" + value + "'}]";
    }

    static String number(String value, String status) {
        return number(value).replace("'value'", "'extension':[{'url':"
                + "'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus',"
                + "'valueCodeableConcept':{'coding':[{'code':'" + status + "'}]}}],'value'");
    }

    /** Also that the order does not matter, and that the two would ever have been compared. */
    static Judgement judge(Traits one, Traits other) {
        Judgement judgement = JUDGE.judge(one, other);
        assertThat(JUDGE.judge(other, one)).isEqualTo(judgement);
        if (judgement.verdict() != Verdict.APART) {
            assertThat(Collections.disjoint(BlockingKeys.of(one), BlockingKeys.of(other))).as("blocked").isFalse();
        }
        return judgement;
    }

    static void assertJudged(Traits one, Traits other, Verdict verdict, String rule) {
        Judgement judgement = judge(one, other);
        assertThat(judgement.rule()).as(judgement.toString()).isEqualTo(rule);
        assertThat(judgement.verdict()).as(judgement.toString()).isEqualTo(verdict);
    }
}
