package org.tributary.hub.ops.synth.pairs;

import java.util.List;
import java.util.Locale;

/**
 * An invented address. The postcode area TB is not in use. About 18 addresses share a postcode, as in England.
 *
 * @param line
 *            house and street
 */
record Place(String line, String town, String postcode) {
    /** What the NHS writes for people of no fixed abode. */
    static final Place NO_FIXED_ABODE = new Place("No Fixed Abode", "", "ZZ99 3VZ");

    private static final int OF_ONE_POSTCODE = 18;
    private static final int POSTCODES_OF_A_STREET = 4;
    private static final int STREETS_OF_A_DISTRICT = 60;
    private static final String LETTERS = "ABDEFGHJLNPQRSTUWXYZ";
    private static final List<String> FIRST = List.of("Albert", "Alder", "Bakers", "Beacon", "Birch", "Bridge",
            "Canal", "Castle", "Cedar", "Chapel", "Church", "Clarence", "Cross", "Dale", "Elm", "Ferry", "Field",
            "Forge", "Garden", "George", "Grange", "Green", "Grove", "Hazel", "High", "Hill", "Holly", "Iron", "King",
            "Lark", "Lime", "London", "Maple", "Manor", "Market", "Meadow", "Mill", "New", "North", "Oak", "Orchard",
            "Park", "Poplar", "Priory", "Queen", "Railway", "River", "Rose", "Station", "Spring", "Tanner", "Union",
            "Victoria", "Water", "Well", "West", "Windsor", "York");
    private static final List<String> SECOND = List.of("Street", "Road", "Avenue", "Close", "Lane", "Drive", "Way",
            "Terrace", "Crescent", "Court", "Gardens", "Place");

    /** The address of that number, from 0; each is another. */
    static Place at(int number) {
        int unit = number / OF_ONE_POSTCODE;
        int street = unit / POSTCODES_OF_A_STREET;
        int house = 1 + unit % POSTCODES_OF_A_STREET * 2 * OF_ONE_POSTCODE + number % OF_ONE_POSTCODE * 2;
        String name = FIRST.get(street * 37 % FIRST.size()) + ' '
                + SECOND.get(street / FIRST.size() % SECOND.size());
        String line = house % 13 == 1 ? "Flat " + (1 + house % 7) + ", " + house + ' ' + name : house + " " + name;
        int district = street / STREETS_OF_A_DISTRICT;
        int inward = unit % (STREETS_OF_A_DISTRICT * POSTCODES_OF_A_STREET) * 11;
        String postcode = "TB" + (1 + district) + ' ' + (1 + inward % 9) + LETTERS.charAt(inward / 9 % 20)
                + LETTERS.charAt(inward / 180 % 20);
        return new Place(line, "Tarnborough", postcode);
    }

    Place withLine(String changed) {
        return new Place(changed, town, postcode);
    }

    Place withPostcode(String changed) {
        return new Place(line, town, changed);
    }

    /** As somebody writes it who is in a hurry. */
    Place abbreviated() {
        return withLine(line.replace("Street", "St").replace("Road", "Rd").replace("Avenue", "Ave"));
    }

    Place inCapitals() {
        return new Place(line.toUpperCase(Locale.ROOT), town.toUpperCase(Locale.ROOT), postcode);
    }
}
