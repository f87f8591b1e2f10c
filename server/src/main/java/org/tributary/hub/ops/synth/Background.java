package org.tributary.hub.ops.synth;

import java.util.List;

/** Names by ethnic background, with the NHS ethnic category code and the wording of the social care return. */
enum Background {
    BRITISH(60, "A", "White: English, Welsh, Scottish, Northern Irish or British",
            "Ashdown Barlow Carter Dunmore Ellison Fairley Garside Holroyd Ingham Jessop Kershaw Lambert Marsden "
                    + "Naylor Oldroyd Pickering Ramsden Shaw Thackray Underhill Walton Yeadon Brooks Fletcher Hobson",
            "Arthur Brian Charles David Edward Frank George Harold Ian James Keith Leonard Michael Norman Peter Robert "
                    + "Stanley Thomas Oliver Jack Harry Noah Alfie Leo",
            "Alice Barbara Carol Doris Edith Frances Gillian Hilda Irene Jean Kathleen Lilian Margaret Nora Patricia "
                    + "Rosemary Sheila Susan Amelia Isla Poppy Freya Evie Ruby"),
    IRISH(4, "B", "White: Irish", "Byrne Callaghan Doherty Gallagher Kavanagh Moynihan O'Brien O'Dowd Sweeney",
            "Cormac Declan Eamon Fergal Liam Niall Padraig Sean",
            "Aisling Bridget Ciara Deirdre Maeve Niamh Roisin Siobhan"),
    POLISH(7, "C", "White: Any other White background",
            "Dabrowski Jankowski Kaminski Kowalczyk Lewandowski Mazur Pawlak Wojcik Zielinski",
            "Adam Jakub Krzysztof Marek Pawel Piotr Tomasz Wojciech",
            "Anna Beata Ewa Joanna Katarzyna Magdalena Monika Zofia"),
    INDIAN(7, "H", "Asian or Asian British: Indian", "Desai Gill Joshi Kaur Mehta Patel Reddy Sharma Singh Verma",
            "Amit Arjun Gurpreet Manoj Nikhil Rajesh Sanjay Vikram",
            "Anjali Deepa Harleen Kavita Meera Priya Sunita Usha"),
    PAKISTANI(7, "J", "Asian or Asian British: Pakistani",
            "Akhtar Bashir Chaudhry Hussain Iqbal Khan Mahmood Qureshi Shah Zaman",
            "Adil Bilal Faisal Hamza Imran Kashif Nadeem Yusuf",
            "Amina Bushra Fatima Hina Nadia Rukhsana Saima Zainab"),
    BANGLADESHI(3, "K", "Asian or Asian British: Bangladeshi", "Ahmed Begum Chowdhury Hoque Islam Miah Uddin",
            "Abdul Jamal Kamal Nurul Rafiq Shafiq", "Farida Jahanara Nasima Rehana Shirin Taslima"),
    CARIBBEAN(4, "M", "Black, Black British, Caribbean or African: Caribbean",
            "Bailey Campbell Gayle Grant Palmer Reid Samuels Thompson",
            "Delroy Errol Jermaine Leroy Marlon Winston", "Beverley Claudette Jasmine Marcia Shanice Yvonne"),
    AFRICAN(5, "N", "Black, Black British, Caribbean or African: African",
            "Abdi Adebayo Boateng Danjuma Eze Mensah Mutasa Nkosi Okoro Tesfaye",
            "Chidi Emeka Kwame Musa Samuel Tendai", "Abena Blessing Folake Hodan Ifeoma Ruva"),
    CHINESE(3, "R", "Asian or Asian British: Chinese", "Chan Cheung Lau Li Wong Zhang",
            "Hao Jun Kwok Ming Wei Xin", "Hui Jing Ling Mei Xiu Yan");

    final int weight;
    final String nhsCode;
    final String careReturnWords;
    final List<String> families;
    private final List<String> maleNames;
    private final List<String> femaleNames;

    Background(int weight, String nhsCode, String careReturnWords, String families, String maleNames,
            String femaleNames) {
        this.weight = weight;
        this.nhsCode = nhsCode;
        this.careReturnWords = careReturnWords;
        this.families = List.of(families.split(" "));
        this.maleNames = List.of(maleNames.split(" "));
        this.femaleNames = List.of(femaleNames.split(" "));
    }

    List<String> givenNames(boolean female) {
        return female ? femaleNames : maleNames;
    }

    static Background draw(Draws draws) {
        int left = draws.below(100);
        for (Background background : values()) {
            left -= background.weight;
            if (left < 0) {
                return background;
            }
        }
        throw new IllegalStateException("The weights of the backgrounds must add up to 100");
    }
}
