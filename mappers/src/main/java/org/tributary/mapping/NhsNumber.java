package org.tributary.mapping;

import java.util.Optional;

/**
 * A valid NHS number: ten digits of which the last is the modulus-11 check digit of the first nine (NHS Data
 * Dictionary, NHS NUMBER: weights 10 to 2; a check of 11 is 0, a check of 10 is invalid).
 */
public record NhsNumber(String value) {

    public NhsNumber {
        if (!isValid(value)) {
            throw new IllegalArgumentException("Not a valid NHS number");
        }
    }

    /** The number that a text holds, spaces and hyphens apart; empty when it is not a valid one. */
    public static Optional<NhsNumber> parse(String text) {
        String digits = text.replace(" ", "").replace("-", "");
        return isValid(digits) ? Optional.of(new NhsNumber(digits)) : Optional.empty();
    }

    /** Whether the number is of the range 999 000 0000 to 999 999 9999, which is never issued to a person. */
    public boolean isTestNumber() {
        return value.startsWith("999");
    }

    private static boolean isValid(String digits) {
        if (digits.length() != 10) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 10; i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            sum += digit * (i == 9 ? 1 : 10 - i);
        }
        // With the check digit added at weight 1 a valid number sums to a multiple of 11; a check of 10 cannot occur,
        // since one digit cannot make it up.
        return sum % 11 == 0;
    }
}
