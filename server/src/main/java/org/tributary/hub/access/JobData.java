package org.tributary.hub.access;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import tools.jackson.databind.json.JsonMapper;

/** What jobs are told travels as JSON: records and texts, readable in the table, never serialised Java objects. */
final class JobData implements Serializer {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public byte[] serialize(Object data) {
        return JSON.writeValueAsBytes(data);
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] data) {
        return JSON.readValue(data, type);
    }
}
