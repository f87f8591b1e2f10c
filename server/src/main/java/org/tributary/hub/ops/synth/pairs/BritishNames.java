package org.tributary.hub.ops.synth.pairs;

import java.util.List;
import org.tributary.hub.ops.synth.Draws;

/**
 * What the British are called: a third bears one of the frequent family names, the others one of thousands, most of
 * them made of places; given names go with the year of birth.
 */
final class BritishNames {
    static final String FAMILIES = """
            Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green
            Hall Wood Jackson Clarke Harris Clark Turner Hill Cooper Ward Moore Morris King Watson Baker Harrison Morgan Lewis
            Scott Edwards Young Allen Mitchell Parker Anderson Carter Phillips Lee Hughes Richardson Bennett Shaw Cook James
            Price Bailey Collins Marshall Simpson Miller Adams Ellis Murphy Cox Gray Richards Murray Chapman Webb Foster
            Mason Hunt Rogers Knight Butler Holmes Palmer Mills Stevens Barnes Matthews Barker Powell Graham Reynolds Lloyd
            Fletcher Fisher Jenkins Thomson Dixon Harvey Russell Pearson Howard Andrews Ford Elliott Fox Walsh Reid Brooks
            Payne Saunders Day Lawrence West Atkinson Armstrong Davis Hart Dawson Perry Burton Rose Spencer Watts Stone""";
    static final String MEN = """
            John David Michael Peter Robert James William Alan Paul Brian Thomas George Kenneth Ronald Anthony Derek Raymond
            Roy Dennis Keith Barry Terence Roger Colin Stephen Christopher Frank Arthur Geoffrey Richard""";
    static final String WOMEN = """
            Margaret Mary Susan Patricia Jean Christine Barbara Ann Sheila Joan Maureen Dorothy Pauline Brenda Janet Linda
            Valerie Elizabeth Carol Joyce Marjorie Doreen Sandra Judith Kathleen Shirley Eileen Beryl Iris Gillian""";

    private static final Names MEN_OLD = Names.of(MEN);
    private static final Names WOMEN_OLD = Names.of(WOMEN);
    private static final Names MEN_BETWEEN = Names
            .of("""
                    David Paul Andrew Mark John Michael Stephen Ian Robert Richard Christopher Peter Simon Anthony Kevin Gary Steven
                    Martin James Philip Alan Neil Nigel Timothy Colin Graham Jonathan Nicholas William Adrian Stuart Craig Darren
                    Jason Lee Matthew Daniel Dean Nathan Gareth""");
    private static final Names WOMEN_BETWEEN = Names
            .of("""
                    Susan Julie Karen Jacqueline Deborah Tracey Jane Helen Diane Sharon Tracy Angela Sarah Alison Caroline Amanda
                    Sandra Linda Catherine Elizabeth Carol Joanne Wendy Janet Dawn Christine Nicola Lisa Claire Emma Louise Samantha
                    Michelle Rachel Victoria Rebecca Lesley Lynn Sara Katherine""");
    private static final Names MEN_YOUNG = Names
            .of("""
                    Oliver Jack Harry Thomas George James Daniel Joshua William Noah Charlie Jacob Alfie Leo Oscar Archie Samuel
                    Joseph Henry Max Ethan Lucas Freddie Arthur Theo Alexander Benjamin Ryan Liam Callum Connor Jordan Lewis Luke
                    Matthew Adam Nathan Toby Jayden Hayden Kai Reuben Jenson Finley Logan Harrison""");
    private static final Names WOMEN_YOUNG = Names
            .of("""
                    Olivia Amelia Emily Isla Ava Jessica Sophie Ella Ellie Mia Grace Lily Chloe Freya Evie Charlotte Poppy Isabella
                    Florence Ruby Alice Phoebe Lucy Hannah Daisy Rosie Megan Molly Holly Erin Abigail Lola Eva Millie Elsie Matilda
                    Bethany Georgia Lauren Amy Rebecca Eleanor Katie Imogen Maisie""");
    private static final List<String> FIRST_PARTS = List
            .of("""
                    Ash Bar Bick Black Brad Bram Brent Brook Burn Cal Char Clay Cole Cran Cross Dal Darn Den Dray Dun East Eck Ell Fair
                    Farn Fen Flax Gar Glaze Good Grant Hal Ham Har Haw Hazel Heath Hen Hex Hol Horn Ing Kel Kirk Lang Lin Lock Long Mal
                    Mar Mil Nor Oak Old Pem Pen Pres Rad Raven Red Rid Ros Rush Sal Sand Shel Sid Stan Stock Stone Sut Thorn Tor Wake
                    Wal War Wel Wes Whit Wid Wil Win Wool Wor Wy"""
                    .strip()
                    .split("\\s+"));
    private static final List<String> LAST_PARTS = List
            .of("""
                    acre bank beck borne bridge brook bury by cliffe combe cote croft dale den don field fold ford gate grave ham hill
                    holme hurst land leigh ley low man mere more ridge shaw stead thorpe ton well wick worth yard"""
                    .strip()
                    .split("\\s+"));
    private static final int PERCENT_OF_FREQUENT_NAME = 35;
    private static final int PERCENT_OF_DOUBLE_NAME = 2;
    private static final int MODERN = 1985;
    private static final int POST_WAR = 1955;

    private BritishNames() {
    }

    static String family(Names frequent, Draws draws) {
        String one = single(frequent, draws);
        return draws.percent(PERCENT_OF_DOUBLE_NAME) ? one + '-' + single(frequent, draws) : one;
    }

    private static String single(Names frequent, Draws draws) {
        return draws.percent(PERCENT_OF_FREQUENT_NAME)
                ? frequent.draw(draws)
                : draws.pick(FIRST_PARTS) + draws.pick(LAST_PARTS);
    }

    static String given(boolean female, int birthYear, Draws draws) {
        Names names = birthYear >= MODERN
                ? female ? WOMEN_YOUNG : MEN_YOUNG
                : birthYear >= POST_WAR ? female ? WOMEN_BETWEEN : MEN_BETWEEN : female ? WOMEN_OLD : MEN_OLD;
        return names.draw(draws);
    }
}
