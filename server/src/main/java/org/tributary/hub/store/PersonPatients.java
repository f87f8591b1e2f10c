package org.tributary.hub.store;

import java.util.Collection;
import java.util.List;
import org.tributary.hub.access.ReadTransaction;

/**
 * What identity tells searches: the source Patients that a person is. One bean of the hub's implements it; where nobody
 * tells, the parameter {@code _person} is refused.
 */
public interface PersonPatients {

    /**
     * The logical ids of the visible source Patients that are any of these persons now. A person that was retired is
     * the one that stays; what is no person's id is nobody.
     */
    List<String> listPatients(ReadTransaction transaction, Collection<String> persons);
}
