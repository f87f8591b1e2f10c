package org.tributary.hub.ops.synth;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Typing errors: each changes what it is given. */
final class Typing {
    private Typing() {
    }

    /** The record with two or three different fields mistyped. */
    static SourceRecord mistype(SourceRecord record, Draws draws) {
        List<Integer> fields = new ArrayList<>(List.of(0, 1, 2, 3));
        draws.shuffle(fields);
        SourceRecord wrong = record;
        for (int field : fields.subList(0, draws.between(2, 3))) {
            wrong = switch (field) {
                case 0 -> wrong.withNames(word(wrong.family(), draws), wrong.given());
                case 1 -> wrong.withNames(wrong.family(), word(wrong.given(), draws));
                case 2 -> wrong.withAddress(address(wrong, draws), wrong.earlierAddress());
                default -> wrong.withBirthDate(date(wrong.birthDate(), draws));
            };
        }
        return wrong;
    }

    private static String word(String word, Draws draws) {
        int at = draws.between(1, word.length() - 1);
        char here = word.charAt(at);
        return switch (draws.below(3)) {
            case 0 -> word.substring(0, at) + here + word.substring(at);
            case 1 -> word.length() > 3 ? word.substring(0, at) + word.substring(at + 1) : word + here;
            default -> at > 1 && word.charAt(at - 1) != here
                    ? word.substring(0, at - 1) + here + word.charAt(at - 1) + word.substring(at + 1)
                    : word.substring(0, at) + here + word.substring(at);
        };
    }

    /** The council's return holds nothing of an address but its postcode. */
    private static Address address(SourceRecord record, Draws draws) {
        Address right = record.address();
        return record.feed() == Feed.COUNCIL
                ? right.withPostcode(postcode(right.postcode()))
                : right.withLine(line(right.line(), draws));
    }

    /** The last two letters swapped, or one of them doubled as another. */
    private static String postcode(String postcode) {
        int end = postcode.length();
        char one = postcode.charAt(end - 2);
        char two = postcode.charAt(end - 1);
        return postcode.substring(0, end - 2) + (one == two ? "" + one + (one == 'A' ? 'B' : 'A') : "" + two + one);
    }

    /** The house number stays, or the address would be another one. */
    private static String line(String line, Draws draws) {
        int space = line.indexOf(' ');
        return line.substring(0, space + 1) + word(line.substring(space + 1), draws);
    }

    /** Always an earlier date, by at most ten years, so that nothing happens before birth. */
    static LocalDate date(LocalDate date, Draws draws) {
        LocalDate swapped = date.getDayOfMonth() < date.getMonthValue()
                ? LocalDate.of(date.getYear(), date.getDayOfMonth(), date.getMonthValue())
                : date;
        return switch (draws.below(3)) {
            case 0 -> swapped.isBefore(date) ? swapped : date.minusDays(10);
            case 1 -> date.minusYears(10);
            default -> date.minusYears(1);
        };
    }
}
