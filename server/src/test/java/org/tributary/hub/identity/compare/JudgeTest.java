package org.tributary.hub.identity.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tributary.hub.identity.compare.Records.ANN;
import static org.tributary.hub.identity.compare.Records.ANN_SMITH;
import static org.tributary.hub.identity.compare.Records.ANOTHER_HOME;
import static org.tributary.hub.identity.compare.Records.BORN;
import static org.tributary.hub.identity.compare.Records.HOME;
import static org.tributary.hub.identity.compare.Records.NUMBER;
import static org.tributary.hub.identity.compare.Records.OTHER_NUMBER;
import static org.tributary.hub.identity.compare.Records.PHONE;
import static org.tributary.hub.identity.compare.Records.assertJudged;
import static org.tributary.hub.identity.compare.Records.gp;
import static org.tributary.hub.identity.compare.Records.judge;
import static org.tributary.hub.identity.compare.Records.number;
import static org.tributary.hub.identity.compare.Records.traits;
import static org.tributary.hub.identity.compare.Records.trust;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What two records say of each other, by situation, where nothing forbids a link. */
class JudgeTest {

    @Test
    void oneTrustedNumberAndBirthDateAreOnePersonWhateverElseIsMissing() {
        assertJudged(gp(number(NUMBER), BORN), trust(number(NUMBER, "02"), BORN), Verdict.LINK,
                "nhs-number-and-birth-date-6");
    }

    @Test
    void aMarriedWomanWithHerNumberIsLinked() {
        assertJudged(gp(number(NUMBER), BORN, ANN, HOME), trust(number(NUMBER), BORN, ANN.replace("Merridew", "Stone")),
                Verdict.LINK, "nhs-number-and-birth-date-6");
    }

    @ParameterizedTest
    @CsvSource({"1940-06-05", "1940-05-16", "1940-05"})
    void aSlipInTheBirthDateIsMadeUpForByTheNames(String date) {
        assertJudged(gp(number(NUMBER), BORN, ANN), trust(number(NUMBER), BORN.replace("1940-05-06", date), ANN),
                Verdict.LINK, "nhs-number-and-two-more-5");
    }

    @Test
    void aNumberThatWasNotVerifiedDoesNotLinkByItself() {
        assertJudged(gp(number(NUMBER), BORN), trust(number(NUMBER, "03"), BORN), Verdict.REVIEW, "weights-2");
    }

    @Test
    void aNewbornIsNotLinkedByTheNumberWhenTheHomeSpeaksAgainstIt() {
        String baby = "'name':[{'family':'Merridew','given':['Baby']}]";
        assertJudged(gp(number(NUMBER), BORN, ANN, HOME), trust(number(NUMBER), BORN, baby), Verdict.LINK,
                "nhs-number-and-birth-date-6");
        assertJudged(gp(number(NUMBER), BORN, ANN, HOME), trust(number(NUMBER), BORN, baby, HOME), Verdict.LINK,
                "nhs-number-and-birth-date-6");
        assertJudged(gp(number(NUMBER), BORN, ANN, HOME),
                trust(number(NUMBER), BORN, baby, "'address':[{'line':['3 Birch Street'],'postalCode':'TB9 9ZZ'}]"),
                Verdict.REVIEW, "weights-2");
        assertJudged(gp(number(NUMBER), BORN, ANN, HOME),
                trust(number(NUMBER), BORN, "'address':[{'line':['3 Birch Street'],'postalCode':'TB9 9ZZ'}]"),
                Verdict.LINK, "nhs-number-and-birth-date-6");
    }

    @Test
    void underOneNumberFamilyNameAndHomeAreAFamilysAndNotAPersons() {
        assertJudged(gp(number(NUMBER), ANN.replace("Ann", "Baby"), HOME), trust(number(NUMBER), ANN, HOME),
                Verdict.REVIEW, "weights-2");
        assertJudged(gp(number(NUMBER), BORN, ANN.replace("Ann", "Olivia"), HOME),
                trust(number(NUMBER), ANN.replace("Ann", "Olive"), HOME), Verdict.REVIEW, "weights-2");
        assertJudged(gp(number(NUMBER), BORN, ANN, HOME), trust(number(NUMBER), ANN, HOME), Verdict.LINK,
                "nhs-number-and-two-more-5");
    }

    @Test
    void underOneNumberFurtherNamesThatDifferNeedTheHome() {
        String ruth = ANN.replace("'Ann'", "'Ann','Ruth'");
        String may = ANN.replace("'Ann'", "'Ann','May'");
        assertJudged(gp(number(NUMBER), BORN, ruth), trust(number(NUMBER), BORN, may), Verdict.REVIEW, "weights-2");
        assertJudged(gp(number(NUMBER), BORN, ruth, HOME), trust(number(NUMBER), BORN, may, HOME), Verdict.LINK,
                "nhs-number-and-birth-date-6");
    }

    @Test
    void swappedNamesAreComparedInTheirPlaces() {
        assertJudged(gp(number(NUMBER), BORN, ANN.replace("Ann", "Rose")),
                trust(number(NUMBER), BORN, "'name':[{'family':'Rosie','given':['Merridew']}]"), Verdict.REVIEW,
                "weights-2");
    }

    @Test
    void withoutABirthDateUnderOneNumberAFamilyNameWithASlipNeedsTheHome() {
        String slip = ANN.replace("Merridew", "Meridew");
        String elsewhere = "'address':[{'line':['3 Birch Street'],'postalCode':'TB9 9ZZ'}]";
        assertJudged(gp(number(NUMBER), BORN, ANN, HOME), trust(number(NUMBER), slip, elsewhere), Verdict.REVIEW,
                "weights-2");
        assertJudged(gp(number(NUMBER), BORN, ANN, HOME), trust(number(NUMBER), slip, HOME), Verdict.LINK,
                "nhs-number-and-two-more-5");
    }

    @Test
    void underOneNumberSlipsInBothNamesLinkAndAnotherFamilyNameBesideASlipNeedsTheHome() {
        String slip = ANN.replace("'Ann'", "'Aann'");
        String another = slip.replace("Merridew", "Stone");
        assertJudged(gp(number(NUMBER), BORN, ANN), trust(number(NUMBER), BORN, slip.replace("Merridew", "Meridew")),
                Verdict.LINK, "nhs-number-and-birth-date-6");
        assertJudged(gp(number(NUMBER), BORN, ANN), trust(number(NUMBER), BORN, another), Verdict.REVIEW, "weights-2");
        assertJudged(gp(number(NUMBER), BORN, ANN, HOME), trust(number(NUMBER), BORN, another, HOME), Verdict.LINK,
                "nhs-number-and-birth-date-6");
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
    void aSlipInGivenNameAndBirthDateIsStillComparedAtHome() {
        assertThat(Collections.disjoint(
                BlockingKeys.of(gp(ANN.replace("Ann", "Daniel"), BORN, HOME)),
                BlockingKeys.of(trust(ANN.replace("Ann", "Adniel"), BORN.replace("05-06", "05-26"), HOME)))).isFalse();
    }

    @Test
    void slipsInNamesAndBirthDateAreMadeUpForByAPlaceAndInWhatTellsASisterByTwo() {
        String patricia = ANN.replace("Ann", "Patricia");
        String slips = patricia.replace("Merridew", "Meridew").replace("Patricia", "Patrcia");
        String day = BORN.replace("05-06", "05-08");
        assertJudged(gp(BORN, patricia, PHONE), trust(BORN, slips, PHONE), Verdict.LINK,
                "names-birth-date-and-address-but-slips-1");
        assertJudged(gp(BORN, patricia, PHONE), trust(day, patricia.replace("Merridew", "Meridew"), PHONE),
                Verdict.LINK, "names-birth-date-and-address-but-slips-1");
        assertJudged(gp(BORN, patricia, PHONE), trust(day, slips, PHONE), Verdict.REVIEW, "weights-2");
        assertJudged(gp(BORN, patricia, HOME), trust(day, slips, HOME), Verdict.LINK,
                "names-birth-date-and-address-but-slips-1");
        assertJudged(gp(BORN, patricia, HOME), trust(BORN, slips, HOME.replace("12 Mill", "14 Mill")), Verdict.REVIEW,
                "weights-2");
        assertJudged(gp(BORN, patricia, HOME), trust(BORN, slips), Verdict.REVIEW, "weights-2");
        assertJudged(gp(BORN, patricia, HOME), trust(BORN, slips.replace(",'gender':'female'", ""), HOME),
                Verdict.REVIEW, "weights-2");
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
        assertJudged(gp(BORN, ANN_SMITH, HOME), trust(BORN, ANN_SMITH, HOME.replace("12 Mill", "14 Mill")),
                Verdict.REVIEW, "weights-2");
    }

    @Test
    void oneSlipIsMadeUpForByTheHomeButNotWhenItMakesAnotherKnownName() {
        String family = "'gender':'female','name':[{'family':'Merridew','given':['NAME']}]";
        assertJudged(gp(BORN, family.replace("NAME", "Patricia"), HOME, PHONE),
                trust(BORN, family.replace("NAME", "Patrcia"), HOME, PHONE), Verdict.LINK,
                "names-birth-date-and-address-but-slips-1");
        assertJudged(gp(BORN, family.replace("NAME", "Ruby"), HOME, PHONE),
                trust(BORN, family.replace("NAME", "Rudy"), HOME, PHONE), Verdict.REVIEW, "twin-1");
        assertJudged(gp(BORN, family.replace("Merridew", "Meridew").replace("NAME", "Patricia"), HOME, PHONE),
                trust(BORN, family.replace("NAME", "Patricia"), HOME, PHONE), Verdict.LINK,
                "names-birth-date-and-address-but-slips-1");
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
            "James Peter,Peter,MIDDLE", "James Peter,Peter James,NICKNAME", "Jon,John,NICKNAME",
            "Benjamin,Bem,ALIKE", "Theodore,Tgeo,ALIKE", "Cionor Liam,Comor Liam,ALIKE", "Cionor,Comor,DIFFERENT",
            "Jayden Liam,Hayden Liam,DIFFERENT"})
    void givenNamesAreComparedWithWhatTheyAreShortForAndHowTheyAreMistyped(String one, String other, Level level) {
        String name = "'name':[{'family':'Merridew','given':['NAME']}]";
        assertThat(judge(gp(BORN, name.replace("NAME", one)), trust(BORN, name.replace("NAME", other))).evidence()
                .levels()).containsEntry(Field.GIVEN, level);
    }

    @Test
    void namesAndBirthDateAloneAreForReviewWhereManyBearTheName() {
        for (String family : List.of("Smith", "O\u2019Reilly", "Hussain", "Silva Santos", "Quennell-Patel")) {
            String ann = ANN.replace("Merridew", family);
            assertJudged(gp(number(NUMBER), BORN, ann, HOME), trust(BORN, ann), Verdict.REVIEW, "weights-2");
        }
    }

    @Test
    void aRareNameAndTheWholeBirthDateLinkWhoMovedOrTellsNoHome() {
        assertJudged(gp(number(NUMBER), BORN, ANN, HOME), trust(BORN, ANN), Verdict.LINK,
                "rare-names-and-birth-date-1");
        assertJudged(gp(number(NUMBER), BORN, ANN, HOME), trust(BORN, ANN, ANOTHER_HOME), Verdict.LINK,
                "rare-names-and-birth-date-1");
    }

    @Test
    void whatTheWeightsLinkIsStrongerThanARareName() {
        Judgement names = judge(gp(number(NUMBER), BORN, ANN), trust(BORN, ANN));
        Judgement weights = judge(gp(number(NUMBER), BORN, ANN, HOME, PHONE),
                trust(BORN, ANN.replace("Merridew", "Stone"), HOME, PHONE));
        assertThat(weights.rule()).isEqualTo("weights-2");
        assertThat(weights.verdict()).isEqualTo(Verdict.LINK);
        assertThat(names.strength()).isGreaterThan(weights.strength());
    }

    @Test
    void aRareNameDoesNotMakeUpForWhatElseIsInDoubt() {
        Traits gp = gp(number(NUMBER), BORN, ANN, HOME);
        List<Traits> others = List.of(trust(BORN, ANN.replace("Merridew", "Meridew")),
                trust(BORN, ANN.replace("'Ann'", "'Anne'")), trust(BORN.replace("05-06", "05-08"), ANN),
                trust(BORN, ANN.replace("female", "male")), trust(BORN, ANN.replace(",'gender':'female'", "")),
                trust(BORN, ANN, "'multipleBirthBoolean':true"), traits("gp-2", 1, BORN, ANN));
        for (Traits other : others) {
            assertThat(judge(gp, other).verdict()).as(other.toString()).isEqualTo(Verdict.REVIEW);
        }
        String january = "'birthDate':'1940-01-01'";
        assertThat(judge(gp(number(NUMBER), january, ANN, HOME), trust(january, ANN)).verdict())
                .isEqualTo(Verdict.REVIEW);
    }

    @Test
    void aNameThatTheHubsOwnWeightsKnowAsFrequentIsNotRare() {
        Weights shipped = Weights.shipped();
        Judge trained = new Judge(new Weights("weights-own", shipped.link(), shipped.review(), shipped.odds(),
                Map.of("MERRIDEW", 0.001), shipped.otherFamily(), shipped.givens(), shipped.otherGiven()));
        assertThat(trained.judge(gp(number(NUMBER), BORN, ANN, HOME), trust(BORN, ANN)).verdict())
                .isEqualTo(Verdict.REVIEW);
    }

    @Test
    void aFurtherNameInCommonMakesUpForASlipUnderAnotherFamilyNameUnlessCustomGaveIt() {
        String slips = ANN.replace("Merridew", "Stone").replace("'Ann'", "'Patrcia','FURTHER'");
        String right = ANN.replace("'Ann'", "'Patricia','FURTHER'");
        assertJudged(gp(number(NUMBER), BORN, right.replace("FURTHER", "Grace"), HOME),
                trust(number(NUMBER), BORN, slips.replace("FURTHER", "Grace"), ANOTHER_HOME), Verdict.LINK,
                "nhs-number-and-birth-date-6");
        assertJudged(gp(number(NUMBER), BORN, right.replace("FURTHER", "Kaur"), HOME),
                trust(number(NUMBER), BORN, slips.replace("FURTHER", "Kaur"), ANOTHER_HOME), Verdict.REVIEW,
                "weights-2");
    }

    @ParameterizedTest
    @CsvSource({"Ann Grace,Ann Grace,SAME", "Ann Grace Ruth,Ann Ruth,SAME", "Grace Ann,Ann Grace,", "Ann Grace,Ann,",
            "Jaspreet Kaur,Jaspreet Kaur,", "Wei Zhi,Wei Zhi,"})
    void aFurtherNameIsToldWhereItIsInCommonAndKnownToTellPeopleApart(String one, String other,
            @Nullable Level level) {
        String name = "'name':[{'family':'Merridew','given':['NAME']}]";
        assertThat(judge(gp(BORN, name.replace("NAME", one)), trust(BORN, name.replace("NAME", other))).evidence()
                .levels()
                .get(Field.FURTHER)).isEqualTo(level);
    }

    @Test
    void whoMovedWithoutANumberIsForReviewUnlessTheNameIsRare() {
        assertThat(judge(gp(number(NUMBER), BORN, ANN, HOME),
                trust(BORN, ANN.replace("'Ann'", "'Annie'"), ANOTHER_HOME)).verdict()).isEqualTo(Verdict.REVIEW);
        assertThat(judge(gp(number(NUMBER), BORN, ANN_SMITH, HOME), trust(BORN, ANN_SMITH, ANOTHER_HOME)).verdict())
                .isEqualTo(Verdict.REVIEW);
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
    void theFirstOfJanuaryStandsForADayThatNobodyKnows() {
        assertJudged(gp(number(NUMBER), ANN, BORN), trust(number(NUMBER), ANN, "'birthDate':'1940-01-01'"),
                Verdict.LINK,
                "nhs-number-and-two-more-5");
    }

    @Test
    void furtherNamesThatDifferAreNotMadeUpForByAddressAndBirthDate() {
        Judgement judgement = judge(gp("'name':[{'family':'Merridew','given':['Noor','Amina']}]", BORN, HOME, PHONE),
                trust("'name':[{'family':'Merridew','given':['Noor','Hiba']}]", BORN, HOME, PHONE));
        assertThat(judgement.verdict()).isEqualTo(Verdict.REVIEW);
    }

    @Test
    void neighboursOfOnePostcodeAreNotAtOnePlace() {
        Judgement judgement = judge(gp(ANN_SMITH, BORN, HOME),
                trust(ANN_SMITH, BORN, "'address':[{'line':['18 Mill Lane'],'postalCode':'TB1 2CD'}]"));
        assertThat(judgement.verdict()).isEqualTo(Verdict.REVIEW);
    }

    @Test
    void aNumberThatIsNotTracedLinksWithBothNamesAndTheWholeBirthDate() {
        assertJudged(gp(number(NUMBER), ANN, BORN), trust(number(NUMBER, "03"), ANN, BORN), Verdict.LINK,
                "untraced-number-names-and-birth-date-1");
    }
}
