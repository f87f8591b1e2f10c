package org.tributary.hub.ops;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tributary.hub.ops.DatabaseOptions.OpenDatabase;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Starts the hub on an empty database, asks it a little and stops: the launcher has Java record what that loads, so
 * that every later start is quick.
 */
@Command(name = "rehearse", hidden = true, mixinStandardHelpOptions = true, description = "Start the hub on an empty database, ask it a little and stop.")
final class RehearseCommand implements Callable<Integer> {

    private static final String PATIENT = """
            {"resourceType":"Patient","id":"rehearsal","name":[{"family":"Rehearsal"}],"birthDate":"1970-01-01"}""";

    private static final String RECORD = """
            {"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","id":"rehearsal",
             "meta":{"profile":["https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-Patient-1"]}}},
             {"resource":{"resourceType":"Observation","status":"final","code":{"text":"Rehearsal"},
             "subject":{"reference":"Patient/rehearsal"},"valueQuantity":{"value":1}}}]}""";

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        Path data = database.data();
        if (data.toFile().exists()) {
            throw new StartUpFailure("A rehearsal needs a folder that is not there yet, not " + data);
        }
        OpenDatabase opened = database.open();
        try (RunningHub hub = RunningHub.start(opened, Map.of("server.port", 0, "server.address", "127.0.0.1",
                "tributary.mllp.port", -1, "tributary.access.open", true));
                HttpClient http = HttpClient.newHttpClient()) {
            String base = "http://127.0.0.1:" + hub.port();
            send(http, HttpRequest.newBuilder(URI.create(base + "/fhir/Patient/rehearsal"))
                    .header("Content-Type", "application/fhir+json")
                    .PUT(BodyPublishers.ofString(PATIENT)));
            for (String path : new String[]{"/fhir/metadata", "/fhir/Patient/rehearsal",
                    "/fhir/Patient?family=rehearsal", "/fhir/Patient/rehearsal?_format=xml", "/", "/actuator/health"}) {
                send(http, HttpRequest.newBuilder(URI.create(base + path)));
            }
        }
        map();
        return 0;
    }

    /** What mapping loads, too: of all commands it is the one that people wait for most often. */
    private static void map() {
        ByteArrayInputStream in = new ByteArrayInputStream(RECORD.getBytes(StandardCharsets.UTF_8));
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        new CommandLine(new MapCommand(in, nowhere, nowhere)).execute("--format", "gpconnect", "--in", "-");
    }

    private static void send(HttpClient http, HttpRequest.Builder request) throws IOException, InterruptedException {
        http.send(request.build(), BodyHandlers.discarding());
    }
}
