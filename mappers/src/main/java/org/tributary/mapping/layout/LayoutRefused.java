package org.tributary.mapping.layout;

import java.util.List;

/** A layout that cannot be used. The message has a line for each problem, which starts with file and line number. */
public final class LayoutRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LayoutRefused(List<String> problems) {
        super(String.join("\n", problems));
    }
}
