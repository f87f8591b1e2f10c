package org.tributary.hub.access;

import java.io.Serializable;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One SMART on FHIR v2 scope of the levels {@code system} and {@code user}, such as {@code system/Observation.rs}
 * (SMART App Launch 2.2, section "Scopes for requesting FHIR Resources"), without granular query parameters.
 *
 * @param resourceType
 *            a FHIR resource type or {@code *}
 */
public record SmartScope(String resourceType, Set<Interaction> interactions) implements Serializable {

    /** The letters of a SMART v2 scope. */
    public enum Interaction {
        CREATE('c'), READ('r'), UPDATE('u'), DELETE('d'), SEARCH('s');

        private final char letter;

        Interaction(char letter) {
            this.letter = letter;
        }
    }

    public static final SmartScope ALL = new SmartScope("*", EnumSet.allOf(Interaction.class));

    private static final Pattern SYNTAX = Pattern.compile("(?:system|user)/(\\*|[A-Z][A-Za-z]+)\\.(c?r?u?d?s?)");

    public SmartScope {
        interactions = Set.copyOf(interactions);
    }

    /** The scope that a text spells; empty for anything else, which then grants nothing. */
    public static Optional<SmartScope> parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches() || matcher.group(2).isEmpty()) {
            return Optional.empty();
        }
        Set<Interaction> interactions = EnumSet.noneOf(Interaction.class);
        for (Interaction interaction : Interaction.values()) {
            if (matcher.group(2).indexOf(interaction.letter) >= 0) {
                interactions.add(interaction);
            }
        }
        return Optional.of(new SmartScope(matcher.group(1), interactions));
    }

    boolean grants(Interaction interaction, String type) {
        return (resourceType.equals("*") || resourceType.equals(type)) && interactions.contains(interaction);
    }
}
