package org.tributary.hub.ops.synth.pairs;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What people are called instead of their given name. */
final class PetNames {
    private static final Map<String, List<String>> BY_NAME = new HashMap<>();

    static {
        for (String line : """
                John Johnny Jack|David Dave|Michael Mike Mick|Peter Pete|Robert Bob Rob Bobby|James Jim Jimmy Jamie
                William Bill Will Billy|Thomas Tom Tommy|Kenneth Ken|Ronald Ron|Anthony Tony|Raymond Ray|Terence Terry
                Stephen Steve|Steven Steve|Christopher Chris Kit|Frank Frankie|Geoffrey Geoff|Richard Dick Rick|Andrew Andy Drew
                Philip Phil|Timothy Tim|Jonathan Jon|Nicholas Nick|Stuart Stu|Matthew Matt|Daniel Dan Danny|Nathan Nate
                Joshua Josh|Samuel Sam|Joseph Joe|Henry Harry|Benjamin Ben|Alexander Alex Sandy|Archie Archibald
                Charlie Charles|Alfie Alfred|Freddie Frederick|Theo Theodore|Lewis Lew|Gareth Gaz|Arthur Art|Edward Ted Ned
                Margaret Peggy Maggie|Mary Molly|Susan Sue|Patricia Pat Trish|Christine Chris|Barbara Barb|Dorothy Dot Dolly
                Elizabeth Liz Betty Beth|Kathleen Kath|Deborah Debbie|Jacqueline Jackie|Catherine Cath Kate|Katherine Kathy Kate
                Amanda Mandy|Sandra Sandy|Samantha Sam|Michelle Shelly|Rebecca Becky|Victoria Vicky|Rachel Rach|Nicola Nicky
                Jessica Jess|Isabella Bella Izzy|Charlotte Lottie|Abigail Abby|Eleanor Nell Ellie|Matilda Tilly|Georgia Georgie
                Emily Em|Olivia Liv|Florence Flo|Millie Camilla|Maria Ria|Patrick Paddy Pat|Bridget Biddy|Padraig Pat
                Krzysztof Krzys Chris|Katarzyna Kasia|Malgorzata Gosia|Aleksandra Ola|Agnieszka Aga|Tomasz Tomek|Jakub Kuba
                Alexandru Alex|Constantin Costel|Gheorghe Gigi|Rajesh Raj|Sukhwinder Sukhi|Harpreet Harry|Jasmine Jaz
                Mohammed Mo|Muhammad Mo|Abdul Abz|Emmanuel Manny|Abdirahman Abdi|Antonio Toni|Jose Ze|Manuel Manny
                Beverley Bev|Winston Win|Wai_Ming Raymond|Ka_Ho Kevin|Mei_Ling May|Wai_Ling Winnie|Siu_Fong Susan"""
                .split("[|\n]")) {
            List<String> words = Arrays.stream(line.split(" ")).map(word -> word.replace('_', ' ')).toList();
            BY_NAME.put(words.getFirst(), words.subList(1, words.size()));
        }
    }

    private PetNames() {
    }

    /** Empty when there is none. */
    static List<String> of(String given) {
        return BY_NAME.getOrDefault(given, List.of());
    }
}
