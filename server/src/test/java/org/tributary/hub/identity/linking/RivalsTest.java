package org.tributary.hub.identity.linking;

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
    private static final String HOME = "'address':[{'line':['12 Mill Lane'],'postalCode':'TB1 2CD'}]";
    private static final String AWAY = "'address':[{'line':['3 Birch Street'],'postalCode':'TB9 9ZZ'}]";

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
    void aNamesakeElsewhereDoesNotHoldBackWhoIsAtHome() {
        Traits gp = patient("gp-edwin", 1, ONE, "Edwin", "1992-03-12");
        Traits slip = traits("trust-edwin", 2, number(ONE), name("'Edwin'").replace("Quill", "Quil"),
                birth("1992-03-12"), HOME);
        String edwin = name("'Edwin'").replace("Quill", "Quil");

        assertThat(persons(gp, slip, traits("gp-other", 1, number(TWO), edwin, birth("1992-03-12"), AWAY)))
                .containsExactly(List.of("gp-edwin", "trust-edwin"), List.of("gp-other"));
        assertThat(persons(gp, slip, traits("gp-other", 1, number(TWO), edwin, birth("1992-03-12"), HOME)))
                .as("but one of that home does")
                .hasSize(3);
    }

    @Test
    void aRecordThatAgreesInAllIsHeldBackByNobody() {
        Traits gp = patient("gp-edwin", 1, ONE, "Edwin", "1992-03-12");
        Traits trust = patient("trust-edwin", 2, ONE, "Edwin", "1992-03-12");
        Traits namesake = patient("gp-other", 1, TWO, "Edwin", "1992-03-12");

        assertThat(persons(gp, trust, namesake)).extracting(List::copyOf)
                .containsExactly(List.of("gp-edwin", "trust-edwin"), List.of("gp-other"));
    }

    @Test
    void aTwinsMistypedRecordUnderTheOtherTwinsNumberIsHeldBackByTheTwinsOwn() {
        Traits hayden = patient("gp-hayden", 1, ONE, "Hayden", "1995-10-22");
        Traits jayden = patient("gp-jayden", 1, TWO, "Jayden", "1995-10-22");
        Traits misfiled = patient("trust-jayden", 2, ONE, "Jadyen", "1995-10-22");

        assertThat(persons(hayden, jayden, misfiled)).hasSize(3);
    }

    @Test
    void aRecordUnderAnothersNumberIsHeldBackByOneOfItsOwnHomeWithANumberOfItsOwn() {
        String ali = name("'Ali'");
        String born = birth("1998-01-09");
        Traits bearer = traits("gp-bearer", 1, number(ONE), ali, born, AWAY);
        Traits misfiled = traits("trust-ali", 2, number(ONE), ali, born, HOME);

        assertThat(persons(bearer, misfiled)).as("who moved, as long as nothing else is known").hasSize(1);
        assertThat(persons(bearer, misfiled, traits("gp-ali", 1, number(TWO), ali, born, HOME))).hasSize(3);
        assertThat(persons(bearer, misfiled, traits("council-ali", 3, ali, born, HOME)))
                .as("who moved, and was known before without the number")
                .hasSize(1);
    }

    @Test
    void aNamesakesRecordUnderAnothersNumberIsHeldBackByTheFamilyNameOfItsOwn() {
        String hasina = name("'Hasina'");
        String born = birth("1978-03-16");
        String begum = hasina.replace("Quillfeather", "Begum");
        Traits bearer = traits("gp-hussain", 1, number(ONE), hasina, born);
        Traits namesake = traits("gp-begum", 1, number(TWO), begum, born, HOME);
        Traits misfiled = traits("trust-begum", 2, number(ONE), begum, born, HOME);

        assertThat(persons(bearer, misfiled)).as("a married woman, as long as nothing else is known").hasSize(1);
        assertThat(persons(bearer, namesake, misfiled)).hasSize(3);
    }

    @Test
    void whatARecordDoesNotTellIsNotToldBetterByAThird() {
        Traits edwin = patient("gp-edwin", 1, ONE, "Edwin", "1992-03-12");
        Traits namesake = patient("gp-other", 1, TWO, "Edwin", "1992-03-12");
        Traits nameless = traits("trust-edwin", 2, number(ONE), name(""), birth("1992-03-12"), HOME);
        Traits ageless = traits("trust-edwin", 2, number(ONE), name("'Edwin'"), HOME);

        assertThat(persons(edwin, nameless, namesake)).containsExactly(List.of("gp-edwin", "trust-edwin"),
                List.of("gp-other"));
        Traits elsewhere = traits("gp-other", 1, number(TWO), name("'Edwin'"), birth("1992-03-12"),
                AWAY);
        assertThat(persons(edwin, ageless, elsewhere)).containsExactly(List.of("gp-edwin", "trust-edwin"),
                List.of("gp-other"));
    }

    @Test
    void ofTwoWhoMayBeMeantNoneIsLinkedButOneOfNoPlaceMayNot() {
        Traits gp = traits("gp-edwin", 1, name("'Edwin'"), birth("1992-03-12"), HOME);
        Traits trust = traits("trust-edwin", 2, name("'Edwin'"), birth("1992-03-12"), HOME);
        Traits ofNoPlace = traits("council-edwin", 3, name("'Edwin'"), birth("1992-03-12"));
        Traits ofAnother = traits("council-edwin", 3, name("'Edwin'"), birth("1992-03-12"),
                AWAY);
        Traits ofTheSame = traits("council-edwyn", 3, name("'Edwyn'"), birth("1992-03-12"), HOME);

        for (Traits elsewhere : List.of(ofNoPlace, ofAnother)) {
            assertThat(persons(gp, trust, elsewhere)).containsExactly(List.of("council-edwin"),
                    List.of("gp-edwin", "trust-edwin"));
        }
        assertThat(persons(gp, trust, ofTheSame)).hasSize(3);
    }

    @Test
    void aCousinsRecordUnderTheOthersNumberIsHeldBackByHisOwnOfThatHomeDespiteASlipInTheFamilyName() {
        Traits bearer = traits("gp-bearer", 1, number(ONE), name("'Paul'"), birth("1951-12-27"), AWAY);
        Traits misfiled = traits("trust-paul", 2, number(ONE), name("'Paul'"), birth("1951-12-28"), HOME);
        Traits own = traits("gp-paul", 1, number(TWO), name("'Paul'").replace("Quill", "Quil"), birth("1951-12-23"),
                HOME);

        assertThat(persons(bearer, misfiled)).as("a slip and a move, as long as nothing else is known").hasSize(1);
        assertThat(persons(bearer, misfiled, own)).hasSize(3);
    }

    @Test
    void aTwinsRecordUnderTheOthersNumberIsHeldBackByHerOwnDespiteASlipInBothNames() {
        Traits ranjit = patient("gp-ranjit", 1, ONE, "Ranjit", "1966-06-18");
        Traits misfiled = patient("trust-manjit", 2, ONE, "Manjit", "1966-06-18");
        Traits own = traits("gp-manjit", 1, number(TWO), name("'Majit'").replace("Quill", "Quil"),
                birth("1966-06-18"), HOME);

        assertThat(persons(ranjit, misfiled, own)).hasSize(3);
    }

    @Test
    void aRecordUnderAnothersNumberWithoutABirthDateIsHeldBackByOneThatAgreesAsWell() {
        Traits daughter = patient("gp-daughter", 1, ONE, "Aoife", "2015-12-13");
        Traits mother = patient("gp-mother", 1, TWO, "Aoife", "1982-08-21");
        Traits misfiled = traits("trust-mother", 2, number(ONE), name("'Aoife'"), HOME);

        assertThat(persons(daughter, misfiled)).as("as long as nothing else is known").hasSize(1);
        assertThat(persons(daughter, mother, misfiled)).hasSize(3);
    }

    @Test
    void withoutANumberASonsRecordWithASlipInTheYearIsNotHisFathers() {
        String phone = "'telecom':[{'system':'phone','value':'01632 625658'}]";
        String ian = name("'Ian'") + ",'gender':'male'";
        Traits father = traits("gp-father", 1, number(ONE), ian, birth("1958-03-05"), HOME, phone);
        Traits son = traits("gp-son", 1, number(TWO), ian, birth("1979-03-05"), HOME, phone);
        Traits slip = traits("trust-son", 2, ian.replace("Quill", "Quil"), birth("1959-03-05"), HOME, phone);

        assertThat(persons(father, slip)).as("two slips, as long as nothing else is known").hasSize(1);
        assertThat(persons(father, son, slip)).hasSize(3);
    }

    @Test
    void aMarriedTwinsRecordUnderTheOthersNumberIsHeldBackByHerOwnOfThatNameAndHome() {
        String hoque = name("'Fatema'").replace("Quillfeather", "Hoque");
        Traits bearer = traits("gp-bearer", 1, number(ONE), name("'Fatema'"), birth("1976-02-25"), AWAY);
        Traits misfiled = traits("trust-fatema", 2, number(ONE), hoque, birth("1976-02-25"), HOME);
        Traits own = traits("gp-fatima", 1, number(TWO), hoque.replace("Fatema", "Fatima"), birth("1976-02-25"), HOME);

        assertThat(persons(bearer, misfiled)).as("who married and moved, as long as nothing else is known").hasSize(1);
        assertThat(persons(bearer, misfiled, own)).hasSize(3);
    }

    @Test
    void twoHomesWithARecordInEachOfTwoOrganisationsAreTwoPeopleOfARareName() {
        String edwin = name("'Edwin'") + ",'gender':'male'";
        Traits gp = traits("gp-one", 1, edwin, birth("1992-03-12"), HOME);
        Traits trust = traits("trust-one", 2, edwin, birth("1992-03-12"), HOME);
        Traits gpAway = traits("gp-two", 1, number(TWO), edwin, birth("1992-03-12"), AWAY);
        Traits trustAway = traits("trust-two", 2, number(TWO), edwin, birth("1992-03-12"), AWAY);

        assertThat(persons(gp, trustAway)).as("who moved, as long as nothing else is known").hasSize(1);
        assertThat(persons(gp, trust, gpAway, trustAway)).containsExactly(List.of("gp-one", "trust-one"),
                List.of("gp-two", "trust-two"));
    }

    @Test
    void aRareNameDoesNotLinkWhomGivenNameBirthDateAndHomeShowToBeSomebodyElse() {
        String phone = "'telecom':[{'system':'phone','value':'01632 425758'}]";
        String monique = name("'Monique'") + ",'gender':'female'";
        Traits married = traits("trust-monique", 2, monique, birth("1988-07-07"), HOME, phone);
        Traits maiden = traits("gp-monique", 1, number(TWO), monique.replace("Quillfeather", "Reid"),
                birth("1988-07-07"), HOME, phone);
        Traits namesake = traits("gp-other", 1, number(ONE), monique, birth("1988-07-07"), AWAY);

        assertThat(persons(married, namesake)).as("who moved, as long as nothing else is known").hasSize(1);
        assertThat(persons(married, maiden, namesake)).containsExactly(List.of("gp-monique", "trust-monique"),
                List.of("gp-other"));
    }

    @Test
    void aNewbornWithoutAGivenNameIsNeitherOfTwoTwinsUnderOneNumber() {
        Traits theo = patient("gp-theo", 1, ONE, "Theo", "2026-03-30");
        Traits jacob = patient("gp-jacob", 1, ONE, "Jacob", "2026-03-30");
        Traits baby = traits("trust-baby", 2, number(ONE), name("'Baby'"), birth("2026-03-30"), HOME);
        Traits theoToo = patient("council-theo", 3, ONE, "Theo", "2026-03-30");

        assertThat(persons(theo, baby)).as("as long as nothing else is known").hasSize(1);
        assertThat(persons(theo, theoToo, baby)).as("two records of the one").hasSize(1);
        assertThat(persons(theo, jacob, baby)).hasSize(3);
    }

    @Test
    void ofTwoRecordsOfOneSourceUnderOneNumberTheOneOfALikeNameMayBeTheTwins() {
        Traits marwa = patient("gp-marwa", 1, ONE, "Marwa", "1949-12-15");
        Traits marwaToo = patient("trust-marwa", 2, ONE, "Marwa", "1949-12-15");
        Traits misfiled = patient("trust-marw", 2, ONE, "Marw", "1949-12-15");

        assertThat(persons(marwa, misfiled)).as("a slip, as long as nothing else is known").hasSize(1);
        assertThat(persons(marwa, marwaToo, misfiled)).extracting(List::copyOf)
                .containsExactly(List.of("gp-marwa", "trust-marwa"), List.of("trust-marw"));
    }

    @Test
    void aSlipUnderTheNumberIsNoTwinForARecordOfAThirdSourceThatHasNone() {
        Traits practice = patient("gp-anjali", 1, ONE, "Anjali", "1949-12-15");
        Traits hospital = traits("trust-anjali", 2, number(ONE), name("'Anjali'"), birth("1949-12-15"), AWAY);
        Traits council = traits("council-anjai", 3, number(ONE),
                name("'Anjai'").replace("Quillfeather", "Stone"), birth("1949-12-15"), HOME);

        assertThat(JUDGE.judge(hospital, council).verdict()).as("a slip, another family name and a move")
                .isEqualTo(Verdict.REVIEW);
        assertThat(persons(practice, hospital, council)).hasSize(1);
    }

    @Test
    void whomTwoSourcesKnowByTheNumberIsItsBearerThoughAThirdTellsNone() {
        Traits practice = patient("gp-jean", 1, ONE, "Jean", "1943-02-18");
        Traits hospital = patient("trust-jean", 2, ONE, "Jean", "1943-02-18");
        Traits numberless = traits("ambulance-jean", 4, name("'Jean'"), birth("1943-02-18"), HOME);
        Traits slips = traits("council-jaen", 3, number(ONE), name("'Jaen'").replace("Quillfeather", "Quilfeather"),
                birth("1943-02-18"));

        assertThat(JUDGE.judge(numberless, slips).verdict()).isEqualTo(Verdict.REVIEW);
        assertThat(persons(practice, hospital, numberless, slips)).hasSize(1);
        assertThat(persons(practice, numberless, slips)).extracting(List::copyOf)
                .as("either of the two may be filed under the number by mistake")
                .containsExactly(List.of("ambulance-jean", "gp-jean"), List.of("council-jaen"));
    }

    @Test
    void aRecordWithoutANumberIsNoSignOfAnotherWhereTheFamilyNameAloneHasASlipOrTheHomeTells() {
        String born = birth("1951-01-01");
        Traits hospital = patient("trust-frank", 2, ONE, "Frank", "1951-01-01");
        Traits numberless = traits("gp-frank", 1, name("'Frank'"), born, HOME);
        Traits slip = traits("council-frank", 3, number(ONE), name("'Frank'").replace("Quill", "Qulil"), born);
        assertThat(JUDGE.judge(numberless, slip).verdict()).isEqualTo(Verdict.REVIEW);
        assertThat(persons(hospital, numberless, slip)).hasSize(1);

        Traits farnk = patient("council-farnk", 3, ONE, "Farnk", "1951-01-01");
        Traits away = traits("gp-frank", 1, name("'Frank'"), born,
                AWAY);
        assertThat(JUDGE.judge(away, farnk).verdict()).isEqualTo(Verdict.REVIEW);
        assertThat(persons(hospital, away, farnk)).extracting(List::copyOf)
                .contains(List.of("council-farnk", "trust-frank"));
    }

    private static Traits patient(String id, int feed, String number, String given, String birth) {
        return traits(id, feed, number(number), name("'" + given + "'"), birth(birth), HOME);
    }

    private static String number(String number) {
        return "'identifier':[{'system':'https://fhir.nhs.uk/Id/nhs-number','value':'" + number + "'}]";
    }

    private static String name(String givens) {
        return "'name':[{'family':'Quillfeather','given':[" + givens + "]}]";
    }

    private static String birth(String date) {
        return "'birthDate':'" + date + "'";
    }

    private static Traits traits(String id, int feed, String... members) {
        String json = "{'resourceType':'Patient'," + String.join(",", members) + "}";
        return Traits.of(id, feed, JsonMapper.shared().readTree(json.replace('\'', '"')));
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
