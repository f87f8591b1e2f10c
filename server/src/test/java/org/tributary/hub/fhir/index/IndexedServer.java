package org.tributary.hub.fhir.index;

import java.util.concurrent.atomic.AtomicInteger;
import org.tributary.hub.access.WriterDatabase;
import org.tributary.hub.fhir.FhirServer;
import org.tributary.hub.fhir.FhirServer.Reply;
import org.tributary.hub.ingest.Reindex;
import tools.jackson.databind.JsonNode;

/** Nodes of a hub whose background job runs when the test says so. */
final class IndexedServer {

    static final String FAVOURITE = "https://tributary.example/favourite";

    private final FhirServer node;

    IndexedServer(FhirServer node) {
        this.node = node;
    }

    FhirServer node() {
        return node;
    }

    /** As much of the job as these steps are. */
    void index(int steps) {
        AtomicInteger left = new AtomicInteger(steps);
        node.bean(Reindex.class).run(() -> left.getAndDecrement() > 0);
    }

    void index() {
        node.bean(Reindex.class).run(() -> true);
    }

    /** Puts a parameter in force. */
    Reply define(String id, String code, String type, String base, String expression, String... members) {
        return node.put("SearchParameter/" + id, definition(id, code, type, base, expression, members), "Caller",
                FhirServer.OPERATOR);
    }

    /**
     * @param members
     *            further ones, as JSON
     */
    static String definition(String id, String code, String type, String base, String expression, String... members) {
        return """
                {"resourceType":"SearchParameter","id":"%s","url":"https://tributary.example/SearchParameter/%s",
                 "name":"Test","status":"active","description":"A test","code":"%s","type":"%s","base":["%s"],
                 "expression":"%s"%s}""".formatted(id, id, code, type, base, expression,
                members.length == 0 ? "" : "," + String.join(",", members));
    }

    /** A Patient with a favourite colour and a gender. */
    void patient(String id, String favourite, String... headers) {
        Reply reply = node.put("Patient/" + id, """
                {"resourceType":"Patient","id":"%s",
                 "extension":[{"url":"%s","valueString":"%s"}],
                 "name":[{"family":"Indexed","given":["%s"]}]}""".formatted(id, FAVOURITE, favourite, id), headers);
        if (reply.status() > 201) {
            throw new AssertionError(reply.text());
        }
    }

    String state(String id) {
        return part(node.get("SearchParameter/" + id + "/$status", "Caller", FhirServer.OPERATOR), "state")
                .path("valueCode")
                .asString();
    }

    static JsonNode part(Reply reply, String name) {
        return reply.json()
                .path("parameter")
                .valueStream()
                .filter(parameter -> parameter.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(reply.text()));
    }

    long count(String sql) {
        return node.bean(WriterDatabase.class)
                .write(transaction -> transaction.jdbc().sql(sql).query(Long.class).single());
    }

    void run(String sql) {
        node.bean(WriterDatabase.class).write(transaction -> transaction.jdbc().sql(sql).update());
    }
}
