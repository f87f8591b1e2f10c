package org.tributary.mapping.hl7v2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tributary.mapping.IdentifierSystems;
import tools.jackson.databind.node.ObjectNode;

/**
 * Location, from data type PL: one resource a level (site, building, floor, ward, room, bed), each part of the one
 * above it.
 */
final class LocationMapping {

    private static final String PHYSICAL_TYPE = "http://terminology.hl7.org/CodeSystem/location-physical-type";
    private static final int SITE_CODE_LENGTH = 5;

    /** The levels, from the outermost, and how FHIR calls them. */
    private enum Level {
        SITE("si", "Site"), BUILDING("bu", "Building"), FLOOR("lvl", "Level"), WARD("wa", "Ward"), ROOM("ro",
                "Room"),
        BED("bd", "Bed");

        private final String code;
        private final String display;

        Level(String code, String display) {
            this.code = code;
            this.display = display;
        }

        ObjectNode physicalType() {
            return Json.concept(Json.coding(PHYSICAL_TYPE, code, display));
        }
    }

    private record Part(Level level, String name) {
    }

    private final Reading reading;
    private final OrganizationMapping organizations;

    LocationMapping(Reading reading, OrganizationMapping organizations) {
        this.reading = reading;
        this.organizations = organizations;
    }

    /**
     * The innermost level of a PL as an {@code Encounter.location} has it: {@code location} and {@code physicalType}.
     * Its display names ward, room and bed.
     */
    Optional<ObjectNode> place(Field pl) {
        List<Part> parts = partsOf(pl);
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        String system = reading.localSystem("location");
        String path = "";
        String partOf = "";
        for (Part part : parts) {
            path = (path.isEmpty() ? "" : path + '/') + part.level().code + ':' + part.name();
            draft(part, system, path, partOf, pl);
            partOf = reading.reference("Location", system, path);
        }
        ObjectNode place = Json.object();
        place.set("location", Json.reference(partOf, displayOf(parts)));
        place.set("physicalType", parts.getLast().level().physicalType());
        return Optional.of(place);
    }

    private void draft(Part part, String system, String path, String partOf, Field pl) {
        Slots slots = reading.drafts().of(Aggregates.LOCATION, system, path).slots();
        slots.set("identifier:" + system, Json.arrayOf(Json.identifier(system, path)));
        if (part.level() == Level.SITE && isSiteCode(part.name())) {
            slots.set("identifier:" + IdentifierSystems.ODS_SITE,
                    Json.arrayOf(Json.identifier(IdentifierSystems.ODS_SITE, part.name())));
        }
        slots.set("name", part.name());
        slots.set("status", "active");
        slots.set("mode", "instance");
        slots.set("physicalType", part.level().physicalType());
        slots.set("managingOrganization", organizations.publisher());
        if (!partOf.isEmpty()) {
            slots.set("partOf", Json.reference(partOf, ""));
        }
        if (part.level() == Level.BED) {
            slots.set("description", pl.text(9));
        }
    }

    /**
     * PL is point of care, room, bed, facility, (status), (type), building, floor. ITK senders put the trust's own code
     * first, so that the ward stands where the room would.
     */
    private List<Part> partsOf(Field pl) {
        String first = pl.text(1);
        boolean trustFirst = !first.isEmpty() && !pl.text(2).isEmpty()
                && (first.equals(reading.feed().organisation()) || first.equals(reading.sendingFacility()));
        List<Part> parts = new ArrayList<>();
        add(parts, Level.SITE, pl.text(4));
        add(parts, Level.BUILDING, pl.text(7));
        add(parts, Level.FLOOR, pl.text(8));
        add(parts, Level.WARD, trustFirst ? pl.text(2) : first);
        add(parts, Level.ROOM, trustFirst ? "" : pl.text(2));
        add(parts, Level.BED, pl.text(3));
        return parts;
    }

    private static void add(List<Part> parts, Level level, String name) {
        if (!name.isEmpty()) {
            parts.add(new Part(level, name));
        }
    }

    /** An ODS site code is the organisation's code and two characters more. */
    private boolean isSiteCode(String name) {
        return name.length() == SITE_CODE_LENGTH
                && (name.startsWith(reading.feed().organisation()) || name.startsWith(reading.sendingFacility()));
    }

    private static String displayOf(List<Part> parts) {
        List<Part> inner = parts.stream().filter(part -> part.level().compareTo(Level.WARD) >= 0).toList();
        return (inner.isEmpty() ? parts : inner).stream().map(Part::name).collect(Collectors.joining(", "));
    }
}
