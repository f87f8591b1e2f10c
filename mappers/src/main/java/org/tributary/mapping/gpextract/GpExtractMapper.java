package org.tributary.mapping.gpextract;

import java.util.List;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Resource;
import org.tributary.mapping.AggregateKey;
import org.tributary.mapping.Contribution;
import org.tributary.mapping.FoldResult;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.MappingIssue.Severity;
import org.tributary.mapping.MappingResult;
import org.tributary.mapping.OptionsRead;
import org.tributary.mapping.SourceDocument;
import org.tributary.mapping.SourceFeed;
import org.tributary.mapping.SourceMapper;
import org.tributary.mapping.support.FhirJson;

/**
 * A practice's bulk extract, EMIS 5.4: a zip of the files of one extraction. Each row counts as a record. A row states
 * one thing whole and says by {@code Deleted} that it is no more; extracts after the first hold what changed. The rows
 * of Observation, Problem and ObservationReferral that share a guid are one thing.
 *
 * <p>
 * Codes are joined within one extract: a row whose code the extract does not explain keeps its number and its words.
 * Extracts follow one another by the time in their files' names, else by arrival.
 */
public final class GpExtractMapper implements SourceMapper {

    /** Whether a file's name is that of a table that extracts have and this mapper reads. */
    public static boolean isFileOfExtract(String name) {
        return Table.find(name).isPresent() || ExtractReader.isCoding(name);
    }

    @Override
    public String format() {
        return "gp-extract";
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public OptionsRead optionsRead() {
        return new OptionsRead(false, Words.MAPS);
    }

    @Override
    public MappingResult map(SourceDocument document, SourceFeed feed) {
        return new ExtractReader(document, new Words(feed.options())).read();
    }

    @Override
    public FoldResult fold(AggregateKey aggregate, List<Contribution> contributions, SourceFeed feed) {
        Rows rows = contributions.stream()
                .map(contribution -> Rows.fromJson(contribution.body()))
                .reduce(Rows::updatedBy)
                .orElseThrow();
        References references = new References(feed);
        Thing thing = Thing.valueOf(aggregate.kind());
        List<Resource> resources = switch (thing) {
            case ORGANISATION -> all(rows, Table.ORGANISATION, row -> Directory.organization(row, references));
            case USER -> all(rows, Table.USER_IN_ROLE, row -> Directory.practitioner(row, references));
            case PATIENT -> all(rows, Table.PATIENT, row -> PatientMapper.map(row, references));
            case CONSULTATION -> all(rows, Table.CONSULTATION, row -> EncounterMapper.map(row, references));
            case OBSERVATION -> all(rows, Table.OBSERVATION, row -> new EntryMapper(row, rows, references).map());
            case DRUG -> all(rows, Table.DRUG_RECORD, row -> new MedicationMapper(row, references).record());
            case ISSUE -> all(rows, Table.ISSUE_RECORD, row -> new MedicationMapper(row, references).issue());
            case SESSION -> all(rows, Table.SESSION, row -> AppointmentMapper.schedule(row, references));
            case SLOT -> all(rows, Table.SLOT, row -> AppointmentMapper.slot(row, references));
        };
        return new FoldResult(resources.stream().map(FhirJson::mapped).toList(),
                thing == Thing.OBSERVATION ? withoutEntry(rows) : List.of());
    }

    /** Rows that only add to an entry say nothing until it has come, by whichever extract. */
    private static List<MappingIssue> withoutEntry(Rows rows) {
        return rows.tables()
                .stream()
                .filter(table -> !rows.tables().contains(Table.OBSERVATION))
                .map(table -> new MappingIssue("entry-not-here", Severity.WARNING, Kind.INCOMPLETE, 1, table.file(),
                        "The table has a row for an entry that no extract has brought; it is carried when the entry comes.",
                        "Send CareRecord_Observation with every extract."))
                .toList();
    }

    /** A row that was deleted, or never came, makes nothing. */
    private static List<Resource> all(Rows rows, Table table, Function<Row, List<Resource>> mapper) {
        return rows.find(table).map(mapper).orElse(List.of());
    }
}
