package org.tributary.hub.store.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResourceJsonTest {

    @Test
    void order_and_number_literals_stay_and_the_servers_part_of_meta_goes() {
        ResourceJson read = read("""
                { "b" : 1.00, "meta" : { "tag" : [ ], "versionId" : "7", "lastUpdated" : "x" }, "id" : "i",
                  "a" : [ 1e2, -0.10, 100000000000000000000, true, null, { "z" : "\\u00e9\\n" } ],
                  "resourceType" : "T" }""");
        assertThat(text(read.content())).isEqualTo(
                "{\"meta\":{\"tag\":[]},\"b\":1.00,\"a\":[1e2,-0.10,100000000000000000000,true,null,{\"z\":\"é\\n\"}]}");
        assertThat(read.tree().get("b").decimalValue()).isEqualTo(new BigDecimal("1.00"));
        assertThat(read.tree().get("meta").has("versionId")).isFalse();
        assertThat(read.tree().get("id").stringValue()).isEqualTo("i");
    }

    @Test
    void a_meta_of_nothing_but_the_servers_part_is_none() {
        ResourceJson read = read("{\"resourceType\":\"T\",\"meta\":{\"versionId\":\"7\"},\"a\":1}");
        assertThat(text(read.content())).isEqualTo("{\"a\":1}");
        assertThat(read.tree().has("meta")).isFalse();
    }

    @Test
    void references_are_rewritten_wherever_they_are() {
        ResourceJson read = ResourceJson.read(utf8("{\"resourceType\":\"T\",\"a\":{\"reference\":\"urn:uuid:1\"},"
                + "\"b\":[{\"c\":{\"reference\":\"Patient/2\"}}]}"), null,
                (kind, text) -> text.replace("urn:uuid:1", "Patient/1"));
        assertThat(text(read.content())).isEqualTo(
                "{\"a\":{\"reference\":\"Patient/1\"},\"b\":[{\"c\":{\"reference\":\"Patient/2\"}}]}");
        assertThat(read.tree().get("a").get("reference").stringValue()).isEqualTo("Patient/1");
    }

    @Test
    void a_resource_is_put_together_without_being_read() {
        Instant time = Instant.parse("2024-05-06T07:08:09.010Z");
        String served = "{\"resourceType\":\"T\",\"id\":\"i\",\"meta\":{\"versionId\":\"3\","
                + "\"lastUpdated\":\"2024-05-06T07:08:09.010Z\"";
        assertThat(text(Splice.served("T", "i", 3, time, utf8("{\"meta\":{\"source\":\"x\"},\"a\":1}"))))
                .isEqualTo(served + ",\"source\":\"x\"},\"a\":1}");
        assertThat(text(Splice.served("T", "i", 3, time, utf8("{\"a\":1}")))).isEqualTo(served + "},\"a\":1}");
        assertThat(text(Splice.served("T", "i", 3, time, utf8("{}")))).isEqualTo(served + "}}");
        assertThat(text(Splice.plain("T", null, utf8("{}")))).isEqualTo("{\"resourceType\":\"T\"}");
        assertThat(text(Splice.plain("T", "i", utf8("{\"a\":1}")))).isEqualTo(
                "{\"resourceType\":\"T\",\"id\":\"i\",\"a\":1}");
    }

    @Test
    void what_is_encoded_is_decoded_again() {
        Random random = new Random(1);
        try (BodyCodec codec = BodyCodec.open()) {
            for (int length : new int[]{0, 1, 100, 8191, 8192, 100_000}) {
                byte[] bytes = new byte[length];
                random.nextBytes(bytes);
                assertThat(codec.decode(codec.encode(bytes))).isEqualTo(bytes);
            }
            byte[] zeroes = new byte[1_000_000];
            assertThat(codec.encode(zeroes).length).isLessThan(10_000);
            assertThat(codec.decode(codec.encode(zeroes))).isEqualTo(zeroes);
        }
    }

    private static ResourceJson read(String json) {
        return ResourceJson.read(utf8(json));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
