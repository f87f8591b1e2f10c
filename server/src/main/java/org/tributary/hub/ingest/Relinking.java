package org.tributary.hub.ingest;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Links a store anew that an older hub linked by other rules, before any door opens: a Patient that came in between
 * would not find those whose keys are not there yet.
 */
@Component
final class Relinking implements SmartInitializingSingleton {

    private final CommitLine commitLine;

    Relinking(CommitLine commitLine) {
        this.commitLine = commitLine;
    }

    @Override
    public void afterSingletonsInstantiated() {
        commitLine.linkIfOlder();
    }
}
