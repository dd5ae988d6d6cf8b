package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.mail.DkimReader;
import dev.certsend.playground.World;
import dev.certsend.playground.mail.AfterDot;
import dev.certsend.playground.mail.ReceivedMail;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Letters that are signed, and that come back to a mailbox of their own when nobody takes them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SealedLetterStoryTest {
    private static final String FROM = "certificates@example.com";
    private static final String BOUNCE = "bounces\\+[a-z2-7]{26}\\.[a-z2-7]{8}@bounces\\.example\\.com";

    private KeyPair keys;
    private Stage stage;

    @SuppressWarnings("NullAway.Init")
    SealedLetterStoryTest() {}

    @BeforeAll
    void set_the_stage() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
        String key = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        Map<String, String> settings = Map.of(
                "DKIM_DOMAIN", "example.com",
                "DKIM_SELECTOR", "mail2026",
                "DKIM_PRIVATE_KEY", key,
                "BOUNCE_ADDRESS", "bounces@bounces.example.com",
                "BOUNCE_KEY", "0123456789abcdefghijklmnopqrstuvwxyz");
        stage = Stage.set(new World(settings, Stage.ORDERS).start());
    }

    @AfterAll
    void strike() {
        stage.world().close();
    }

    @AfterEach
    void heal() {
        stage.world().mail().faults().none();
        stage.world().mail().up();
    }

    @ParameterizedTest
    @ValueSource(strings = {"attachment", "plaintext", "downloadlink"})
    void a_letter_of_every_mode_arrives_with_a_signature_that_holds(String mode) throws Exception {
        String address = mode + "@sealed.example";
        stage.send(stage.filled(stage.slack().alice(), Stage.CHANNEL, stage.freshOrder(), address, mode)
                .fill("message", "Grüße\n.\n..\n \n-----\nFrom here\n\n\n"));
        DkimReader seal = seal(stage.mailTo(address));
        assertThat(seal.verifies(keys.getPublic())).isTrue();
        assertThat(seal.tag("d")).isEqualTo("example.com");
        assertThat(seal.tag("s")).isEqualTo("mail2026");
        assertThat(seal.tag("h").split(":", -1)).contains("From", "To", "Subject", "Date", "Message-ID", "Reply-To");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pem_apart", "pkcs7", "zip"})
    void every_format_is_sealed(String format) throws Exception {
        String address = format + "@sealed.example";
        stage.send(stage.filled(stage.freshOrder(), address).pick("format", format));
        assertThat(seal(stage.mailTo(address)).verifies(keys.getPublic())).isTrue();
    }

    @Test
    void a_letter_to_an_address_beyond_ascii_is_sealed_too() throws Exception {
        stage.sendTo("größe@sealed.example");
        assertThat(seal(stage.mailTo("größe@sealed.example")).verifies(keys.getPublic()))
                .isTrue();
    }

    @Test
    void what_was_changed_on_the_way_is_seen() throws Exception {
        stage.sendTo("changed@sealed.example");
        String letter = new String(stage.mailTo("changed@sealed.example").bytes(), StandardCharsets.ISO_8859_1);
        String changed = letter.replace("\r\nSubject: ", "\r\nSubject: Urgent, ");
        assertThat(changed).isNotEqualTo(letter);
        assertThat(DkimReader.of(changed.getBytes(StandardCharsets.ISO_8859_1)).verifies(keys.getPublic()))
                .isFalse();
    }

    @Test
    void each_delivery_has_an_envelope_sender_of_its_own_and_the_senders_name_stays() {
        stage.sendTo("one@bounce.example, two@bounce.example");
        ReceivedMail one = stage.mailTo("one@bounce.example");
        ReceivedMail two = stage.mailTo("two@bounce.example");
        assertThat(List.of(one, two)).allSatisfy(letter -> {
            assertThat(letter.sender()).matches(BOUNCE);
            assertThat(letter.parsed().header("From")).contains("<" + FROM + ">");
            assertThat(letter.parsed().header("Return-Path")).isEmpty();
            assertThat(letter.parsed().header("Sender")).isEmpty();
        });
        assertThat(one.sender()).isNotEqualTo(two.sender());
        assertThat(new String(one.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("bounces");
    }

    @Test
    void a_letter_tried_again_is_the_same_to_the_last_octet() throws Exception {
        stage.world().mail().faults().nextDots(1, AfterDot.takeAndClose());
        stage.sendTo("again@sealed.example");
        stage.actions("again@sealed.example", "mail.deferred");
        stage.records().hasten("again@sealed.example");
        stage.confirmation(Stage.CHANNEL, "again@sealed.example", "1 of 1 accepted");
        List<ReceivedMail> both = stage.mailsTo("again@sealed.example");
        assertThat(both).hasSize(2);
        assertThat(both.get(1).bytes()).isEqualTo(both.get(0).bytes());
        assertThat(both.get(1).sender()).isEqualTo(both.get(0).sender()).matches(BOUNCE);
        assertThat(both.get(1).parsed().header("Message-ID")).isNotEmpty();
        assertThat(seal(both.get(1)).tag("b")).isEqualTo(seal(both.get(0)).tag("b"));
        assertThat(seal(both.get(1)).verifies(keys.getPublic())).isTrue();
    }

    @Test
    void a_recipient_refused_for_now_gets_it_sealed_later() throws Exception {
        stage.world().mail().faults().refuseRecipient("grey@sealed.example", 450, "4.7.1 Greylisted");
        stage.sendTo("grey@sealed.example");
        stage.actions("grey@sealed.example", "mail.deferred");
        stage.world().mail().faults().none();
        stage.records().hasten("grey@sealed.example");
        ReceivedMail letter = stage.mailTo("grey@sealed.example");
        assertThat(letter.sender()).matches(BOUNCE);
        assertThat(seal(letter).verifies(keys.getPublic())).isTrue();
    }

    private static DkimReader seal(ReceivedMail letter) {
        assertThat(new String(letter.bytes(), StandardCharsets.ISO_8859_1)).startsWith("DKIM-Signature: ");
        return DkimReader.of(letter.bytes());
    }
}
