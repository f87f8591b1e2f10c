package org.tributary.mapping;

import java.util.Set;

/**
 * What a mapper reads of {@link MapperOptions}. The time zone is read by all.
 *
 * @param assigningAuthorities
 *            whether documents name assigning authorities
 * @param codeMaps
 *            the names of the ConceptMaps for which local codes may be told
 */
public record OptionsRead(boolean assigningAuthorities, Set<String> codeMaps) {

    /** The format leaves senders no ways of their own. */
    public static final OptionsRead NONE = new OptionsRead(false, Set.of());

    public OptionsRead {
        codeMaps = Set.copyOf(codeMaps);
    }
}
