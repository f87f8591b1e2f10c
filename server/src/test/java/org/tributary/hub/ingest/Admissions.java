package org.tributary.hub.ingest;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** HL7 v2 messages of a trust's invented patients, numbered. */
public final class Admissions {

    /** MSH-3 and MSH-4 of all of them. */
    public static final String SENDER = "PAS^RZ8";

    private Admissions() {
    }

    /** An admission of the patient and visit of a number. */
    public static String admission(String control, int number) {
        return message("ADT^A01^ADT_A01", control, number, "");
    }

    /**
     * A message of one visit.
     *
     * @param tail
     *            what follows the country code in MSH, e.g. nothing
     */
    public static String message(String type, String control, int number, String acknowledgements) {
        String time = "2026030111%02d%02d".formatted(number / 60 % 60, number % 60);
        String asked = acknowledgements.isEmpty() ? "|" : acknowledgements;
        return String.join("\r", List.of(
                "MSH|^~\\&|PAS|RZ8|ROUTE|ROUTE|" + time + "||" + type + "|" + control + "|P|2.4|||" + asked
                        + "|GBR|UNICODE UTF-8|EN||iTKv1.0",
                "EVN||" + time,
                "PID|1||L" + number + "^^^RZ8^MR||TESTER^NUMBER" + number + "||" + birthDate(number) + "|1",
                "PV1|1|I|W1^B^1^RZ8||||||||||||||||V" + number + "|||||||||||||||||||||||||" + time, ""));
    }

    /** Thousands of one name who are born on one day are nobody's patients. */
    public static String birthDate(int number) {
        return LocalDate.of(1950, 1, 1).plusDays(number * 37L % 25_000).format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    public static byte[] bytes(String message) {
        return message.getBytes(StandardCharsets.UTF_8);
    }
}
