package org.tributary.hub.ingest;

import java.util.concurrent.Callable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.tributary.hub.store.SearchIndexes;

/**
 * The first load of an empty store makes the indexes of searches at its end. When it is cut short, whichever hub starts
 * next makes them before its doors open.
 */
@Component
public final class FirstLoad implements SmartInitializingSingleton {

    private final CommitLine commitLine;
    private final SearchIndexes indexes;

    FirstLoad(CommitLine commitLine, SearchIndexes indexes) {
        this.commitLine = commitLine;
        this.indexes = indexes;
    }

    @Override
    public void afterSingletonsInstantiated() {
        makeAll();
    }

    /** Does a load, the first or a later one. */
    public <T> T run(Callable<T> load) throws Exception {
        if (!commitLine.change(indexes::putOff)) {
            return load.call();
        }
        try {
            return load.call();
        } finally {
            makeAll();
        }
    }

    private void makeAll() {
        while (commitLine.change(indexes::makeOne)) {
            // One after the other.
        }
    }
}
