package org.tributary.hub.identity;

import org.tributary.mapping.NhsNumber;

/** How a person is looked for. */
public sealed interface PersonQuery {

    record ByNhsNumber(NhsNumber number) implements PersonQuery {
    }

    /**
     * @param family
     *            as typed; case, accents, spaces and punctuation do not matter
     * @param birthDate
     *            {@code yyyy-MM-dd}
     */
    record ByNameAndBirthDate(String family, String birthDate) implements PersonQuery {
    }

    /** By the number an organisation itself gives the person, compared exactly. */
    record ByLocalNumber(String value) implements PersonQuery {
    }
}
