package org.tributary.hub.store;

import java.util.List;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;

/** Search over current resources. */
@Component
public final class ResourceSearch {

    /**
     * One parameter of a query, decoded.
     *
     * @param name
     *            with its modifier, e.g. {@code family:exact}
     */
    public record Parameter(String name, String value) {
    }

    /**
     * Understands a query on one resource type.
     *
     * @throws SearchRefused
     *             naming what is wrong or not supported
     */
    public CompiledSearch compile(String type, List<Parameter> parameters) {
        throw new UnsupportedOperationException();
    }

    /** One page of what the caller may see. */
    public SearchPage run(ReadTransaction transaction, CompiledSearch search) {
        throw new UnsupportedOperationException();
    }
}
