package org.tributary.hub.identity.review;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What somebody sends to decide something: a JSON object of texts. */
record DecisionBody(JsonNode json) {

    static DecisionBody read(byte @Nullable [] body) {
        try {
            JsonNode json = body == null ? null : JsonMapper.shared().readTree(body);
            if (json != null && json.isObject()) {
                return new DecisionBody(json);
            }
        } catch (JacksonException e) {
            throw Refusals.bad("The body must be a JSON object");
        }
        throw Refusals.bad("The body must be a JSON object");
    }

    String text(String name) {
        JsonNode value = json.path(name);
        if (!value.isString()) {
            throw Refusals.bad(name + " must be given, as a text");
        }
        return value.asString();
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : json.path(name)) {
            if (!value.isString()) {
                throw Refusals.bad(name + " must be a list of texts");
            }
            texts.add(value.asString());
        }
        return texts;
    }
}
