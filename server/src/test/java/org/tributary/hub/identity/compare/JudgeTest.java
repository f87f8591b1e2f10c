package org.tributary.hub.identity.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tributary.mapping.NhsNumber;
import tools.jackson.databind.json.JsonMapper;

/** What two records say of each other, by situation. */
class JudgeTest {

    private static final Judge JUDGE = new Judge(Weights.shipped());
    private static final String NUMBER = "9990000018";
    private static final String OTHER_NUMBER = "9990123462";
    private static final String ANN = "'name':[{'family':'Merridew','given':['Ann']}],'gender':'female'";
    private static final String BORN = "'birthDate':'1940-05-06'";
    private static final String HOME = "'address':[{'line':['12 Mill Lane'],'postalCode':'TB1 2CD'}]";
    private static final String PHONE = "'telecom':[{'system':'phone','value':'01632 960001'}]";

    private static Traits traits(String id, int feed, String... members) {
        String json = "{'resourceType':'Patient'," + String.join(",", members) + "}";
        return Traits.of(id, feed, JsonMapper.shared().readTree(json.replace('\'', '"')));
    }

    private static Traits gp(String... members) {
        return traits("gp", 1, members);
    }

    private static Traits trust(String... members) {
        return traits("trust", 2, members);
    }

    private static String number(String value) {
        return "'identifier':[{'system':'https://fhir.nhs.uk/Id/nhs-number','value':'" + value + "'}]";
    }

    private static String number(String value, String status) {
        return number(value).replace("'value'", "'extension':[{'url':"
                + "'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus',"
                + "'valueCodeableConcept':{'coding':[{'code':'" + status + "'}]}}],'value'");
    }

    /** Also that the order does not matter, and that the two would ever have been compared. */
    private static Judgement judge(Traits one, Traits other) {
        Judgement judgement = JUDGE.judge(one, other);
        assertThat(JUDGE.judge(other, one)).isEqualTo(judgement);
        if (judgement.verdict() != Verdict.APART) {
            assertThat(Collections.disjoint(BlockingKeys.of(one), BlockingKeys.of(other))).as("blocked").isFalse();
        }
        return judgement;
    }

    private static void assertJudged(Traits one, Traits other, Verdict verdict, String rule) {
        Judgement judgement = judge(one, other);
        assertThat(judgement.rule()).as(judgement.toString()).isEqualTo(rule);
        assertThat(judgement.verdict()).as(judgement.toString()).isEqualTo(verdict);
    }

    @Test
    void oneTrustedNumberAndBirthDateAreOnePersonWhateverElseIsMissing() {
        assertJudged(gp(number(NUMBER), BORN), trust(number(NUMBER, "02"), BORN), Verdict.LINK,
                "nhs-number-and-birth-date-4");
    }

    @Test
    void aMarriedWomanWithHerNumberIsLinked() {
        assertJudged(gp(number(NUMBER), BORN, ANN, HOME), trust(number(NUMBER), BORN, ANN.replace("Merridew", "Stone")),
                Verdict.LINK, "nhs-number-and-birth-date-4");
    }

    @ParameterizedTest
    @CsvSource({"1940-06-05", "1940-05-16", "1940-05"})
    void aSlipInTheBirthDateIsMadeUpForByTheNames(String date) {
        assertJudged(gp(number(NUMBER), BORN, ANN), trust(number(NUMBER), BORN.replace("1940-05-06", date), ANN),
                Verdict.LINK, "nhs-number-and-two-more-3");
    }

    @Test
    void aNumberThatWasNotVerifiedDoesNotLinkByItself() {
        assertJudged(gp(number(NUMBER), BORN), trust(number(NUMBER, "03"), BORN), Verdict.REVIEW, "weights-1");
    }

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
                trust(number(NUMBER), BORN, family.replace("NAME", "Julie")), Verdict.REVIEW, "weights-1");
        assertJudged(gp(number(NUMBER), BORN, family.replace("NAME", "Julia"), HOME),
                trust(number(NUMBER), BORN, family.replace("NAME", "Julie"), HOME), Verdict.LINK,
                "nhs-number-and-birth-date-4");
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
                Verdict.REVIEW, "multiple-birth-3");
    }

    @Test
    void ofTwinsSwappedNamesThatAreOnlyAlikeAreForReview() {
        assertJudged(gp(number(NUMBER), BORN, ANN, "'multipleBirthBoolean':true"),
                trust(number(NUMBER), BORN, "'name':[{'family':'Ann','given':['Meridew']}]"), Verdict.REVIEW,
                "multiple-birth-3");
    }

    @Test
    void aNewbornIsNotLinkedByTheNumberWhenTheHomeSpeaksAgainstIt() {
        String baby = "'name':[{'family':'Merridew','given':['Baby']}]";
        assertJudged(gp(number(NUMBER), BORN, ANN, HOME), trust(number(NUMBER), BORN, baby), Verdict.LINK,
                "nhs-number-and-birth-date-4");
        assertJudged(gp(number(NUMBER), BORN, ANN, HOME), trust(number(NUMBER), BORN, baby, HOME), Verdict.LINK,
                "nhs-number-and-birth-date-4");
        assertJudged(gp(number(NUMBER), BORN, ANN, HOME),
                trust(number(NUMBER), BORN, baby, "'address':[{'line':['3 Birch Street'],'postalCode':'TB9 9ZZ'}]"),
                Verdict.REVIEW, "weights-1");
        assertJudged(gp(number(NUMBER), BORN, ANN, HOME),
                trust(number(NUMBER), BORN, "'address':[{'line':['3 Birch Street'],'postalCode':'TB9 9ZZ'}]"),
                Verdict.LINK, "nhs-number-and-birth-date-4");
    }

    @Test
    void underOneNumberFamilyNameAndHomeAreAFamilysAndNotAPersons() {
        assertJudged(gp(number(NUMBER), ANN.replace("Ann", "Baby"), HOME), trust(number(NUMBER), ANN, HOME),
                Verdict.REVIEW, "weights-1");
        assertJudged(gp(number(NUMBER), BORN, ANN.replace("Ann", "Olivia"), HOME),
                trust(number(NUMBER), ANN.replace("Ann", "Olive"), HOME), Verdict.REVIEW, "weights-1");
        assertJudged(gp(number(NUMBER), BORN, ANN, HOME), trust(number(NUMBER), ANN, HOME), Verdict.LINK,
                "nhs-number-and-two-more-3");
    }

    @Test
    void twoPatientsOfOneSourceAreTwoUnlessTheyAreTheSameInAll() {
        Traits ann = gp(BORN, ANN, HOME, PHONE);
        String further = ANN.replace("'Ann'", "'Ann','Ruth'");
        assertJudged(ann, traits("gp-2", 1, BORN, further, HOME, PHONE), Verdict.REVIEW, "two-of-one-source-1");
        assertJudged(ann, trust(BORN, further, HOME, PHONE), Verdict.LINK, "names-birth-date-and-address-1");
        assertJudged(ann, traits("gp-2", 1, BORN, ANN, HOME, PHONE), Verdict.LINK,
                "names-birth-date-and-address-1");
        assertJudged(gp(number(NUMBER), BORN, ANN), traits("gp-2", 1, number(NUMBER), BORN, further), Verdict.LINK,
                "nhs-number-and-birth-date-4");
    }

    @Test
    void aDecadeBetweenTwoOfOneNameAtOneHomeIsAGeneration() {
        assertJudged(gp(BORN, ANN, HOME, PHONE), trust(BORN.replace("1940", "1950"), ANN, HOME, PHONE),
                Verdict.REVIEW, "parent-or-child-2");
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
                "nhs-number-and-birth-date-4");
        assertJudged(gp(number(NUMBER), BORN, ANN, HOME, "'multipleBirthBoolean':true"),
                trust(number(NUMBER), BORN, brother, HOME), Verdict.REVIEW, "multiple-birth-3");
    }

    @Test
    void underOneNumberFurtherNamesThatDifferNeedTheHome() {
        String ruth = ANN.replace("'Ann'", "'Ann','Ruth'");
        String may = ANN.replace("'Ann'", "'Ann','May'");
        assertJudged(gp(number(NUMBER), BORN, ruth), trust(number(NUMBER), BORN, may), Verdict.REVIEW, "weights-1");
        assertJudged(gp(number(NUMBER), BORN, ruth, HOME), trust(number(NUMBER), BORN, may, HOME), Verdict.LINK,
                "nhs-number-and-birth-date-4");
    }

    @Test
    void aNameThatIsOnlyAlikeIsAnothersWhenFurtherNamesDiffer() {
        String freda = ANN.replace("'Ann'", "'Freda','Grace'");
        assertJudged(gp(number(NUMBER), BORN, freda, HOME),
                trust(number(NUMBER), BORN, freda.replace("Freda", "Fread"), HOME), Verdict.LINK,
                "nhs-number-and-birth-date-4");
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
    void swappedNamesAreComparedInTheirPlaces() {
        assertJudged(gp(number(NUMBER), BORN, ANN.replace("Ann", "Rose")),
                trust(number(NUMBER), BORN, "'name':[{'family':'Rosie','given':['Merridew']}]"), Verdict.REVIEW,
                "weights-1");
    }

    @Test
    void withoutABirthDateUnderOneNumberAFamilyNameWithASlipNeedsTheHome() {
        String slip = ANN.replace("Merridew", "Meridew");
        String elsewhere = "'address':[{'line':['3 Birch Street'],'postalCode':'TB9 9ZZ'}]";
        assertJudged(gp(number(NUMBER), BORN, ANN, HOME), trust(number(NUMBER), slip, elsewhere), Verdict.REVIEW,
                "weights-1");
        assertJudged(gp(number(NUMBER), BORN, ANN, HOME), trust(number(NUMBER), slip, HOME), Verdict.LINK,
                "nhs-number-and-two-more-3");
    }

    @Test
    void aNewbornWhoIsCalledTwinIsNotLinkedByTheNumber() {
        assertJudged(gp(number(NUMBER), BORN, ANN), trust(number(NUMBER), BORN, ANN.replace("Ann", "Twin 1")),
                Verdict.REVIEW, "multiple-birth-3");
    }

    @Test
    void underOneNumberSlipsInBothNamesNeedTheHome() {
        String slips = ANN.replace("Merridew", "Meridew").replace("'Ann'", "'Aann'");
        assertJudged(gp(number(NUMBER), BORN, ANN), trust(number(NUMBER), BORN, slips), Verdict.REVIEW, "weights-1");
        assertJudged(gp(number(NUMBER), BORN, ANN, HOME), trust(number(NUMBER), BORN, slips, HOME), Verdict.LINK,
                "nhs-number-and-birth-date-4");
    }

    @Test
    void waysToWriteOneNameAreOneNameButNotOfTwinsWhoMayShareIt() {
        assertJudged(gp(number(NUMBER), BORN, ANN), trust(number(NUMBER), BORN, ANN.replace("Ann", "Anne")),
                Verdict.LINK, "nhs-number-and-birth-date-4");
        assertJudged(gp(number(NUMBER), BORN, ANN, "'multipleBirthBoolean':true"),
                trust(number(NUMBER), BORN, ANN.replace("Ann", "Anne")), Verdict.REVIEW, "multiple-birth-3");
    }

    @ParameterizedTest
    @CsvSource({"9990000019,LINK", "9990000081,LINK", "999000018,LINK", "9990000099,REVIEW"})
    void aNumberWithASlipThatItsCheckDigitGivesAwayLinksWithNamesAndBirthDate(String mistyped, Verdict verdict) {
        assertJudged(gp(number(NUMBER), BORN, ANN), trust(number(mistyped), BORN, ANN), verdict,
                verdict == Verdict.LINK ? "mistyped-number-names-and-birth-date-1" : "unlike-nhs-numbers-1");
        assertThat(new Judge(Weights.shipped(), true)
                .judge(gp(number(NUMBER), BORN, ANN), trust(number(mistyped), BORN, ANN))
                .verdict()).isEqualTo(Verdict.REVIEW);
    }

    @Test
    void aNumberOfAFalseCheckDigitThatNoSlipMakesTheOthersForbidsALinkByNamesAndHome() {
        assertJudged(gp(number(NUMBER), BORN, ANN, HOME, PHONE), trust(number("9990123463"), BORN, ANN, HOME, PHONE),
                Verdict.REVIEW, "unlike-nhs-numbers-1");
        assertJudged(gp(BORN, ANN, HOME, PHONE), trust(number("9990123463"), BORN, ANN, HOME, PHONE), Verdict.LINK,
                "names-birth-date-and-address-1");
    }

    @Test
    void aSlipInGivenNameAndBirthDateIsStillComparedAtHome() {
        assertThat(Collections.disjoint(
                BlockingKeys.of(gp(ANN.replace("Ann", "Daniel"), BORN, HOME)),
                BlockingKeys.of(trust(ANN.replace("Ann", "Adniel"), BORN.replace("05-06", "05-26"), HOME)))).isFalse();
    }

    @Test
    void twoSlipsAreMadeUpForByPostcodeAddressAndTelephoneTogether() {
        String slips = ANN.replace("Merridew", "Meridew");
        assertJudged(gp(BORN, ANN, HOME, PHONE), trust(BORN.replace("05-06", "05-08"), slips, HOME, PHONE),
                Verdict.LINK, "names-birth-date-address-and-telephone-but-two-slips-1");
        assertJudged(gp(BORN, ANN, HOME), trust(BORN.replace("05-06", "05-08"), slips, HOME), Verdict.REVIEW,
                "weights-1");
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
                "parent-or-child-2");
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
    void withoutANumberNamesBirthDateAndAddressLink() {
        assertJudged(gp(number(NUMBER), BORN, ANN, HOME), trust(BORN, ANN, HOME), Verdict.LINK,
                "names-birth-date-and-address-1");
    }

    @ParameterizedTest
    @CsvSource({"Elizabeth,Liz", "William,Bill", "Mohammed,Muhammad"})
    void aNicknameIsTheSameName(String full, String shorter) {
        String name = "'name':[{'family':'Merridew','given':['NAME']}]";
        assertJudged(gp(BORN, name.replace("NAME", full), HOME), trust(BORN, name.replace("NAME", shorter), HOME),
                Verdict.LINK, "names-birth-date-and-address-1");
    }

    @Test
    void familyAndGivenNameInEachOthersPlaceAreTheSame() {
        assertJudged(gp(BORN, "'name':[{'family':'Merridew','given':['Ann']}]", HOME),
                trust(BORN, "'name':[{'family':'ANN','given':['MERRIDEW']}]", HOME), Verdict.LINK,
                "names-birth-date-and-address-1");
    }

    @Test
    void namesakesOfOneBirthDateNextDoorAreForReview() {
        assertJudged(gp(BORN, ANN, HOME), trust(BORN, ANN, HOME.replace("12 Mill", "14 Mill")), Verdict.REVIEW,
                "weights-1");
    }

    @Test
    void oneSlipIsMadeUpForByTheHomeButNotWhenItMakesAnotherKnownName() {
        String family = "'gender':'female','name':[{'family':'Merridew','given':['NAME']}]";
        assertJudged(gp(BORN, family.replace("NAME", "Patricia"), HOME, PHONE),
                trust(BORN, family.replace("NAME", "Patrcia"), HOME, PHONE), Verdict.LINK,
                "names-birth-date-and-address-but-a-slip-in-the-given-name-1");
        assertJudged(gp(BORN, family.replace("NAME", "Ruby"), HOME, PHONE),
                trust(BORN, family.replace("NAME", "Rudy"), HOME, PHONE), Verdict.REVIEW, "twin-1");
        assertJudged(gp(BORN, family.replace("Merridew", "Meridew").replace("NAME", "Patricia"), HOME, PHONE),
                trust(BORN, family.replace("NAME", "Patricia"), HOME, PHONE), Verdict.LINK,
                "names-birth-date-and-address-but-one-slip-1");
    }

    @ParameterizedTest
    @CsvSource({"1940-05-06,1939-05-06,ONE_DIGIT", "1940-05-06,1940-06-05,SWAPPED", "1940-05-06,1940-05-16,ONE_DIGIT",
            "1940-05-09,1940-05-10,ONE_DIGIT", "1940-05-06,1941-06-06,DIFFERENT", "1940-05,1940-05-06,PARTIAL",
            "1940,1941-05-06,DIFFERENT"})
    void birthDatesAreComparedWithTheSlipsThatPeopleMake(String one, String other, Level level) {
        assertThat(judge(gp(BORN.replace("1940-05-06", one)), trust(BORN.replace("1940-05-06", other))).evidence()
                .levels()).containsEntry(Field.BIRTH_DATE, level);
    }

    @ParameterizedTest
    @CsvSource({"James,Jarnes,ALIKE", "Deborah,Deb0rah,ALIKE", "Ava,Avs,ALIKE", "John,Joan,DIFFERENT",
            "Elizabeth,Liz,NICKNAME", "Ella,Ellie,VARIANT", "Ann Marie,Annmarie,SAME", "Peter,P,INITIAL",
            "James Peter,Peter,MIDDLE", "James Peter,Peter James,NICKNAME", "Jon,John,NICKNAME"})
    void givenNamesAreComparedWithWhatTheyAreShortForAndHowTheyAreMistyped(String one, String other, Level level) {
        String name = "'name':[{'family':'Merridew','given':['NAME']}]";
        assertThat(judge(gp(BORN, name.replace("NAME", one)), trust(BORN, name.replace("NAME", other))).evidence()
                .levels()).containsEntry(Field.GIVEN, level);
    }

    @Test
    void namesAndBirthDateAloneAreForReview() {
        assertJudged(gp(number(NUMBER), BORN, ANN, HOME), trust(BORN, ANN), Verdict.REVIEW, "weights-1");
    }

    @Test
    void whoMovedWithoutANumberIsForReview() {
        assertThat(judge(gp(number(NUMBER), BORN, ANN, HOME),
                trust(BORN, ANN, HOME.replace("12 Mill Lane", "3 The Close").replace("TB1 2CD", "TB9 9ZZ"))).verdict())
                .isEqualTo(Verdict.REVIEW);
    }

    @Test
    void peopleOfOneHomeWithOtherNamesAndBirthDatesAreApart() {
        assertThat(judge(gp(BORN, ANN, HOME, PHONE),
                trust("'birthDate':'1938-01-02'", "'name':[{'family':'Merridew','given':['Tom']}]", HOME, PHONE))
                .verdict()).isEqualTo(Verdict.APART);
    }

    @Test
    void aSourcesOwnMergeLinksItsPatientsAndNobodyElses() {
        Traits retired = traits("old", 2, number(OTHER_NUMBER),
                "'link':[{'type':'replaced-by','other':{'reference':'Patient/new'}}]");
        assertJudged(retired, traits("new", 2, number(NUMBER), BORN), Verdict.LINK, Judge.SOURCE_MERGE);
        assertThat(judge(retired, traits("new", 3, number(NUMBER), BORN)).verdict()).isEqualTo(Verdict.APART);
    }

    @Test
    void placeholdersSayNothing() {
        Traits traits = gp("'name':[{'family':'Unknown','given':['Baby','Girl']}],'birthDate':'1900-01-01',"
                + "'address':[{'postalCode':'ZZ99 3VZ'}],'telecom':[{'value':'0000 000000'}],'gender':'unknown'");
        assertThat(traits.names()).isEmpty();
        assertThat(traits.birthDate()).isEmpty();
        assertThat(traits.postcodes()).isEmpty();
        assertThat(traits.phones()).isEmpty();
        assertThat(traits.sex()).isEmpty();
    }

    @Test
    void aFrequentNameProvesLessThanARareOne() {
        String smith = "'name':[{'family':'Smith','given':['Ann']}]";
        String rare = "'name':[{'family':'Quennell','given':['Ann']}]";
        assertThat(judge(gp(BORN, rare), trust(BORN, rare)).score())
                .isGreaterThan(judge(gp(BORN, smith), trust(BORN, smith)).score() + 2);
    }

    @Test
    void traitsAndWeightsAreReadAsTheyWereWritten() {
        Traits traits = gp(number(NUMBER, "01"), BORN, ANN, HOME, PHONE);
        JsonMapper json = JsonMapper.shared();
        assertThat(json.readValue(json.writeValueAsString(traits), Traits.class)).isEqualTo(traits);
        assertThat(Weights.parse(Weights.shipped().json())).isEqualTo(Weights.shipped());
        Evidence evidence = judge(traits, trust(BORN, ANN)).evidence();
        assertThat(Evidence.parse(evidence.text())).isEqualTo(evidence);
    }

    @Test
    void namesThatShareNothingAreNotMissingNames() {
        assertJudged(gp(number(NUMBER), "'name':[{'family':'Merridew','given':['Ann']}]", BORN),
                trust(number(NUMBER), "'name':[{'family':'Oxtoby','given':['Rupert']}]", BORN), Verdict.REVIEW,
                "twin-1");
    }

    @Test
    void theFirstOfJanuaryStandsForADayThatNobodyKnows() {
        assertJudged(gp(number(NUMBER), ANN, BORN), trust(number(NUMBER), ANN, "'birthDate':'1940-01-01'"),
                Verdict.LINK,
                "nhs-number-and-two-more-3");
        assertJudged(gp(number(NUMBER), ANN, BORN),
                trust(number(NUMBER), ANN.replace("Merridew", "Meridew").replace("'Ann'", "'Aann'"),
                        "'birthDate':'1960-05-06'"),
                Verdict.REVIEW, "parent-or-child-2");
    }

    @Test
    void underOneNumberAWrongDigitOfTheDecadeMakesNoGeneration() {
        assertJudged(gp(number(NUMBER), ANN, BORN), trust(number(NUMBER), ANN, "'birthDate':'1960-05-06'"),
                Verdict.LINK,
                "nhs-number-and-two-more-3");
    }

    @Test
    void furtherNamesThatDifferAreNotMadeUpForByAddressAndBirthDate() {
        Judgement judgement = judge(gp("'name':[{'family':'Merridew','given':['Noor','Amina']}]", BORN, HOME, PHONE),
                trust("'name':[{'family':'Merridew','given':['Noor','Hiba']}]", BORN, HOME, PHONE));
        assertThat(judgement.verdict()).isEqualTo(Verdict.REVIEW);
    }

    @Test
    void neighboursOfOnePostcodeAreNotAtOnePlace() {
        Judgement judgement = judge(gp(ANN, BORN, HOME),
                trust(ANN, BORN, "'address':[{'line':['18 Mill Lane'],'postalCode':'TB1 2CD'}]"));
        assertThat(judgement.verdict()).isEqualTo(Verdict.REVIEW);
    }

    @Test
    void aNumberThatIsNotTracedLinksWithBothNamesAndTheWholeBirthDate() {
        assertJudged(gp(number(NUMBER), ANN, BORN), trust(number(NUMBER, "03"), ANN, BORN), Verdict.LINK,
                "untraced-number-names-and-birth-date-1");
    }
}
