package dev.certsend.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.certsend.audit.Action;
import dev.certsend.audit.AuditSearch;
import dev.certsend.audit.Entry;
import dev.certsend.audit.Question;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
    private static final String NASTY = "a \"quote\", a \\, a bell \u0007, \t, é, 😀 and \u2028";

    @Test
    void a_stranger_computes_the_leaf_the_database_has() throws IOException {
        try (SealedTables tables = new SealedTables()) {
            tables.append(Entry.of(Action.LINK_OPENED, "T1")
                    .by("U1", NASTY)
                    .about(7L, 8L, NASTY)
                    .to(Samples.DELIVERY, "bob@example.net")
                    .from("203.0.113.7", NASTY)
                    .because(NASTY));
            byte[] leaf = tables.jdbi().withHandle(handle -> handle.createQuery("SELECT leaf FROM audit_unsealed")
                    .mapTo(byte[].class)
                    .one());
            byte[] line = new AuditSearch(tables.jdbi())
                    .find(Question.all("T1"), null, 1).stream()
                            .map(entry -> Format.JSONL.line(entry, 3L))
                            .findAny()
                            .orElseThrow();
            assertThat(digest(new byte[] {0}, member(line, "entry"))).isEqualTo(leaf);
            JsonNode read = new ObjectMapper().readTree(line);
            byte[] personal = digest(read.path("salt").binaryValue(), member(line, "personal"));
            assertThat(read.at("/entry/personal").asText())
                    .isEqualTo(HexFormat.of().formatHex(personal));
            assertThat(read.path("position").asLong()).isEqualTo(3);
            assertThat(read.at("/entry/certificate_name").asText()).isEqualTo(NASTY);
            assertThat(new String(line, StandardCharsets.UTF_8)).containsOnlyOnce("\n");
        }
    }

    @Test
    void an_entry_whose_values_were_blotted_out_has_its_digest_alone() throws IOException {
        JsonNode line = new ObjectMapper().readTree(Format.JSONL.line(Samples.blotted(Action.MAIL_ACCEPTED), null));
        assertThat(line.at("/entry/personal").asText()).isEqualTo("0".repeat(64));
        assertThat(line.has("personal")).isFalse();
        assertThat(line.has("salt")).isFalse();
        assertThat(line.has("position")).isFalse();
    }

    /** The bytes of an object as they stand in the line. */
    private static byte[] member(byte[] line, String name) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(line)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                boolean found = parser.currentName().equals(name);
                parser.nextToken();
                int begin = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                if (found) {
                    return Arrays.copyOfRange(
                            line, begin, (int) parser.currentLocation().getByteOffset());
                }
            }
        }
        throw new AssertionError("there is no " + name);
    }

    private static byte[] digest(byte[] before, byte[] bytes) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(before);
            return sha256.digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
