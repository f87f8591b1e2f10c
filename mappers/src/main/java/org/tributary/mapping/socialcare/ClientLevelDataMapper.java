package org.tributary.mapping.socialcare;

import java.util.List;
import org.tributary.mapping.AggregateKey;
import org.tributary.mapping.Contribution;
import org.tributary.mapping.FoldResult;
import org.tributary.mapping.MappingResult;
import org.tributary.mapping.SourceDocument;
import org.tributary.mapping.SourceFeed;
import org.tributary.mapping.SourceMapper;

/**
 * Adult social care Client Level Data, a council's quarterly CSV return (specification releases 1 and 2). One row is
 * one event of one person: a Request becomes a ServiceRequest, an Assessment or Review a Task, a Service an
 * EpisodeOfCare, and each primary support reason a Condition. A document counts its data rows as records; a file that
 * cannot be read as a whole counts as one.
 *
 * <p>
 * A return is complete for its reporting period. The newest return that mentions a person states who they are; an event
 * of an older return stays current only while no newer return for a period it belongs to leaves it out. Dates are days,
 * amounts are pounds sterling.
 */
public final class ClientLevelDataMapper implements SourceMapper {

    /** The aggregate of a person; its value is the council's own identifier of them. */
    static final String CLIENT = "client";

    /** The aggregate of the council or a provider; its value is {@code system|value}. */
    static final String ORGANISATION = "organization";

    @Override
    public String format() {
        return "asc-cld";
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public MappingResult map(SourceDocument document, SourceFeed feed) {
        return new ReturnReader(document, feed).read();
    }

    @Override
    public FoldResult fold(AggregateKey aggregate, List<Contribution> contributions, SourceFeed feed) {
        return new FoldResult(switch (aggregate.kind()) {
            case CLIENT -> ClientFold.fold(aggregate.value(),
                    contributions.stream().map(c -> ClientReturn.fromJson(c.body())).toList(), feed);
            case ORGANISATION -> OrganizationMapper.fold(
                    contributions.stream().map(c -> OrganisationStatement.fromJson(c.body())).toList(), feed);
            default -> throw new IllegalArgumentException("No aggregate of this format: " + aggregate.kind());
        }, List.of());
    }
}
