package org.tributary.mapping.gpextract;

/** What an extract speaks of; the names are the kinds of its aggregates and are stored. */
enum Thing {
    ORGANISATION, USER, PATIENT, CONSULTATION, OBSERVATION, DRUG, ISSUE, SESSION, SLOT
}
