package org.tributary.hub.ops.synth;

import java.util.List;

/** An invented address. The postcode area TB is not in use. */
record Address(String line, String locality, String town, String postcode) {
    private static final List<String> STREETS = List.of("Alder Close", "Beacon Rise", "Brickfield Road",
            "Chandler Street",
            "Cooper Row", "Dovecote Lane", "Elm Terrace", "Ferryman Way", "Foundry Lane", "Gasworks Cottages",
            "Hawthorn Avenue", "Heron Walk", "Ironmonger Street", "Jubilee Crescent", "Kiln Street", "Larkfield Drive",
            "Linnet Court", "Mariner Road", "Millrace View", "Nettle Hill", "Old Tannery Yard", "Orchard Bank",
            "Packhorse Lane", "Quarry Street", "Ropewalk", "Saddler Close", "Sluice Road", "Spinner Street",
            "Tenter Fields", "Tollgate Road", "Union Parade", "Viaduct Street", "Weavers Green", "Wharf Lane",
            "Willow Garth", "Yew Tree Road");
    private static final List<String> LOCALITIES = List.of("Riverside", "Hillview", "Northbank", "Southmoor",
            "Millfold",
            "Staithe End");
    private static final String LETTERS = "ABDEFGHJLNPQRSTUWXYZ";

    static Address draw(Draws draws) {
        int district = draws.below(LOCALITIES.size());
        String postcode = "TB" + (district + 1) + ' ' + draws.between(1, 9) + letter(draws) + letter(draws);
        return new Address(draws.between(1, 140) + " " + draws.pick(STREETS), LOCALITIES.get(district), "Tarnborough",
                postcode);
    }

    private static char letter(Draws draws) {
        return LETTERS.charAt(draws.below(LETTERS.length()));
    }

    Address withLine(String changed) {
        return new Address(changed, locality, town, postcode);
    }

    Address withPostcode(String changed) {
        return new Address(line, locality, town, changed);
    }
}
