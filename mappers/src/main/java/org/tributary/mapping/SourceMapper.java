package org.tributary.mapping;

import java.util.List;

/**
 * Turns one source format into FHIR R4, in two pure steps. {@link #map} reads one document and says what each aggregate
 * (a patient, a visit, a practitioner, a record) learns from it; {@link #fold} makes an aggregate's resources from all
 * that was ever learned, in event order. Whatever the order of arrival, the same documents fold into the same
 * resources.
 *
 * <p>
 * Implementations are stateless and safe for use by many threads. Bad input is never an exception: it is a
 * {@link MappingIssue}.
 */
public interface SourceMapper {

    /** The format's short name, e.g. {@code hl7v2}; a feed names its mapper by it. */
    String format();

    /** The mapper's version, recorded in Provenance; raised whenever the same input may give other resources. */
    String version();

    /** What the mapper reads of a feed's options; an operator is refused the others. */
    default OptionsRead optionsRead() {
        return OptionsRead.NONE;
    }

    /** Reads one document: a message, a bundle, or a file of rows. */
    MappingResult map(SourceDocument document, SourceFeed feed);

    /**
     * The current resources of one aggregate.
     *
     * @param contributions
     *            all contributions to the aggregate, in event order; never empty
     */
    FoldResult fold(AggregateKey aggregate, List<Contribution> contributions, SourceFeed feed);
}
