package org.tributary.hub.ops.synth;

/**
 * Hands out NHS numbers of the range 999 000 0000 to 999 999 9999, which no real person has, each once and in no
 * telling order.
 */
public final class NhsNumbers {
    /** So many can be handed out: of eleven runs of nine digits one has no check digit. */
    public static final int MOST = 900_000;

    private static final int RANGE = 1_000_000;
    private static final int STRIDE = 618_033; // shares no factor with the range, so the walk visits every number

    private int next;

    public NhsNumbers(Draws draws) {
        this.next = draws.below(RANGE);
    }

    public String next() {
        while (true) {
            next = (next + STRIDE) % RANGE;
            int nine = 999_000_000 + next;
            int check = checkDigit(nine);
            if (check < 10) {
                return Integer.toString(nine) + check;
            }
        }
    }

    /** Whether the last digit is the modulus-11 check of the first nine. */
    public static boolean isValid(String number) {
        return checkDigit(Integer.parseInt(number.substring(0, 9))) == number.charAt(9) - '0';
    }

    /** The number with a check digit that is certainly wrong, since only one is right. */
    public static String withWrongCheckDigit(String number) {
        int wrong = (number.charAt(9) - '0' + 1) % 10;
        return number.substring(0, 9) + wrong;
    }

    /** The check digit of nine digits; 10 when there is none. */
    private static int checkDigit(int nine) {
        int sum = 0;
        int rest = nine;
        for (int weight = 2; weight <= 10; weight++) {
            sum += rest % 10 * weight;
            rest /= 10;
        }
        return (11 - sum % 11) % 11;
    }
}
