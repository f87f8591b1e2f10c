package org.tributary.hub.ops.synth.pairs;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.tributary.hub.ops.synth.Draws;

/** Slips of the hand, the eye and the ear. Each changes what it is given, where that is possible at all. */
final class Slips {
    private static final List<String> KEYS = List.of("qwertyuiop", "asdfghjkl", "zxcvbnm");
    private static final List<String[]> MISREAD = pairs(
            "rn m,m rn,cl d,d cl,l 1,i l,O 0,o 0,S 5,B 8,e c,h b,u n,n u,v y,w vv,f t,g q,I l,Z 2,1 7,5 6,8 3,0 O");
    private static final List<String[]> MISHEARD = pairs(
            "ph f,ck k,ee ea,ea ee,ie y,y i,gh g,th t,ll l,tt t,nn n,rr r,er ar,or er,ai ay,ei ie,wr r,kn n,oo u,ou ow,au or,"
                    + "c k,k c,s z,z s,w v,v w,j g,x ks,qu kw,sh ch,ch sh,ia ea,a e,e i,i e,o u,u o");

    private Slips() {
    }

    private static List<String[]> pairs(String list) {
        return List.of(list.split(",")).stream().map(pair -> pair.split(" ")).toList();
    }

    /** A letter too many or too few, two in each other's place, or the key beside. The initial mostly stays. */
    static String typed(String word, Draws draws) {
        if (word.length() < 2) {
            return word + word;
        }
        int at = draws.percent(5) ? 0 : draws.between(1, word.length() - 1);
        char here = word.charAt(at);
        return switch (draws.below(4)) {
            case 0 -> word.substring(0, at) + beside(here, draws) + word.substring(at);
            case 1 -> word.length() > 3 ? word.substring(0, at) + word.substring(at + 1) : word + here;
            case 2 -> at > 0 && word.charAt(at - 1) != here
                    ? word.substring(0, at - 1) + here + word.charAt(at - 1) + word.substring(at + 1)
                    : word.substring(0, at) + here + word.substring(at);
            default -> word.substring(0, at) + beside(here, draws) + word.substring(at + 1);
        };
    }

    private static char beside(char key, Draws draws) {
        char small = Character.toLowerCase(key);
        for (String row : KEYS) {
            int at = row.indexOf(small);
            if (at >= 0) {
                int next = at == 0 || at < row.length() - 1 && draws.percent(50) ? at + 1 : at - 1;
                char found = row.charAt(next);
                return Character.isUpperCase(key) ? Character.toUpperCase(found) : found;
            }
        }
        return Character.isDigit(key) ? (char) ('0' + (key - '0' + 1) % 10) : 'n';
    }

    static String read(String word, Draws draws) {
        return replaced(word, MISREAD, draws);
    }

    static String heard(String name, Draws draws) {
        return replaced(name, MISHEARD, draws);
    }

    private static String replaced(String word, List<String[]> pairs, Draws draws) {
        List<String[]> fitting = pairs.stream().filter(pair -> word.contains(pair[0])).toList();
        if (fitting.isEmpty()) {
            return typed(word, draws);
        }
        String[] pair = draws.pick(fitting);
        int at = word.indexOf(pair[0]);
        String changed = word.substring(0, at) + pair[1] + word.substring(at + pair[0].length());
        return at == 0 ? changed.substring(0, 1).toUpperCase(Locale.ROOT) + changed.substring(1) : changed;
    }

    /** The street mistyped, or two characters of the postcode swapped. */
    static Place typed(Place place, Draws draws) {
        if (draws.percent(50)) {
            int space = place.line().lastIndexOf(' ');
            return place.withLine(
                    place.line().substring(0, space + 1) + typed(place.line().substring(space + 1), draws));
        }
        String code = place.postcode();
        int end = code.length();
        char one = code.charAt(end - 2);
        char two = code.charAt(end - 1);
        return place.withPostcode(code.substring(0, end - 2) + (one == two ? one + "A" : "" + two + one));
    }

    /** Another day that is no day to come: one digit is wrong. */
    static LocalDate digit(LocalDate date, Draws draws) {
        String digits = date.toString();
        while (true) {
            int at = draws.between(2, 9);
            char wrong = (char) ('0' + draws.below(10));
            if (at != 4 && at != 7 && digits.charAt(at) != wrong) {
                LocalDate found = parse(digits.substring(0, at) + wrong + digits.substring(at + 1), date);
                if (!found.equals(date) && !found.isAfter(Town.TODAY)) {
                    return found;
                }
            }
        }
    }

    private static LocalDate parse(String text, LocalDate otherwise) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            return otherwise;
        }
    }
}
