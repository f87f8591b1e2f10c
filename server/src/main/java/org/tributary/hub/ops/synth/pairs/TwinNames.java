package org.tributary.hub.ops.synth.pairs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names that sound or look alike and yet are two names, as parents of twins like them. */
final class TwinNames {
    private static final Map<String, List<String>> BY_NAME = new HashMap<>();

    static {
        for (String line : """
                Jayden Hayden Kayden|Ella Ellie Bella|Jack Jake Zack|Leo Theo|Mia Maya|Emily Emma Emilia|Amelia Emilia Amelie
                Olivia Olive|Daniel David|Michael Mitchell|John Joan|Thomas Tobias|Harry Larry
                Lily Libby|Erin Eren|Chloe Zoe|Ava Eva Ada|Isla Ayla Ida|Freya Freda|Ruby Rudy
                Lucas Luca Luke|Max Mack|Noah Noel|Alfie Archie|William Wilfred|Oscar Osian
                Mohammed Mahmoud Mohsin|Muhammad Mahmud|Hassan Hussain|Hasan Husain|Aisha Isha|Fatima Fahima|Zainab Zaina
                Ali Alia|Maryam Marwa|Gurpreet Gurjeet|Harpreet Harjeet|Manjit Ranjit|Amarjit Amrit
                Jaswinder Jasvir|Rahul Rohan|Amit Amish|Priya Riya|Anna Hanna Anya|Maria Mara|Jan Janusz
                Katarzyna Karolina|Ana Anca|Ion Ionut|Wei Wen|Mei Mai|Li Lin|Jun Jin|Julie Julia
                Karen Sharon|Tracey Stacey|Tracy Stacy|Jane Jean June|Helen Ellen|Ann Anna
                Paul Saul|Robert Rupert|Jean Joan|Joan Jean|Aoife Eva|Niamh Neve|Samuel Samson|Blessing Blossom
                Abdi Abdul|Ahmed Hamed|Hodan Hoda|Joao Joaquim|Ines Iris|Alice Alicia|Florence Flora|Rosie Rose"""
                .split("[|\n]")) {
            List<String> names = List.of(line.split(" "));
            for (String name : names) {
                List<String> others = BY_NAME.computeIfAbsent(name, none -> new ArrayList<>());
                names.stream().filter(other -> !other.equals(name) && !others.contains(other)).forEach(others::add);
            }
        }
    }

    private TwinNames() {
    }

    /** Without the name itself; empty when none comes to mind. */
    static List<String> like(String given) {
        return BY_NAME.getOrDefault(given, List.of());
    }
}
