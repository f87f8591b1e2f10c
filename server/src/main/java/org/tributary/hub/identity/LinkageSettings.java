package org.tributary.hub.identity;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.tributary.hub.identity.compare.Judge;
import org.tributary.hub.identity.compare.Weights;

/**
 * How persons are linked.
 *
 * @param reviewTestNumbers
 *            whether NHS numbers that are never issued (999) may link nobody by themselves; a hub with real people's
 *            records sets it, since a sender's test patient must not become a person's record. After it is changed
 *            {@code tributary rebuild} applies it to what is stored.
 */
@ConfigurationProperties(prefix = "tributary.identity", ignoreUnknownFields = false)
public record LinkageSettings(@DefaultValue("false") boolean reviewTestNumbers) {

    Judge judge() {
        return new Judge(Weights.shipped(), reviewTestNumbers);
    }
}
