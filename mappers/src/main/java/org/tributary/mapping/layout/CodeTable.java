package org.tributary.mapping.layout;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.tributary.mapping.support.CodeMap;
import org.tributary.mapping.support.CodeMap.Target;

/**
 * The codes of a column and what they mean.
 *
 * @param targets
 *            of an inline table, else empty
 */
record CodeTable(Function<String, Optional<Target>> translation, Map<String, Target> targets) {

    static CodeTable of(CodeMap map) {
        return new CodeTable(map::translate, Map.of());
    }

    static CodeTable inline(Map<String, Target> targets) {
        Map<String, Target> all = Map.copyOf(targets);
        return new CodeTable(code -> Optional.ofNullable(all.get(code)), all);
    }

    Optional<Target> translate(String code) {
        return translation.apply(code);
    }
}
