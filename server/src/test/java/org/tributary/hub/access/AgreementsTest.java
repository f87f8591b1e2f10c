package org.tributary.hub.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tributary.hub.TestDatabase;
import org.tributary.hub.access.Agreements.Agreement;

class AgreementsTest {

    private final TestDatabase database = TestDatabase.create();
    private final Agreements agreements = new Agreements();

    @Test
    void anAgreementIsKeptOnceAndGoesWhenRemoved() {
        Agreement agreement = new Agreement("RZ9", "E99999", Purpose.DIRECT_CARE);
        database.writer().write(transaction -> {
            agreements.add(transaction, agreement);
            agreements.add(transaction, agreement);
            return null;
        });
        assertThat(list()).containsExactly(agreement);
        boolean removed = database.writer().write(transaction -> agreements.remove(transaction, agreement));
        boolean removedAgain = database.writer().write(transaction -> agreements.remove(transaction, agreement));
        assertThat(removed).isTrue();
        assertThat(removedAgain).isFalse();
        assertThat(list()).isEmpty();
    }

    private List<Agreement> list() {
        return database.reader().read(Caller.hub(), agreements::list);
    }
}
