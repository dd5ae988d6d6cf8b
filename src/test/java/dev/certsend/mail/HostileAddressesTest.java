package dev.certsend.mail;

import static dev.certsend.mail.Letters.SENDER;
import static dev.certsend.mail.Letters.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses written to reach another mailbox than they show, or to say more to the relay than an address. */
class HostileAddressesTest {

    /** For the properties: one relay, one mailer, as many letters as there are tries. */
    private static final ScriptedSmtp RELAY = relay();

    private static final Mailer MAILER = new Mailer(mail(RELAY.url("")));

    private static ScriptedSmtp relay() {
        try {
            return new ScriptedSmtp().on("EHLO", "250-relay.example\r\n250 SMTPUTF8");
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    @AfterContainer
    static void hangUp() throws IOException {
        MAILER.close();
        RELAY.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // more commands or headers
                "a@x.example\r\nRCPT TO:<evil@y.test>",
                "a@x.example>\r\nDATA\r\n",
                "a@x.example\nBcc: evil@y.test",
                "a@x.example\rBcc: evil@y.test",
                "a\r\n@x.example",
                "a@x.example\u0000evil@y.test",
                "a@x.example\u000b",
                "a@x.example\u000c",
                "a@x.example\u001a",
                "a@x.example\u2028RCPT",
                "a@x.example\u2029RCPT",
                "a@x.example\u0085RCPT",
                // whose low bytes are CR, LF or @, and which are no letters or not one script
                "a\u0140evil.test@x.example",
                "a\u260d@x.example",
                "a\u0a0d@x.example",
                // ESMTP parameters
                "a@x.example> NOTIFY=NEVER",
                "a@x.example> ORCPT=rfc822;evil@y.test",
                "a@x.example SMTPUTF8",
                // several mailboxes in one
                "a@x.example,evil@y.test",
                "a@x.example;evil@y.test",
                "a@x.example evil@y.test",
                "a@x.example\tevil@y.test",
                "<a@x.example>evil@y.test",
                "a@x.example<evil@y.test>",
                "\"a@x.example\" <evil@y.test>",
                "x:a@x.example,evil@y.test;",
                "a@x.example (evil@y.test)",
                "evil@y.test(@x.example",
                "(comment)a@x.example",
                "a(comment)@x.example",
                // routes
                "@y.test:a@x.example",
                "@y.test,@z.test:a@x.example",
                "evil%y.test@x.example",
                "y.test!evil@x.example",
                "evil@y.test@x.example",
                "evil\\@y.test@x.example",
                "\"evil@y.test\"@x.example",
                "\"evil\\\"\"@x.example",
                "\" \"@x.example",
                "evil@[127.0.0.1]",
                "evil@[IPv6:::1]",
                "evil@127.0.0.1",
                "evil@0x7f000001",
                "evil@localhost",
                "evil@2130706433",
                // programs, files, options
                "|cat@x.example",
                "`id`@x.example",
                "-oQ/tmp@x.example",
                "-bd@x.example",
                "/etc/passwd@x.example",
                "-@x.example",
                // encoded words, which some parsers decode first
                "=?utf-8?q?evil=40y.test=3e=20?=@x.example",
                "=?iso-8859-1?q?a=00?=@x.example",
                "a@=?utf-8?q?y.test?=.x.example",
                "=?x?q?evil=40y.test=3e?=x@x.example",
                // other spellings of a separator or of another name
                "evil\uff20y.test@x.example",
                "evil\ufe6by.test@x.example",
                "a@x\u3002example",
                "a@x\uff0eexample",
                "a@x\uff61example",
                "a@\u2100.example",
                "a@x.example\u2044evil",
                "a@x\u2044evil.example",
                "a@x.xn--exampleevil-lx3f",
                "a@\ud83d\udca9.example",
                "a@xn--ls8h.example",
                "a@\uff58.example",
                "\uff41dmin@x.example",
                "\u0430dmin@x.example",
                "\u0391dmin@x.example",
                "admi\u0578@x.example",
                "pay\u0440al@x.example",
                "\ufb01n@x.example",
                "a\u2024b@x.example",
                "\u2160v@x.example",
                // what one does not see
                "a\u200b@x.example",
                "a\u200d@x.example",
                "a\u2060@x.example",
                "a\ufeff@x.example",
                "a\u00ad@x.example",
                "a\u034f@x.example",
                "a\u3164@x.example",
                "a\u115f@x.example",
                "a\ufe0f@x.example",
                "a\u202etset.y@x.example",
                "\u2067a@x.example",
                "a\u00a0@x.example",
                "a\u2003@x.example",
                "a\ud800@x.example",
                "a\ue000@x.example",
                // domains that are none, or are another
                "a@x.example.",
                "a@.x.example",
                "a@x..example",
                "a@-x.example",
                "a@x-.example",
                "a@x_y.example",
                "a@x.example:25",
                "a@x.example/evil",
                "a@x.example#evil",
                "a@x.example?bcc=evil@y.test",
                "a@xn--\u0430.example",
                "a@xn--a-ecp.xn--ls8h.example\u0301",
                "a@xn--zzzzzzzz999.example",
                "mailto:a@x.example",
                "a@x.example%0d%0aBcc:evil@y.test",
                ".a@x.example",
                "a.@x.example",
                "a..b@x.example",
                "@x.example",
                "a@",
                "@",
            })
    void is_refused(String typed) {
        assertThat(catchThrowable(() -> EmailAddress.of(typed)))
                .isInstanceOf(AddressRefused.class)
                .satisfies(refused ->
                        assertThat(String.valueOf(refused.getMessage())).doesNotContain("x.example"));
    }

    /** Odd, lawful and harmless: the relay is told exactly this. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '"',
            value = {
                "a%%@x.example refused",
                "o'brien@x.example o'brien@x.example",
                "$HOME@x.example $HOME@x.example",
                "a&b@x.example a&b@x.example",
                "{a}@x.example {a}@x.example",
                "*@x.example *@x.example",
                "a/b@x.example a/b@x.example",
                "a=b@x.example a=b@x.example",
                "~root@x.example ~root@x.example",
                "a+b@X.EXAMPLE a+b@x.example",
                "jšn@x.example jšn@x.example",
                "a@bücher.example a@xn--bcher-kva.example",
            })
    void is_harmless(String typed, String mailbox) {
        String read;
        try {
            read = EmailAddress.of(typed).toString();
        } catch (AddressRefused fault) {
            read = "refused";
        }
        assertThat(read).isEqualTo(mailbox);
    }

    /** The library would cut them to their low bytes, CR, LF, {@code >} or a space; the relay hears them as what they are. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u013e@x.example",
                "\u010d\u010a@x.example",
                "a@x.example\u010d\u010arcpt",
                "a@x.exam\u0120ple",
                "\u4e0d\u4e0a@x.example"
            })
    void letters_with_a_dangerous_low_byte_stay_letters(String typed) {
        EmailAddress address = EmailAddress.of(typed);

        assertThat(address.domain()).matches("[a-z0-9.-]+");
        assertThat(address.localPart() + "@").isEqualTo(typed.substring(0, typed.indexOf('@') + 1));
        assertThat(address.needsSmtpUtf8()).isEqualTo(!address.localPart().equals("a"));
    }

    @Property(tries = 2000)
    void whatever_is_taken_for_an_address_is_the_mailbox_the_relay_hears(@ForAll("typed") String typed) {
        EmailAddress address;
        try {
            address = EmailAddress.of(typed);
        } catch (AddressRefused refused) {
            return;
        }
        int before = RELAY.commands().size();

        Outcome outcome = MAILER.send(SENDER, address, letterTo(address), () -> {});

        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.ACCEPTED);
        List<String> said = RELAY.commands().subList(before, RELAY.commands().size()).stream()
                .filter(command -> !command.startsWith("EHLO") && !command.equals("QUIT"))
                .map(command -> new String(command.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                .toList();
        String whole = Normalizer.normalize(typed, Normalizer.Form.NFC);
        String utf8 = address.needsSmtpUtf8() ? " SMTPUTF8" : "";
        assertThat(said)
                .containsExactly(
                        "MAIL FROM:<certs@mail.example.com>" + utf8,
                        "RCPT TO:<" + whole.substring(0, whole.indexOf('@')) + "@" + address.domain() + ">",
                        "DATA");
    }

    private static byte[] letterTo(EmailAddress to) {
        return ("To: " + to + "\r\n\r\nText\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Mostly near an address, so that many are taken; with every dangerous character somewhere. */
    @Provide
    Arbitrary<String> typed() {
        Arbitrary<String> character = Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.chars().range('a', 'z').map(String::valueOf)),
                Tuple.of(2, Arbitraries.chars().range('!', '~').map(String::valueOf)),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                "\r", "\n", "\r\n", "\u0000", "@", ">", "<", " ", "\u010d", "\u010a", "\u013e",
                                "\u0140")),
                Tuple.of(1, Arbitraries.chars().range('\u00c0', '\u017f').map(String::valueOf)));
        Arbitrary<String> local = character.list().ofMinSize(1).ofMaxSize(6).map(all -> String.join("", all));
        Arbitrary<String> label = character.list().ofMinSize(1).ofMaxSize(4).map(all -> String.join("", all));
        Arbitrary<String> near = Combinators.combine(local, label).as((l, d) -> l + "@" + d + ".example");
        return Arbitraries.frequencyOf(
                Tuple.of(9, near), Tuple.of(1, Arbitraries.strings().ofMaxLength(30)));
    }
}
