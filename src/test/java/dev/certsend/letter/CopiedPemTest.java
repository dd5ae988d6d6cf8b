package dev.certsend.letter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.certificate.CertificateChain;
import dev.certsend.certificate.Format;
import dev.certsend.certificate.Program;
import dev.certsend.mail.Letter;
import dev.certsend.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate copied by hand out of a letter, as mail programs show it. */
class CopiedPemTest {
    private static final Pattern BLOCK = Pattern.compile("(?s)-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----");
    private static final Pattern PRE = Pattern.compile("(?s)<pre[^>]*>(.*?)</pre>");

    private final Letter letter = Samples.letter(Mode.PLAINTEXT, Format.PEM_CHAIN, Language.ENGLISH);
    private final Path directory;

    CopiedPemTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void out_of_the_text_part() throws Exception {
        opens(blocks(Received.byMime4j(letter.bytes()).text()));
    }

    @Test
    void out_of_the_text_part_after_outlook_joined_its_lines() throws Exception {
        String text = Received.byMime4j(letter.bytes()).text();
        String joined = joinedAsByOutlook(text);
        assertThat(joined.replace("   \n", "\n")).contains(Samples.CHAIN.leafPem());
        assertThat(joinedAsByOutlook(text.replace("   \n", "\n")))
                .as("without the three spaces")
                .doesNotContain(Samples.CHAIN.leafPem());
        opens(blocks(joined));
    }

    @Test
    void out_of_the_html_part() throws Exception {
        List<String> blocks = PRE.matcher(letter.html())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(blocks).containsExactly(Samples.CHAIN.leafPem(), Samples.CHAIN.issuersPem());
        opens(blocks);
    }

    @Test
    void a_certificate_in_the_message_is_none_of_these() throws Exception {
        Asked asked = Samples.asked(Mode.PLAINTEXT, Format.PEM_CHAIN, Language.ENGLISH);
        Asked quoting = new Asked(
                asked.requesterName(),
                asked.workspace(),
                null,
                1,
                asked.mode(),
                asked.format(),
                Samples.hundredNames().leafPem(),
                asked.language(),
                asked.at());
        Path whole = Files.writeString(
                directory.resolve("letter.txt"),
                Samples.letter(quoting, Samples.CHAIN).text());
        assertThat(Program.OPENSSL.run("x509", "-in", whole, "-noout", "-fingerprint", "-sha256"))
                .endsWith(Samples.CHAIN.facts().sha256Colons());
    }

    /** Lines of 40 characters and more are joined with the next one, unless they end in three spaces. */
    private static String joinedAsByOutlook(String text) {
        StringBuilder joined = new StringBuilder();
        text.lines()
                .forEach(line -> joined.append(line).append(line.length() >= 40 && !line.endsWith("   ") ? ' ' : '\n'));
        return joined.toString();
    }

    private static List<String> blocks(String text) {
        return BLOCK.matcher(text).results().map(MatchResult::group).toList();
    }

    private void opens(List<String> blocks) throws Exception {
        assertThat(blocks).hasSize(2);
        Path leaf = write("leaf.pem", blocks.get(0));
        Path issuers = write("issuers.pem", blocks.get(1));
        Path root = write(
                "root.pem",
                CertificateChain.ofDer(List.of(Samples.ROOT.certificate())).leafPem());
        assertThat(Program.OPENSSL.run("x509", "-in", leaf, "-noout", "-fingerprint", "-sha256"))
                .endsWith(Samples.CHAIN.facts().sha256Colons());
        assertThat(Program.OPENSSL.run("verify", "-no_check_time", "-CAfile", root, "-untrusted", issuers, leaf))
                .endsWith("OK");
        Path both = write("chain.pem", blocks.get(0) + "\n" + blocks.get(1) + "\n");
        assertThat(Program.OPENSSL.run("verify", "-no_check_time", "-CAfile", root, "-untrusted", both, both))
                .endsWith("OK");
        assertThat(Program.KEYTOOL.run("-printcert", "-file", both))
                .contains(Samples.CHAIN.facts().sha256Colons());
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }
}
