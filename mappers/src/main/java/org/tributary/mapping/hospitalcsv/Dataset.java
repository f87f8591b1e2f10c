package org.tributary.mapping.hospitalcsv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tributary.mapping.hospitalcsv.HospitalColumn.Content;

/**
 * The data sets, each with the column that is the key of its rows. The constants' names are stored in contributions.
 */
enum Dataset {
    ADMITTED_CARE("EPIKEY", admittedCare(), 20, 24),
    OUTPATIENTS("ATTENDKEY", outpatients(), 12, 24),
    EMERGENCY("AEKEY", emergency(), 12, 0);

    static final String PERSON_ID = "PSEUDO_HESID";

    private static final List<HospitalColumn> PERSON = List.of(
            HospitalColumn.of(Content.TEXT, PERSON_ID, "ENCRYPTED_HESID", "EXTRACT_HESID", "TOKEN_PERSON_ID",
                    "LOPATID"),
            HospitalColumn.of(Content.NHS_NUMBER, "NEWNHSNO", "NHSNO", "NHS_NUMBER"),
            HospitalColumn.of(Content.BIRTH, "DOB", "MYDOB"),
            HospitalColumn.of(Content.TEXT, "SEX"),
            HospitalColumn.of(Content.TEXT, "ETHNOS"),
            HospitalColumn.of(Content.TEXT, "HOMEADD", "POSTCODE"),
            HospitalColumn.of(Content.TEXT, "GPPRAC"));

    /** What statisticians derive from other columns, which are carried or are of no use for care. */
    private static final Pattern DERIVED = Pattern
            .compile("(DIAG|OPERTN)_3_\\d+|.*_CONCAT|(DIAG|OPERTN)_COUNT|.*_CALC|.*_HIS|.*_ONS|.*_ORIGIN"
                    + "|FYEAR|PARTYEAR|CAUSE_3|EPIDUR|SPELDUR|SPELBGIN|SPELEND|F[CAD]E|FAE_EMERGENCY|STARTAGE|ENDAGE"
                    + "|ACTIVAGE|APPTAGE|ARRIVALAGE|ELECDUR|NEODUR|RANK_ORDER|.*(TREAT|TREATMENT|RESIDENCE|GP_PRACTICE)"
                    + "|(LSOA|MSOA)\\d+|RES(CTY|GOR|LADST|PCT|STHA)|PCON|STHATRET|PROVDIST.*|SITEDIST.*|SUSHRG|HRG.*"
                    + "|ALC.*|AT_.*|CCG_.*|NER_.*|CR_.*|PURCODE|SUSRECID");

    private final String key;
    private final List<HospitalColumn> columns;

    Dataset(String key, List<HospitalColumn> own, int diagnoses, int operations) {
        this.key = key;
        List<HospitalColumn> all = new ArrayList<>(own);
        all.addAll(pathway());
        all.addAll(numbered(Content.DIAGNOSIS, diagnoses, List.of("DIAG_4_", "DIAG_")));
        all.addAll(numbered(Content.OPERATION, operations, List.of("OPERTN_4_", "OPERTN_")));
        all.addAll(numbered(Content.DATE, operations, List.of("OPDATE_")));
        this.columns = List.copyOf(all);
    }

    /** The data set whose key stands in a header; episodes may name the emergency attendance they came from. */
    static Optional<Dataset> find(Collection<String> headings) {
        return Arrays.stream(values()).filter(dataset -> headings.contains(dataset.key)).findFirst();
    }

    /** How a heading is compared. */
    static String heading(String text) {
        return text.strip().toUpperCase(Locale.ROOT);
    }

    static boolean isDerived(String heading) {
        return DERIVED.matcher(heading).matches();
    }

    String key() {
        return key;
    }

    Stream<HospitalColumn> columns() {
        return Stream.concat(PERSON.stream(), columns.stream());
    }

    static boolean ofPerson(HospitalColumn column) {
        return PERSON.contains(column);
    }

    private static List<HospitalColumn> admittedCare() {
        return Stream.concat(
                texts("EPIKEY", "EPIORDER", "EPISTAT", "EPITYPE", "ADMIMETH", "ADMISORC", "CLASSPAT", "DISMETH",
                        "DISDEST", "INTMANIG", "MAINSPEF", "TRETSPEF", "PROCODE5", "PROCODE3", "PROCODET", "SITETRET",
                        "AEKEY"),
                Stream.of(HospitalColumn.of(Content.TEXT, "PROVSPNOPS", "PROVSPNO", "SUSSPELLID"),
                        HospitalColumn.of(Content.DATE, "ADMIDATE"), HospitalColumn.of(Content.DATE, "EPISTART"),
                        HospitalColumn.of(Content.DATE, "EPIEND"), HospitalColumn.of(Content.DATE, "DISDATE"),
                        HospitalColumn.of(Content.DATE, "ELECDATE")))
                .toList();
    }

    private static List<HospitalColumn> outpatients() {
        return Stream.concat(
                texts("ATTENDKEY", "ATTENDED", "FIRSTATT", "OUTCOME", "MAINSPEF", "TRETSPEF", "PROCODE5", "PROCODE3",
                        "PROCODET", "SITETRET"),
                Stream.of(HospitalColumn.of(Content.DATE, "APPTDATE"), HospitalColumn.of(Content.TIME, "APPTTIME")))
                .toList();
    }

    private static List<HospitalColumn> emergency() {
        return Stream.concat(
                texts("AEKEY", "AEATTENDDISP", "AEARRIVALMODE", "AEDEPTTYPE", "PROCODE5", "PROCODE3", "PROCODET",
                        "SITETRET"),
                Stream.of(HospitalColumn.of(Content.DATE, "ARRIVALDATE"),
                        HospitalColumn.of(Content.TIME, "ARRIVALTIME"), HospitalColumn.of(Content.DATE, "DEPDATE"),
                        HospitalColumn.of(Content.TIME, "DEPTIME")))
                .toList();
    }

    /** The patient pathway and its referral to treatment period, which may stand in rows of all data sets. */
    private static List<HospitalColumn> pathway() {
        return Stream.concat(texts("PATPATHID", "ORGPPPID", "RTTPERSTAT"),
                Stream.of(HospitalColumn.of(Content.DATE, "RTTPERSTART"),
                        HospitalColumn.of(Content.DATE, "RTTPEREND")))
                .toList();
    }

    private static Stream<HospitalColumn> texts(String... headings) {
        return Arrays.stream(headings).map(heading -> HospitalColumn.of(Content.TEXT, heading));
    }

    private static List<HospitalColumn> numbered(Content content, int count, List<String> stems) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> HospitalColumn.of(content,
                        stems.stream().map(stem -> stem + number(number)).toArray(String[]::new)))
                .toList();
    }

    /** How a column's number is written in its heading. */
    static String number(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }
}
