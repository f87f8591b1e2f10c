package org.tributary.mapping.socialcare;

import java.util.Arrays;
import java.util.Optional;

/** The four kinds of event of Client Level Data. The constants' names are stored in contributions. */
enum EventType {
    REQUEST("request"), ASSESSMENT("assessment"), SERVICE("service"), REVIEW("review");

    private final String code;

    EventType(String code) {
        this.code = code;
    }

    /** The code in the hub's code system {@code cld-event-type}. */
    String code() {
        return code;
    }

    static Optional<EventType> find(String wording) {
        return CodeList.EVENT_TYPE.translate(wording)
                .flatMap(target -> Arrays.stream(values()).filter(type -> type.code.equals(target.code())).findFirst());
    }
}
