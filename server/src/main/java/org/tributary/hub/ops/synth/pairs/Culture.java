package org.tributary.hub.ops.synth.pairs;

import org.jspecify.annotations.Nullable;
import org.tributary.hub.ops.synth.Draws;

/**
 * What people of one background are called: which names are frequent, and how a full name is made. The lists name what
 * is commonly known to be frequent, in about that order; shares are those of an English town.
 */
enum Culture {
    BRITISH(62, 70, BritishNames.FAMILIES, BritishNames.MEN, BritishNames.WOMEN),
    IRISH(4, 70, """
            Murphy Kelly O'Sullivan Walsh O'Brien Byrne Ryan O'Connor O'Neill O'Reilly Doyle McCarthy Gallagher Doherty
            Kennedy Lynch Murray Quinn Moore McLoughlin Carroll Connolly Daly Brennan Fitzgerald""", """
            Patrick Sean John Michael Conor Liam James Declan Brendan Kevin Niall Eamon Ciaran Cormac Padraig""", """
            Mary Bridget Siobhan Aoife Niamh Ciara Sinead Margaret Roisin Deirdre Grainne Orla Maeve Caoimhe"""),
    POLISH(4, 20, """
            Nowak Kowalski Wisniewski Wojcik Kowalczyk Kaminski Lewandowski Zielinski Szymanski Wozniak Dabrowski
            Kozlowski Jankowski Mazur Kwiatkowski Krawczyk""", """
            Piotr Krzysztof Andrzej Tomasz Pawel Jan Michal Marcin Jakub Adam Marek Lukasz Grzegorz Mateusz""", """
            Anna Maria Katarzyna Malgorzata Agnieszka Barbara Ewa Magdalena Joanna Aleksandra Monika Zofia"""),
    ROMANIAN(3, 50, """
            Popescu Ionescu Popa Radu Dumitru Stan Stoica Gheorghe Matei Ciobanu Rusu Munteanu Marin Constantin""", """
            Andrei Alexandru Ion Gheorghe Mihai Constantin Florin Marian Cristian Gabriel Ionut Vasile""", """
            Maria Elena Ioana Andreea Ana Mihaela Cristina Daniela Alina Gabriela Florentina Simona"""),
    INDIAN(5, 30, """
            Patel Shah Sharma Desai Mehta Joshi Kumar Gupta Parmar Mistry Chauhan Reddy Nair Iyer Verma Rao""", """
            Rajesh Amit Sanjay Vijay Anil Suresh Ramesh Nikhil Rahul Arjun Kiran Dilip Ashok Mahesh Rohan""", """
            Priya Anjali Sunita Meena Kavita Pooja Nisha Hansa Jyoti Kiran Rekha Usha Manisha Deepa"""),
    SIKH(2, 90, "Singh Dhillon Gill Sandhu Sidhu Grewal Sohal Bains",
            "Gurpreet Harpreet Manjit Jaspal Baljit Sukhwinder Amarjit Kulwinder Ranjit Jagdeep Hardeep",
            "Harpreet Gurpreet Manjit Jaswinder Baljit Sukhwinder Amarjit Kulwinder Paramjit Simran Jasmine"),
    PAKISTANI(6, 60,
            """
                    Khan Hussain Ahmed Ali Akhtar Mahmood Iqbal Shah Malik Begum Bibi Mirza Butt Rehman Aslam Raja Sheikh Chaudhry
                    Javed Kauser""",
            """
                    Mohammed Muhammad Mohammad Imran Ali Usman Hassan Bilal Asif Tariq Adeel Hamza Ibrahim Yusuf Faisal""",
            """
                    Fatima Aisha Zainab Maryam Shazia Nasreen Saima Rukhsana Shabnam Nadia Khadija Sadia Samina"""),
    BANGLADESHI(3, 50, "Begum Miah Ali Uddin Rahman Ahmed Khan Islam Hussain Khatun Choudhury Hoque Chowdhury Alam",
            "Mohammed Abdul Md Shah Rahim Kamal Jamal Nazrul Shahid Rafiq Mahbub Anwar Syed",
            "Fatema Rahima Nasima Salma Shamima Hasina Rokeya Taslima Ayesha Sultana Jahanara Rina"),
    NIGERIAN(3, 60,
            """
                    Adebayo Okafor Okonkwo Eze Ogunleye Adeyemi Bello Ibrahim Okoro Balogun Adewale Mensah Owusu Boateng Asante""",
            "Emmanuel Samuel David Chidi Emeka Tunde Segun Michael Daniel Femi Kwame Kofi Ibrahim Joseph",
            "Blessing Grace Ngozi Folake Funke Mary Joy Chioma Adaeze Esther Abena Akosua Patience Mercy"),
    SOMALI(2, 95, "Ali Mohamed Hassan Ahmed Abdi Omar Yusuf Farah Warsame Hussein Ibrahim Osman Nur Jama",
            "Mohamed Abdi Ahmed Ali Hassan Abdirahman Omar Yusuf Ibrahim Mahad Liban Hamza",
            "Fadumo Amina Hodan Halima Sahra Khadija Asha Ifrah Maryan Hibo Ayaan Zahra"),
    CARIBBEAN(2, 60, "Campbell Brown Williams Clarke Gordon Reid Grant Francis Thompson Bailey Morgan Lewis Samuels",
            "Winston Leroy Delroy Errol Anthony Marlon Jermaine Michael Devon Carlton Tyrone Andre",
            "Beverley Marcia Yvonne Sandra Claudette Paulette Michelle Jasmine Shanice Monique Sonia"),
    CHINESE(2, 10, "Chan Wong Chen Li Wang Zhang Liu Lee Lam Cheung Ng Ho Lau Lin Yang Huang",
            "Wei Ming Jun Wai_Ming Ka_Ho Chi_Keung Hao Jie Lei Kwok_Wai Man_Kit Yi Zhi_Wei",
            "Mei Ying Xiu_Ying Wai_Ling Siu_Fong Jing Yan Li Hui Xin Suk_Fan Mei_Ling Pui_Yee"),
    PORTUGUESE(2, 50, "Silva Santos Ferreira Pereira Oliveira Costa Rodrigues Martins Sousa Fernandes Gomes Lopes",
            "Joao Jose Antonio Manuel Carlos Paulo Pedro Luis Miguel Rui Nuno Tiago",
            "Maria Ana Sofia Ines Marta Catarina Teresa Isabel Rita Joana Beatriz Carla");

    private final int percent;
    private final int percentWithMiddleName;
    private final Names families;
    private final Names men;
    private final Names women;

    Culture(int percent, int percentWithMiddleName, String families, String men, String women) {
        this.percent = percent;
        this.percentWithMiddleName = percentWithMiddleName;
        this.families = Names.of(families);
        this.men = Names.of(men);
        this.women = Names.of(women);
    }

    static Culture draw(Draws draws) {
        int left = draws.below(100);
        for (Culture culture : values()) {
            left -= culture.percent;
            if (left < 0) {
                return culture;
            }
        }
        throw new IllegalStateException("The shares of the cultures must add up to 100");
    }

    /** A household's family name. */
    String family(Draws draws) {
        if (this == BRITISH) {
            return BritishNames.family(families, draws);
        }
        return this == PORTUGUESE ? families.draw(draws) + ' ' + families.draw(draws) : families.draw(draws);
    }

    /** Whether so many bear a family name that strangers of one full name and birth date come about. */
    boolean isFrequent(String family) {
        return families.contain(family);
    }

    /** Whether twins may be given one first name, and be called by the second. */
    boolean namesTwinsAlike() {
        return this == PAKISTANI || this == BANGLADESHI || this == SOMALI;
    }

    /** The family name of a woman or a man of a household: some languages have two forms. */
    String familyOf(String household, boolean female) {
        if (this == SIKH) {
            return household.equals("Singh") && female ? "Kaur" : household;
        }
        return this == POLISH && female && household.endsWith("ski")
                ? household.substring(0, household.length() - 1) + 'a'
                : household;
    }

    String given(boolean female, int birthYear, Draws draws) {
        if (this == BRITISH) {
            return BritishNames.given(female, birthYear, draws);
        }
        return (female ? women : men).draw(draws);
    }

    /** The second given name; for a Somali the father's name, for a Sikh Kaur or Singh. */
    @Nullable
    String middle(boolean female, int birthYear, Draws draws) {
        if (!draws.percent(percentWithMiddleName)) {
            return null;
        }
        return switch (this) {
            case SIKH -> female ? "Kaur" : "Singh";
            case SOMALI -> men.draw(draws);
            default -> given(female, birthYear, draws);
        };
    }
}
