package org.tributary.hub.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** How pages tell what a comparison came to. Weights are in bits: ten of them are about a thousand to one. */
final class ReviewWords {

    private static final double STRONG = 5;
    private static final double SLIGHT = 1;
    private static final double NOTHING = 0.05;
    private static final double MOST_BITS = 20;

    private ReviewWords() {
    }

    static String weight(double bits) {
        if (Math.abs(bits) < NOTHING) {
            return "neither way";
        }
        String side = bits > 0 ? "for one person" : "for two people";
        double size = Math.abs(bits);
        return size >= STRONG ? "strongly " + side : size >= SLIGHT ? side : "slightly " + side;
    }

    /** The whole of it, as odds. */
    static String summary(double bits) {
        double odds = Math.pow(2, Math.min(Math.abs(bits), MOST_BITS));
        if (odds < 2) {
            return "All in all the details above do not tell whether this is one person or two.";
        }
        String times = Math.abs(bits) > MOST_BITS ? "more than a million" : "about " + rounded(odds);
        return "All in all it is %s times as likely to see such details of %s.".formatted(times,
                bits > 0 ? "one person as of two" : "two people as of one");
    }

    /** To one figure: more would claim to know more. */
    private static String rounded(double odds) {
        double unit = Math.pow(10, Math.floor(Math.log10(odds)));
        return String.format(Locale.UK, "%,d", Math.round(Math.round(odds / unit) * unit));
    }

    static String age(Instant since, Instant now) {
        Duration age = Duration.between(since, now);
        if (age.toHours() < 1) {
            return "less than an hour";
        }
        return age.toDays() < 1 ? Words.many(age.toHours(), "hour") : Words.many(age.toDays(), "day");
    }

    /** What held the pair back, by its name without version: {@code one-nhs-number-two-birth-dates-1}. */
    static String why(String rule) {
        if (rule.startsWith("weights-")) {
            return "They are alike, but not enough to tell by themselves.";
        }
        return Words.code(rule.replaceFirst("-[0-9]+$", "")).replace("nhs", "NHS") + ".";
    }

    static String organisation(String odsCode, Map<String, String> organisations) {
        String name = organisations.get(odsCode);
        return name == null ? odsCode : name;
    }
}
