package org.tributary.mapping.socialcare;

import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers as returns write them, bounded so that nothing downstream meets an absurd one. */
final class ReturnNumber {

    private static final Pattern AMOUNT = Pattern.compile("\\d{1,9}(\\.\\d{1,6})?");
    private static final Pattern THOUSANDS = Pattern.compile("\\d{1,3}(,\\d{3})+(\\.\\d{1,6})?");
    private static final Pattern COUNT = Pattern.compile("\\d{1,4}");

    private ReturnNumber() {
    }

    /** A decimal of pounds or units, not negative; a pound sign and thousands' commas are taken off. */
    static Optional<String> parseAmount(String text) {
        String plain = text.startsWith("£") ? text.substring(1).strip() : text;
        if (THOUSANDS.matcher(plain).matches()) {
            plain = plain.replace(",", "");
        }
        return AMOUNT.matcher(plain).matches() ? Optional.of(plain) : Optional.empty();
    }

    /** A whole number of people. */
    static Optional<String> parseCount(String text) {
        return COUNT.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }
}
