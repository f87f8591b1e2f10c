package org.tributary.mapping.gpconnect;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.tributary.mapping.MappingIssue.Kind;
import tools.jackson.databind.JsonNode;

/**
 * When a record was extracted: the latest date of its top-level Lists, which GP Connect sets to the time of the query;
 * else the bundle's own time. Clinical dates do not count, nor those of the Lists that make up a consultation.
 */
final class ExtractionTime {

    /** SNOMED CT codes of the top-level Lists (GP Connect Access Record: Structured, "List"). */
    private static final Set<String> TOP_LEVEL = Set.of("886921000000105", "1103671000000101", "933361000000108",
            "717711000000103", "1102181000000102", "826501000000100", "1149501000000101", "887191000000108",
            "792931000000107", "714311000000108");

    private ExtractionTime() {
    }

    /** Empty when the bundle tells no time. Its resources are already prepared: their times have offsets. */
    static Optional<Instant> find(SourceBundle bundle, ZoneId zone, Issues issues) {
        return bundle.resources()
                .stream()
                .filter(ExtractionTime::isTopLevel)
                .map(list -> GpJson.text(list.json(), "date"))
                .filter(date -> !date.isEmpty())
                .map(date -> instant(date, zone))
                .max(Comparator.naturalOrder())
                .or(() -> lastUpdated(bundle, issues));
    }

    private static boolean isTopLevel(SourceResource resource) {
        if (!resource.type().equals("List")) {
            return false;
        }
        for (JsonNode coding : resource.json().path("code").path("coding")) {
            if (TOP_LEVEL.contains(GpJson.text(coding, "code"))) {
                return true;
            }
        }
        return false;
    }

    /** The first moment of what a FHIR dateTime names. */
    private static Instant instant(String dateTime, ZoneId zone) {
        if (dateTime.contains("T")) {
            return OffsetDateTime.parse(dateTime).toInstant();
        }
        String day = dateTime + "-01-01".substring(Math.min(6, dateTime.length() - 4));
        return LocalDate.parse(day).atStartOfDay(zone).toInstant();
    }

    private static Optional<Instant> lastUpdated(SourceBundle bundle, Issues issues) {
        String lastUpdated = GpJson.text(bundle.json().path("meta"), "lastUpdated");
        try {
            return lastUpdated.isEmpty()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(lastUpdated).toInstant());
        } catch (DateTimeParseException e) {
            issues.warn("bundle-time-unreadable", Kind.VALUE, "Bundle.meta.lastUpdated",
                    "The time of the bundle cannot be read; the time of its arrival counts.",
                    "Send a FHIR instant.");
            return Optional.empty();
        }
    }
}
