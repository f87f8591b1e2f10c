package org.tributary.mapping.hospitalcsv;

import java.util.List;
import org.tributary.mapping.AggregateKey;
import org.tributary.mapping.Contribution;
import org.tributary.mapping.FoldResult;
import org.tributary.mapping.MappingResult;
import org.tributary.mapping.OptionsRead;
import org.tributary.mapping.SourceDocument;
import org.tributary.mapping.SourceFeed;
import org.tributary.mapping.SourceMapper;

/**
 * Hospital activity with the columns of Hospital Episode Statistics (HES) and the Secondary Uses Service. A file is of
 * one data set, told by its header: admitted patient care ({@code EPIKEY}), outpatients ({@code ATTENDKEY}) or
 * emergency attendances ({@code AEKEY}). A row counts as a record.
 *
 * <p>
 * An admitted row is a consultant episode: an Encounter within the Encounter of its hospital provider spell, with a
 * Condition for each diagnosis and a Procedure for each operation. An attendance is one Encounter with the same. What a
 * later file says of an episode, an attendance or a person takes the place of what an earlier one said; what it does
 * not mention stays. Dates are days, times are local ({@code HHmm}).
 */
public final class HospitalCsvMapper implements SourceMapper {

    /** The aggregate of a person; its value is the sender's identifier of them. */
    static final String PATIENT = "patient";

    /** The aggregate of a hospital provider spell with its episodes. */
    static final String SPELL = "spell";

    /** The aggregate of an outpatient or emergency attendance; its value is its key in the file. */
    static final String ATTENDANCE = "attendance";

    @Override
    public String format() {
        return "hospital-csv";
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public OptionsRead optionsRead() {
        return new OptionsRead(false, Tables.names());
    }

    @Override
    public MappingResult map(SourceDocument document, SourceFeed feed) {
        return new ExtractReader(document, feed).read();
    }

    @Override
    public FoldResult fold(AggregateKey aggregate, List<Contribution> contributions, SourceFeed feed) {
        Facts facts = contributions.stream()
                .map(contribution -> Facts.fromJson(contribution.body()))
                .reduce(Facts::updatedBy)
                .orElseThrow();
        return switch (aggregate.kind()) {
            case PATIENT -> PatientFold.fold(aggregate.value(), facts, feed);
            case SPELL -> new SpellFold(aggregate.value(), facts, feed).fold();
            case ATTENDANCE -> AttendanceFold.fold(facts, feed);
            default -> throw new IllegalArgumentException("No aggregate of this format: " + aggregate.kind());
        };
    }
}
