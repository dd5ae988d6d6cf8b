package dev.certsend.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.certsend.certificate.CertificateFile;
import dev.certsend.certificate.CertificateFiles;
import dev.certsend.certificate.FileKind;
import dev.certsend.certificate.Format;
import dev.certsend.certificate.Leaf;
import dev.certsend.mail.EmailAddress;
import dev.certsend.mail.Letter;
import dev.certsend.text.Language;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mode in every format and language, as two mail programs read it. */
class LetterFormsTest {
    private static final String SHA256 = Samples.CHAIN.facts().sha256Colons();

    @ParameterizedTest
    @MethodSource("dev.certsend.letter.Samples#every")
    void two_mail_programs_read_the_same_and_what_was_written(Asked asked) {
        Letter letter = Samples.letter(asked, Samples.CHAIN);
        Received read = Received.byAngus(letter.bytes());
        assertThat(read).isEqualTo(Received.byMime4j(letter.bytes()));
        assertThat(read.subject()).isEqualTo(letter.subject());
        assertThat(read.fromName()).isEqualTo("Example Corp – cert-send");
        assertThat(read.from()).isEqualTo("certificates@example.com");
        assertThat(read.replyTo()).isEqualTo("alice@example.com");
        assertThat(read.texts()).containsExactly(letter.text(), letter.html());
        List<CertificateFile> files =
                asked.mode() == Mode.ATTACHMENT ? CertificateFiles.of(Samples.CHAIN, asked.format()) : List.of();
        assertThat(read.files()).hasSameSizeAs(files);
        for (int i = 0; i < files.size(); i++) {
            assertThat(read.files().get(i).name()).isEqualTo(files.get(i).name());
            assertThat(read.files().get(i).contentType()).isEqualTo(files.get(i).contentType());
            assertThat(read.files().get(i).bytes()).isEqualTo(files.get(i).bytes());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.certsend.letter.Samples#every")
    void both_parts_tell_who_sent_what_and_how_to_know_it(Asked asked) {
        Received read = Received.byAngus(Samples.letter(asked, Samples.CHAIN).bytes());
        for (String part : List.of(unwrapped(read.text()), shown(read.html()))) {
            assertThat(part)
                    .contains("Alice Martin", "Example Corp", "1234567", "For the new proxy.", "alice@example.com")
                    .contains("www.example.com, example.com", "Example TLS CA 1", "2027", SHA256)
                    .contains(Samples.CHAIN.facts().serial())
                    .contains(asked.language() == Language.FRENCH ? "205 jours restants" : "205 days left")
                    .containsAnyOf("openssl x509 -in www.example.com_2027-06-15_", "keytool -printcert -file www.");
        }
        assertThat(read.html()).contains("<html lang=\"" + asked.language().tag() + "\"");
    }

    @ParameterizedTest
    @MethodSource("dev.certsend.letter.Samples#every")
    void every_file_that_is_spoken_of_is_one_of_ours(Asked asked) {
        Received read = Received.byAngus(Samples.letter(asked, Samples.CHAIN).bytes());
        List<String> ours =
                List.of(FileKind.values()).stream().map(Samples.CHAIN::fileName).toList();
        assertThat(read.text().split("[^A-Za-z0-9._-]+"))
                .filteredOn(word -> word.startsWith("www.example.com_"))
                .isNotEmpty()
                .allSatisfy(word -> assertThat(ours).contains(word.replaceAll("\\.$", "")));
        for (Received.File file : read.files()) {
            assertThat(read.text()).contains(file.name() + ": ");
            assertThat(read.html()).contains(file.name() + "</strong>");
        }
    }

    @Test
    void the_link_stands_in_both_parts_and_the_certificate_in_none() {
        Received read = Received.byAngus(Samples.letter(Mode.DOWNLOADLINK, Format.PEM_CHAIN, Language.ENGLISH)
                .bytes());
        assertThat(read.text())
                .contains("\n" + Samples.PAGE.url() + "\n")
                .contains("December 6, 2026")
                .doesNotContain("BEGIN CERTIFICATE");
        assertThat(read.html()).contains("href=\"" + Samples.PAGE.url() + "\"").doesNotContain("BEGIN CERTIFICATE");
    }

    @ParameterizedTest
    @CsvSource({
        "ENGLISH, 1, The page gives a file once at most.",
        "ENGLISH, 1000, 'The page gives a file 1,000 times at most.'",
        "FRENCH, 1, La page donne un fichier une fois au plus.",
        "FRENCH, 5, La page donne un fichier 5 fois au plus."
    })
    void a_link_whose_downloads_are_counted_says_how_many_in_both_parts(Language language, int most, String said) {
        CertificateLetter.Page page = new CertificateLetter.Page(Samples.PAGE.url(), Samples.PAGE.until(), most);
        Letter letter = new CertificateLetter(
                        Samples.asked(Mode.DOWNLOADLINK, Format.PEM_CHAIN, language),
                        UUID.randomUUID(),
                        EmailAddress.of("bob@example.org"),
                        Samples.CHAIN,
                        page)
                .from(Samples.SENDER);
        assertThat(letter.text()).contains(said, "PEM, PKCS #7, DER, ZIP");
        assertThat(letter.html()).contains(said, "PEM, PKCS #7, DER, ZIP");
        assertThat(Samples.letter(Mode.DOWNLOADLINK, Format.PEM_CHAIN, language).text())
                .doesNotContain(said);
    }

    @Test
    void a_certificate_without_intermediates_is_one_block_for_one_file() {
        var chain = Samples.chain(
                Samples.ROOT.certificate(), Samples.ROOT.issue(Leaf.of("www.example.com", "www.example.com")));
        Letter letter = Samples.letter(Samples.asked(Mode.PLAINTEXT, Format.PEM_CHAIN, Language.ENGLISH), chain);
        assertThat(letter.text())
                .containsOnlyOnce("BEGIN CERTIFICATE")
                .contains("Save as www.example.com_2027-06-15_chain.pem")
                .contains("ssl_certificate /etc/nginx/www.example.com_2027-06-15_chain.pem;")
                .doesNotContain("both", "ntermediate");
        Letter apart = Samples.letter(Samples.asked(Mode.ATTACHMENT, Format.PEM_APART, Language.ENGLISH), chain);
        assertThat(apart.attachments()).hasSize(1);
        assertThat(apart.text()).contains("SSLCertificateFile").doesNotContain("SSLCertificateChainFile");
    }

    @Test
    void a_letter_with_a_link_to_nowhere_is_not_written() {
        CertificateLetter letter = new CertificateLetter(
                Samples.asked(Mode.DOWNLOADLINK, Format.PEM_CHAIN, Language.ENGLISH),
                UUID.randomUUID(),
                EmailAddress.of("bob@example.org"),
                Samples.CHAIN,
                null);
        assertThatIllegalStateException().isThrownBy(() -> letter.from(Samples.SENDER));
    }

    @Test
    void where_answers_reach_nobody_none_are_promised() {
        Asked asked = new Asked(
                "Alice Martin",
                "Example Corp",
                null,
                7,
                Mode.ATTACHMENT,
                Format.PEM_CHAIN,
                "",
                Language.ENGLISH,
                Leaf.NOW);
        Letter letter = Samples.letter(asked, Samples.CHAIN);
        assertThat(Received.byAngus(letter.bytes()).headers()).doesNotContain("Reply-To");
        assertThat(letter.text()).doesNotContain("Answers", "in their own words");
        assertThat(letter.html()).doesNotContain("Answers", "<blockquote");
    }

    @Test
    void a_hundred_names_stand_whole_in_both_parts() {
        var chain = Samples.hundredNames();
        Letter letter = Samples.letter(Samples.asked(Mode.PLAINTEXT, Format.PEM_CHAIN, Language.ENGLISH), chain);
        String names = String.join(", ", chain.facts().names());
        assertThat(chain.facts().names()).hasSize(100).anyMatch(name -> name.length() == 253);
        assertThat(unwrapped(letter.text())).contains(names);
        assertThat(shown(letter.html())).contains(names);
        assertThat(letter.text().lines().filter(line -> line.contains("host-")))
                .hasSizeLessThan(60)
                .allMatch(line -> line.length() <= 75 && line.endsWith("   "));
        assertThat(letter.bytes().length).isLessThan(102_400); // Gmail shows no more
    }

    /** Lines of one paragraph as one. */
    private static String unwrapped(String text) {
        return text.replaceAll(" {3}\n", " ");
    }

    /** As a reader sees it. */
    static String shown(String html) {
        return html.replaceAll("(?s)<style>.*</style>", "")
                .replaceAll("<wbr>|</?span[^>]*>", "")
                .replaceAll("<[^>]*>", " ")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
