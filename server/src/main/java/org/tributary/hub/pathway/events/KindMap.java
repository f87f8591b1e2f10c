package org.tributary.hub.pathway.events;

import java.util.Optional;
import java.util.stream.Stream;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.mapping.support.CodeMap;

/** A ConceptMap from codes to kinds of care event. */
final class KindMap {

    private final CodeMap codes;

    private KindMap(CodeMap codes) {
        this.codes = codes;
    }

    static KindMap load(String name) {
        return new KindMap(CodeMap.load(name));
    }

    /** The kind that the first code with one gives. */
    Optional<CareEventKind> kindOf(Stream<String> from) {
        return from.flatMap(code -> codes.translate(code).stream())
                .map(target -> CareEventKind.findByCode(target.code()).orElseThrow())
                .findFirst();
    }
}
