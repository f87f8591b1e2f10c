package org.tributary.hub.ops.synth.pairs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ways in which one name is written, by those who write it from another script or by ear. */
final class Spellings {
    private static final Map<String, List<String>> BY_NAME = new HashMap<>();

    static {
        for (String line : """
                Mohammed Muhammad Mohammad Mohamed|Hussain Hussein Husain|Ahmed Ahmad|Yusuf Yousuf Yousef|Aisha Ayesha Aysha
                Fatima Fatema Fatimah|Choudhury Chowdhury Chaudhry|Rahman Rehman|Khatun Khatoon|Zainab Zaynab
                Usman Osman Uthman|Iqbal Eqbal|Sheikh Shaikh|Abdi Abdy|Miah Mia Miya|Joshi Joshee|Shah Sha|Syed Sayed Sayyid
                Maryam Mariam Maryan|Catherine Katherine Kathryn|Stephen Steven|Ann Anne|Sara Sarah|Clark Clarke|Lynn Lynne
                Thompson Thomson|Philip Phillip|Jon John|Lesley Leslie|Smith Smyth|Davies Davis|Read Reid Reed|Brown Browne
                Alan Allan Allen|Geoffrey Jeffrey|Deborah Debra|Nowak Novak|Dhillon Dhilon|Okonkwo Okonkwor"""
                .split("[|\n]")) {
            List<String> ways = List.of(line.split(" "));
            ways.forEach(way -> BY_NAME.put(way, ways.stream().filter(other -> !other.equals(way)).toList()));
        }
    }

    private Spellings() {
    }

    /** Without the name itself; empty when there is only one way. */
    static List<String> others(String name) {
        return BY_NAME.getOrDefault(name, List.of());
    }
}
