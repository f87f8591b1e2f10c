package org.tributary.hub.identity.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tributary.hub.identity.compare.Records.ANN;
import static org.tributary.hub.identity.compare.Records.ANOTHER_HOME;
import static org.tributary.hub.identity.compare.Records.BORN;
import static org.tributary.hub.identity.compare.Records.HOME;
import static org.tributary.hub.identity.compare.Records.JUDGE;
import static org.tributary.hub.identity.compare.Records.NUMBER;
import static org.tributary.hub.identity.compare.Records.OTHER_NUMBER;
import static org.tributary.hub.identity.compare.Records.PHONE;
import static org.tributary.hub.identity.compare.Records.assertJudged;
import static org.tributary.hub.identity.compare.Records.gp;
import static org.tributary.hub.identity.compare.Records.judge;
import static org.tributary.hub.identity.compare.Records.number;
import static org.tributary.hub.identity.compare.Records.traits;
import static org.tributary.hub.identity.compare.Records.trust;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tributary.mapping.NhsNumber;

/** What forbids a link of two records, by situation. */
class GateTest {

    @Test
    void oneNumberWithTwoBirthDatesIsForReview() {
        assertJudged(gp(number(NUMBER), BORN, ANN), trust(number(NUMBER), "'birthDate':'1971-11-23'", ANN),
                Verdict.REVIEW, "one-nhs-number-two-birth-dates-1");
    }

    @Test
    void oneNumberUnderTwoNamesThatShareNothingIsForReview() {
        assertJudged(gp(number(NUMBER), BORN, ANN),
                trust(number(NUMBER), BORN, "'name':[{'family':'Okafor','given':['Chidi']}]"), Verdict.REVIEW,
                "twin-1");
    }

    @Test
    void twoNumbersAreForReviewWhenAllElseAgrees() {
        assertJudged(gp(number(NUMBER), BORN, ANN, HOME), trust(number(OTHER_NUMBER), BORN, ANN, HOME),
                Verdict.REVIEW, "different-nhs-numbers-1");
    }

    @Test
    void oneLocalNumberWithTwoNhsNumbersIsForReview() {
        String local = ",{'system':'https://tributary.example/Id/RZ8/patient','value':'77'}]";
        assertJudged(traits("a", 2, number(NUMBER).replace("]", "") + local, BORN),
                traits("b", 2, number(OTHER_NUMBER).replace("]", "") + local, "'birthDate':'1988-12-12'"),
                Verdict.REVIEW, "one-local-number-two-nhs-numbers-1");
    }

    @Test
    void aRecordWithTwoNhsNumbersIsForReview() {
        String both = number(NUMBER).replace("]", "") + "," + number(OTHER_NUMBER).replace("'identifier':[", "");
        assertJudged(gp(both, BORN, ANN), trust(number(NUMBER), BORN, ANN), Verdict.REVIEW, "several-nhs-numbers-1");
    }

    @Test
    void twinsWithTheirOwnNumbersAreApart() {
        assertThat(judge(gp(number(NUMBER), BORN, ANN, HOME, PHONE),
                trust(number(OTHER_NUMBER), BORN, ANN.replace("'Ann'", "'Grace'"), HOME, PHONE)).verdict())
                .isEqualTo(Verdict.APART);
    }

    @ParameterizedTest
    @CsvSource({"Ann,Grace", "Jan,Jane", "Amelia,Amelie", "Anna,Anne"})
    void twinsAreNeverLinkedEvenWhenOneHasTheOthersNumber(String one, String other) {
        String family = "'name':[{'family':'Merridew','given':['NAME']}]";
        for (String id : List.of("'active':true", number(NUMBER))) {
            assertThat(judge(gp(id, BORN, family.replace("NAME", one), HOME, PHONE),
                    trust(id, BORN, family.replace("NAME", other), HOME, PHONE)).verdict()).as("%s %s", one, other)
                    .isNotEqualTo(Verdict.LINK);
        }
    }

    @Test
    void formsOfANameThatParentsGiveAsTheyAreMayBeTwins() {
        String family = "'name':[{'family':'Merridew','given':['NAME']}]";
        assertThat(judge(gp(BORN, family.replace("NAME", "Julia"), HOME, PHONE),
                trust(BORN, family.replace("NAME", "Julie"), HOME, PHONE)).verdict()).isEqualTo(Verdict.REVIEW);
        assertJudged(gp(number(NUMBER), BORN, family.replace("NAME", "Julia")),
                trust(number(NUMBER), BORN, family.replace("NAME", "Julie")), Verdict.REVIEW, "weights-2");
        assertJudged(gp(number(NUMBER), BORN, family.replace("NAME", "Julia"), HOME),
                trust(number(NUMBER), BORN, family.replace("NAME", "Julie"), HOME), Verdict.LINK,
                "nhs-number-and-birth-date-6");
    }

    @Test
    void aNameWithoutAGivenNameDoesNotHideThatGivenNamesDiffer() {
        assertThat(judge(gp(number(NUMBER), BORN, "'name':[{'family':'Merridew','given':['Grace']}]"),
                trust(number(NUMBER), BORN, "'name':[{'family':'Merridew'},{'family':'Stone','given':['Ann']}]"))
                .rule()).isEqualTo("twin-1");
    }

    @Test
    void aTwinWithoutANumberIsForReviewEvenUnderTheSameName() {
        assertJudged(gp(number(NUMBER), BORN, ANN, HOME, "'multipleBirthBoolean':true"), trust(BORN, ANN, HOME),
                Verdict.REVIEW, "multiple-birth-4");
    }

    @Test
    void ofTwinsSwappedNamesThatAreOnlyAlikeAreForReview() {
        assertJudged(gp(number(NUMBER), BORN, ANN, "'multipleBirthBoolean':true"),
                trust(number(NUMBER), BORN, "'name':[{'family':'Ann','given':['Meridew']}]"), Verdict.REVIEW,
                "multiple-birth-4");
    }

    @Test
    void twinsOfLikeNamesAreNotOnePersonByWayOfAThirdRecordEither() {
        Traits twin = gp(number(NUMBER), BORN, ANN.replace("Ann", "Patricia"), HOME, "'multipleBirthBoolean':true");
        Traits misfiled = trust(number(NUMBER), BORN, ANN.replace("Ann", "Patrcia"), HOME);
        assertJudged(twin, misfiled, Verdict.REVIEW, "twin-of-a-like-name-1");
        assertThat(JUDGE.isConflict(twin, misfiled)).isTrue();
        assertThat(JUDGE.isConflict(twin, trust(BORN, ANN.replace("Ann", "Patricia"), HOME)))
                .as("nor one without the number")
                .isTrue();
    }

    @Test
    void ofTwinsAFurtherNameInCommonMakesUpForASlipInTheFirstUnderTheNumber() {
        String name = ANN.replace("'Ann'", "'Patricia','Ruth'");
        String slip = name.replace("Patricia", "Patrcia");
        assertJudged(gp(number(NUMBER), BORN, name, HOME, "'multipleBirthBoolean':true"),
                trust(number(NUMBER), BORN, slip, HOME), Verdict.LINK, "nhs-number-and-birth-date-6");
        assertJudged(gp(BORN, name, HOME, PHONE, "'multipleBirthBoolean':true"), trust(BORN, slip, HOME, PHONE),
                Verdict.REVIEW, "multiple-birth-4");
    }

    @Test
    void underOneNumberADecadeWithSlipsInTheNamesIsASlipAndAnotherNameAGeneration() {
        String name = ANN.replace("Ann", "Patricia");
        String slips = name.replace("Patricia", "Patrcia").replace("Merridew", "Meridew");
        String decade = BORN.replace("1940", "1960");
        assertJudged(gp(number(NUMBER), BORN, name), trust(number(NUMBER), decade, slips), Verdict.LINK,
                "nhs-number-and-two-more-5");
        assertJudged(gp(number(NUMBER), BORN, name, HOME),
                trust(number(NUMBER), decade, name.replace("Merridew", "Stone"), HOME), Verdict.REVIEW,
                "parent-or-child-4");
        assertJudged(gp(number(NUMBER), BORN, name, HOME), traits("gp-2", 1, number(NUMBER), decade, name, HOME),
                Verdict.REVIEW, "parent-or-child-4");
        assertJudged(gp(number(NUMBER), BORN, name, HOME), trust(number(NUMBER), decade, name, ANOTHER_HOME),
                Verdict.REVIEW, "parent-or-child-4");
        assertJudged(gp(number(NUMBER), BORN, name, HOME),
                trust(number(NUMBER), BORN.replace("1940", "1967"), name, HOME), Verdict.REVIEW,
                "one-nhs-number-two-birth-dates-1");
    }

    @Test
    void twoFamilyNamesInTwoHomesUnderOneNumberAreTwoPatientsOfTheSourceThatKeepsThem() {
        Traits ann = gp(number(NUMBER), BORN, ANN, HOME);
        String stone = ANN.replace("Merridew", "Stone");
        assertJudged(ann, traits("gp-2", 1, number(NUMBER), BORN, stone, ANOTHER_HOME), Verdict.REVIEW,
                "two-of-one-source-4");
        assertJudged(ann, traits("gp-2", 1, number(NUMBER), BORN, stone, HOME), Verdict.LINK,
                "nhs-number-and-birth-date-6");
        assertJudged(ann, trust(number(NUMBER), BORN, stone, ANOTHER_HOME), Verdict.LINK,
                "nhs-number-and-birth-date-6");
    }

    @Test
    void twoBirthDatesInTwoHomesUnderOneNumberAreTwoPatientsOfTheSourceThatKeepsThem() {
        Traits ann = gp(number(NUMBER), BORN, ANN, HOME);
        String day = BORN.replace("05-06", "05-08");
        assertJudged(ann, traits("gp-2", 1, number(NUMBER), day, ANN, ANOTHER_HOME), Verdict.REVIEW,
                "two-of-one-source-4");
        assertJudged(ann, traits("gp-2", 1, number(NUMBER), day, ANN, HOME), Verdict.LINK,
                "nhs-number-and-two-more-5");
        assertJudged(ann, trust(number(NUMBER), day, ANN, ANOTHER_HOME), Verdict.LINK, "nhs-number-and-two-more-5");
    }

    @Test
    void twoPatientsOfOneSourceAreTwoUnlessTheyAreTheSameInAll() {
        Traits ann = gp(BORN, ANN, HOME, PHONE);
        String further = ANN.replace("'Ann'", "'Ann','Ruth'");
        assertJudged(ann, traits("gp-2", 1, BORN, further, HOME, PHONE), Verdict.REVIEW, "two-of-one-source-4");
        assertJudged(ann, trust(BORN, further, HOME, PHONE), Verdict.LINK, "names-birth-date-and-address-1");
        assertJudged(ann, traits("gp-2", 1, BORN, ANN, HOME, PHONE), Verdict.LINK,
                "names-birth-date-and-address-1");
        assertJudged(gp(number(NUMBER), BORN, ANN), traits("gp-2", 1, number(NUMBER), BORN, further), Verdict.LINK,
                "nhs-number-and-birth-date-6");
    }

    @Test
    void aDecadeBetweenTwoOfOneNameAtOneHomeIsAGeneration() {
        assertJudged(gp(BORN, ANN, HOME, PHONE), trust(BORN.replace("1940", "1950"), ANN, HOME, PHONE),
                Verdict.REVIEW, "parent-or-child-4");
    }

    @Test
    void ofTwinsAllGivenNamesTogetherTellWhichItIs() {
        String name = ANN.replace("'Ann'", "'Ann','Ruth'");
        assertJudged(gp(number(NUMBER), BORN, name, HOME, "'multipleBirthBoolean':true"), trust(BORN, name, HOME),
                Verdict.LINK, "names-birth-date-and-address-1");
        assertJudged(gp(number(NUMBER), BORN, name, HOME, "'multipleBirthBoolean':true"),
                trust(BORN, name.replace("Ruth", "May"), HOME), Verdict.REVIEW, "twin-of-one-first-name-1");
    }

    @Test
    void twinsOfOneFirstNameAreNotOnePersonByWayOfAThirdRecordEither() {
        String name = ANN.replace("'Ann'", "'Ann','Ruth'");
        assertThat(JUDGE.isConflict(gp(number(NUMBER), BORN, name, "'multipleBirthBoolean':true"),
                trust(number(NUMBER), BORN, name.replace("Ruth", "May")))).isTrue();
    }

    @Test
    void brotherAndSisterUnderOneNumberAreForReviewThoughTheirNamesBeWaysToWriteOne() {
        String brother = ANN.replace("female", "male");
        assertJudged(gp(number(NUMBER), BORN, ANN, HOME),
                trust(number(NUMBER), BORN, brother.replace("Ann", "Anne"), HOME), Verdict.REVIEW, "sex-differs-2");
        assertJudged(gp(number(NUMBER), BORN, ANN, HOME), trust(number(NUMBER), BORN, brother, HOME), Verdict.LINK,
                "nhs-number-and-birth-date-6");
        assertJudged(gp(number(NUMBER), BORN, ANN, HOME, "'multipleBirthBoolean':true"),
                trust(number(NUMBER), BORN, brother, HOME), Verdict.REVIEW, "multiple-birth-4");
    }

    @Test
    void aNameThatIsOnlyAlikeIsAnothersWhenFurtherNamesDiffer() {
        String freda = ANN.replace("'Ann'", "'Freda','Grace'");
        assertJudged(gp(number(NUMBER), BORN, freda, HOME),
                trust(number(NUMBER), BORN, freda.replace("Freda", "Fread"), HOME), Verdict.LINK,
                "nhs-number-and-birth-date-6");
        assertJudged(gp(number(NUMBER), BORN, freda, HOME),
                trust(number(NUMBER), BORN, freda.replace("'Freda','Grace'", "'Fread','Florence'"), HOME),
                Verdict.REVIEW, "twin-1");
    }

    @Test
    void namesThatBothRecordsSwapTellBrothersApart() {
        String oliver = "'name':[{'family':'Oliver','given':['Merridew']}]";
        assertJudged(gp(number(NUMBER), BORN, oliver), trust(number(NUMBER), BORN, oliver.replace("Oliver", "Matthew")),
                Verdict.REVIEW, "twin-1");
    }

    @Test
    void aNewbornWhoIsCalledTwinIsNotLinkedByTheNumber() {
        assertJudged(gp(number(NUMBER), BORN, ANN), trust(number(NUMBER), BORN, ANN.replace("Ann", "Twin 1")),
                Verdict.REVIEW, "multiple-birth-4");
    }

    @Test
    void waysToWriteOneNameAreOneNameButNotOfTwinsWhoMayShareIt() {
        assertJudged(gp(number(NUMBER), BORN, ANN), trust(number(NUMBER), BORN, ANN.replace("Ann", "Anne")),
                Verdict.LINK, "nhs-number-and-birth-date-6");
        assertJudged(gp(number(NUMBER), BORN, ANN, "'multipleBirthBoolean':true"),
                trust(number(NUMBER), BORN, ANN.replace("Ann", "Anne")), Verdict.REVIEW, "multiple-birth-4");
    }

    @Test
    void aNumberOfAFalseCheckDigitThatNoSlipMakesTheOthersForbidsALinkByNamesAndHome() {
        assertJudged(gp(number(NUMBER), BORN, ANN, HOME, PHONE), trust(number("9990123463"), BORN, ANN, HOME, PHONE),
                Verdict.REVIEW, "unlike-nhs-numbers-1");
        assertJudged(gp(BORN, ANN, HOME, PHONE), trust(number("9990123463"), BORN, ANN, HOME, PHONE), Verdict.LINK,
                "names-birth-date-and-address-1");
    }

    @Test
    void newbornsWhoAreStillCalledBabyAreNotLinkedByTheirNames() {
        String baby = "'name':[{'family':'Merridew','given':['Baby']}]";
        assertThat(judge(gp(BORN, baby, HOME, PHONE), trust(BORN, baby, HOME, PHONE)).verdict())
                .isNotEqualTo(Verdict.LINK);
    }

    @Test
    void parentAndChildWithOneNameAreNeverLinked() {
        assertJudged(gp(BORN, ANN, HOME, PHONE), trust("'birthDate':'1970-05-06'", ANN, HOME, PHONE), Verdict.REVIEW,
                "parent-or-child-4");
        assertThat(judge(gp(BORN, ANN, HOME, PHONE), trust("'birthDate':'1970-11-23'", ANN, HOME, PHONE)).verdict())
                .isEqualTo(Verdict.REVIEW);
    }

    @Test
    void aPatientWhoseIdentityIsUnknownIsNeverLinked() {
        assertJudged(gp(number(NUMBER), BORN, ANN), trust(number(NUMBER), BORN, ANN, "'extension':[{'url':"
                + "'https://tributary.example/fhir/StructureDefinition/identity-unknown','valueBoolean':true}]"),
                Verdict.REVIEW, "identity-unknown-1");
    }

    @Test
    void testNumbersLinkOnlyWhereTheyMay() {
        assertThat(new NhsNumber(NUMBER).isTestNumber()).isTrue();
        Judgement judgement = new Judge(Weights.shipped(), true).judge(gp(number(NUMBER), BORN),
                trust(number(NUMBER), BORN));
        assertThat(judgement.verdict()).isEqualTo(Verdict.REVIEW);
        assertThat(judgement.rule()).isEqualTo("test-number-1");
    }

    @Test
    void peopleOfOneHomeWithOtherNamesAndBirthDatesAreApart() {
        assertThat(judge(gp(BORN, ANN, HOME, PHONE),
                trust("'birthDate':'1938-01-02'", "'name':[{'family':'Merridew','given':['Tom']}]", HOME, PHONE))
                .verdict()).isEqualTo(Verdict.APART);
    }

    @Test
    void namesThatShareNothingAreNotMissingNames() {
        assertJudged(gp(number(NUMBER), "'name':[{'family':'Merridew','given':['Ann']}]", BORN),
                trust(number(NUMBER), "'name':[{'family':'Oxtoby','given':['Rupert']}]", BORN), Verdict.REVIEW,
                "twin-1");
    }

    @Test
    void underOneNumberAWrongDigitOfTheDecadeMakesNoGeneration() {
        assertJudged(gp(number(NUMBER), ANN, BORN), trust(number(NUMBER), ANN, "'birthDate':'1960-05-06'"),
                Verdict.LINK,
                "nhs-number-and-two-more-5");
    }
}
