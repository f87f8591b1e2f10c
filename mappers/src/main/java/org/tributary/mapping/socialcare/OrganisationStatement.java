package org.tributary.mapping.socialcare;

import org.jspecify.annotations.Nullable;
import org.tributary.mapping.AggregateKey;
import org.tributary.mapping.IdentifierSystems;
import org.tributary.mapping.SourceFeed;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one return says about an organisation: the council itself or a provider. The body of a contribution.
 *
 * @param system
 *            of the identifier it goes by
 * @param laCode
 *            the council's code in the return, for a council
 */
record OrganisationStatement(Role role, String system, String value, @Nullable String name,
        @Nullable String laCode) {

    /** The system of the identifiers that the Care Quality Commission gives its registered locations. */
    static final String CQC_LOCATION = "https://tributary.example/Id/cqc-location";

    /** The system of the codes that the return has for councils. */
    static final String LA_CODE = "https://tributary.example/Id/cld-la-code";

    /** What an organisation is to the return. The constants' names are stored in contributions. */
    enum Role {
        COUNCIL, PROVIDER
    }

    private static final JsonMapper JSON = JsonMapper.shared();

    static OrganisationStatement council(SourceFeed feed, @Nullable String laCode) {
        return new OrganisationStatement(Role.COUNCIL, IdentifierSystems.ODS_ORGANISATION, feed.organisation(), null,
                laCode);
    }

    static OrganisationStatement provider(String location, @Nullable String name) {
        return new OrganisationStatement(Role.PROVIDER, CQC_LOCATION, location, name, null);
    }

    AggregateKey aggregate() {
        return new AggregateKey(ClientLevelDataMapper.ORGANISATION, system + '|' + value);
    }

    /** This statement, with what it leaves out taken from an older one. */
    OrganisationStatement completedFrom(OrganisationStatement older) {
        return new OrganisationStatement(role, system, value, name == null ? older.name : name,
                laCode == null ? older.laCode : laCode);
    }

    String toJson() {
        return JSON.writeValueAsString(this);
    }

    static OrganisationStatement fromJson(String json) {
        return JSON.readValue(json, OrganisationStatement.class);
    }
}
