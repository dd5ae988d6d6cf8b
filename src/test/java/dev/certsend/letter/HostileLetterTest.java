package dev.certsend.letter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.certificate.CertificateChain;
import dev.certsend.certificate.Format;
import dev.certsend.certificate.Leaf;
import dev.certsend.mail.Letter;
import dev.certsend.orders.CertificateInWords;
import dev.certsend.text.Language;
import dev.certsend.text.OneLine;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** Whatever people and certificates are called, a letter says it and is otherwise the letter it always is. */
class HostileLetterTest {
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern SAID = Pattern.compile("(?s)white-space:pre-wrap;\">(.*?)</p>");
    private static final List<String> HEADERS = List.of(
            "Date",
            "From",
            "Reply-To",
            "To",
            "Message-ID",
            "Subject",
            "Content-Language",
            "Auto-Submitted",
            "X-Auto-Response-Suppress",
            "MIME-Version",
            "Content-Type");

    @Property(tries = 150)
    void what_was_written_is_read_and_nothing_else_changes(
            @ForAll("texts") String name,
            @ForAll("texts") String workspace,
            @ForAll("messages") String message,
            @ForAll Mode mode,
            @ForAll Format format,
            @ForAll Language language) {
        Letter letter = Samples.letter(
                new Asked(name, workspace, Samples.ALICE, 7, mode, format, message, language, Leaf.NOW), Samples.CHAIN);
        Received read = sameByBoth(letter);
        assertThat(read.fromName())
                .isEqualTo((OneLine.of(workspace, 80) + " – cert-send")
                        .replace("=?", "= ?")
                        .strip());
        assertThat(read.subject())
                .isEqualTo(Samples.letter(mode, format, language).subject());
        assertThat(read.text()).contains(OneLine.of(name, 80)).contains(OneLine.of(workspace, 80));
        assertThat(LetterFormsTest.shown(read.html())).contains(OneLine.of(name, 80));
        assertThat(quoted(read.text())).isEqualTo(asShown(message));
        assertThat(saidInHtml(read.html())).isEqualTo(asShown(message));
        assertThat(tags(read.html()))
                .isSubsetOf(tags(Samples.letter(mode, format, language).html()));
    }

    @Property(tries = 100)
    void a_certificates_name_is_text_and_its_file_is_safe(@ForAll("texts") String commonName, @ForAll Mode mode) {
        CertificateChain chain = named(commonName);
        Letter letter = Samples.letter(Samples.asked(mode, Format.PEM_CHAIN, Language.ENGLISH), chain);
        Received read = sameByBoth(letter);
        String name = CertificateInWords.name(chain.facts());
        assertThat(read.subject()).isEqualTo("TLS certificate for " + name);
        assertThat(read.text()).contains(name);
        assertThat(read.html()).doesNotContain("<script");
        assertThat(tags(read.html()))
                .isSubsetOf(tags(
                        Samples.letter(mode, Format.PEM_CHAIN, Language.ENGLISH).html()));
        assertThat(read.files()).allMatch(file -> file.name().matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,59}"));
    }

    @Example
    void names_that_once_broke_letters() {
        for (String name : new String[] {
            "==??",
            "=?utf-8?q?x?=",
            "<script>alert(1)</script>",
            "a\r\nBcc: x@example.com",
            "🧨".repeat(90),
            "",
            "\u202e"
        }) {
            what_was_written_is_read_and_nothing_else_changes(
                    name, name, name, Mode.PLAINTEXT, Format.PEM_CHAIN, Language.ENGLISH);
            a_certificates_name_is_text_and_its_file_is_safe(name, Mode.ATTACHMENT);
        }
    }

    private static Received sameByBoth(Letter letter) {
        Received read = Received.byAngus(letter.bytes());
        assertThat(read.headers()).isEqualTo(HEADERS);
        assertThat(Received.byMime4j(letter.bytes())).isEqualTo(read);
        return read;
    }

    /** The lines of the message in the text part: marked as somebody else's and kept apart. */
    private static List<String> quoted(String text) {
        return text.lines()
                .skip(1) // the opening, which begins with a name
                .filter(line -> line.startsWith("> "))
                .map(line -> line.substring(2, line.length() - 3))
                .toList();
    }

    private static List<String> saidInHtml(String html) {
        return SAID.matcher(html)
                .results()
                .flatMap(found -> Arrays.stream(found.group(1).split("<br>", -1)))
                .map(line -> line.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
                .collect(Collectors.collectingAndThen(
                        Collectors.toList(), all -> all.isEmpty() ? all : all.subList(0, all.size() - 1)));
    }

    /** What can't be seen is seen to be there. */
    private static List<String> asShown(String message) {
        return message.lines()
                .map(line -> line.codePoints()
                        .mapToObj(c -> unseen(c) ? "\uFFFD" : Character.toString(c))
                        .collect(Collectors.joining()))
                .toList();
    }

    private static boolean unseen(int c) {
        int type = Character.getType(c);
        return (type == Character.CONTROL && c != '\t')
                || type == Character.SURROGATE
                || c == 0x2028
                || c == 0x2029
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069);
    }

    private static Set<String> tags(String html) {
        return TAG.matcher(html).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static CertificateChain named(String commonName) {
        byte[] octets = commonName
                .codePoints()
                .limit(32) // RFC 5280: 64 characters, counted as Java counts them
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        String wellFormed = new String(octets, StandardCharsets.UTF_8);
        String asText = wellFormed.replace('#', '+'); // Bouncy Castle takes it for DER
        return Samples.chain(Leaf.of("x", "www.example.com")
                .subject(new X500NameBuilder(BCStyle.INSTANCE)
                        .addRDN(BCStyle.CN, asText)
                        .build()
                        .toString()));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> any = Arbitraries.integers()
                .between(0, Character.MAX_CODE_POINT)
                .map(Character::toString)
                .list()
                .ofMaxSize(120)
                .map(all -> String.join("", all));
        Arbitrary<String> low =
                Arbitraries.strings().withCharRange('\0', '\u024f').ofMaxLength(200);
        Arbitrary<String> marks = Arbitraries.of(
                        "<script>",
                        "</pre>",
                        "&amp;",
                        "\r\nBcc: x@example.com",
                        "\"",
                        "'",
                        "{0}",
                        "${x}",
                        "=?utf-8?q?x?=",
                        "\u202e",
                        "-- ",
                        "> ")
                .list()
                .ofMaxSize(12)
                .map(all -> String.join("", all));
        return Arbitraries.oneOf(any, low, marks);
    }

    @Provide
    Arbitrary<String> messages() {
        return texts().list().ofMaxSize(6).map(all -> String.join("\n", all));
    }
}
