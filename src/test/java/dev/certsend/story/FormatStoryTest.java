package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.certificate.Program;
import dev.certsend.playground.certcentral.LocalOrder;
import dev.certsend.playground.mail.Attachment;
import dev.certsend.playground.slack.Member;
import dev.certsend.playground.slack.Modal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The format chosen in the form is the one that arrives, and is asked for only where it means something. */
@ExtendWith(Story.class)
class FormatStoryTest {
    private final Stage stage;
    private final Member alice;

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    FormatStoryTest(Stage stage) {
        this.stage = stage;
        this.alice = stage.slack().alice();
    }

    @AfterEach
    void heal() {
        stage.slack().faults().up();
    }

    @Test
    void certificate_and_chain_apart_are_two_files_that_verify_together() {
        LocalOrder order = stage.freshOrder();
        List<Attachment> files = sent(order, "pem_apart", "apart@format.example");
        assertThat(names(files))
                .satisfiesExactly(name -> assertThat(name).endsWith("_certificate.pem"), name -> assertThat(name)
                        .endsWith("_intermediates.pem"));
        assertThat(Certificates.in(text(files.get(0)))).hasSize(1);
        Certificates.areThoseOf(order, stage.world().certCentral(), text(files.get(0)) + text(files.get(1)));
    }

    @Test
    void a_pkcs7_file_opens_in_openssl() throws Exception {
        LocalOrder order = stage.freshOrder();
        Attachment file = only(sent(order, "pkcs7", "windows@format.example"));
        assertThat(file.name()).endsWith("_chain.p7b");
        String printed = Program.OPENSSL.run("pkcs7", "-in", kept(file), "-print_certs");
        // A PKCS #7 file is a set (RFC 2315 section 9.1): nothing says that the certificate comes before its issuers.
        String sorted = stage.world().certCentral().chain(order.id()).stream()
                .filter(Certificates.in(printed)::contains)
                .map(Certificates::pem)
                .collect(Collectors.joining());
        assertThat(Certificates.in(printed)).hasSameSizeAs(Certificates.in(sorted));
        Certificates.areThoseOf(order, stage.world().certCentral(), sorted);
    }

    @Test
    void an_archive_opens_in_unzip_and_holds_every_other_format() throws Exception {
        LocalOrder order = stage.freshOrder();
        Attachment file = only(sent(order, "zip", "all@format.example"));
        assertThat(file.name()).endsWith("_all.zip");
        String archive = kept(file);
        assertThat(Program.UNZIP.run("-t", archive)).contains("No errors detected");
        List<String> inside = Program.UNZIP.run("-Z1", archive).lines().toList();
        assertThat(inside.stream().map(name -> name.replaceFirst(".*_", "")))
                .containsExactlyInAnyOrder("certificate.pem", "chain.p7b", "chain.pem", "intermediates.pem");
        String chain = inside.stream()
                .filter(name -> name.endsWith("_chain.pem"))
                .findFirst()
                .orElseThrow();
        Certificates.areThoseOf(order, stage.world().certCentral(), Program.UNZIP.run("-p", archive, chain));
        assertThat(stage.mailTo("all@format.example").parsed().text().orElseThrow())
                .contains(inside);
    }

    @Test
    void who_chooses_nothing_sends_one_pem_file() {
        LocalOrder order = stage.sendTo("nothing@format.example");
        Attachment file = only(stage.mailTo("nothing@format.example").parsed().attachments());
        assertThat(file.name()).endsWith("_chain.pem");
        Certificates.areThoseOf(order, stage.world().certCentral(), text(file));
    }

    @Test
    void each_of_several_recipients_gets_the_format_chosen() {
        sent(stage.freshOrder(), "pkcs7", "one@format.example, other@format.example");
        for (String address : List.of("one@format.example", "other@format.example")) {
            assertThat(only(stage.mailTo(address).parsed().attachments()).name())
                    .endsWith(".p7b");
        }
    }

    @ParameterizedTest
    @CsvSource({"pem_chain,1", "pem_apart,2", "pkcs7,1", "zip,1"})
    void the_preview_names_the_files_that_will_arrive(String format, int count) {
        String address = format + "@seen.example";
        Modal form = stage.filled(stage.freshOrder(), address).pick("format", format);
        assertThat(form.presses("preview").isAck()).isTrue();
        await().until(() -> alice.modal().title().equals("Preview")
                && !alice.modal().reads().contains("being written"));
        Set<String> announced = alice.modal()
                .reads()
                .lines()
                .filter(line -> line.startsWith("📎 "))
                .map(line -> line.substring(3).replaceFirst(" bytes\\)$", "").replace(",", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        alice.modal().close();
        assertThat(form.holds("format")).isEqualTo(format);
        stage.send(form);
        List<Attachment> files = stage.mailTo(address).parsed().attachments();
        assertThat(files).hasSize(count);
        assertThat(announced)
                .isEqualTo(files.stream()
                        .map(file -> file.name() + " (" + file.bytes().length)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void the_field_is_there_for_attachments_only_and_what_was_typed_stays() {
        LocalOrder order = stage.freshOrder();
        Modal form = stage.filled(order, "switch@format.example").fill("message", "Back and forth");
        assertThat(form.offers("format")).isTrue();
        for (String mode : List.of("plaintext", "attachment", "downloadlink", "attachment")) {
            form.pick("mode", mode);
            await().until(() -> form.offers("format") == mode.equals("attachment"));
            assertThat(form.holds("mode")).isEqualTo(mode);
            assertThat(form.holds("order")).isEqualTo(Long.toString(order.id()));
            assertThat(form.holds("recipients")).isEqualTo("switch@format.example");
            assertThat(form.holds("message")).isEqualTo("Back and forth");
        }
        stage.send(form.pick("format", "pkcs7"));
        assertThat(only(stage.mailTo("switch@format.example").parsed().attachments())
                        .name())
                .endsWith(".p7b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plaintext", "downloadlink"})
    void a_field_that_is_gone_too_late_has_no_say(String mode) {
        Modal form = stage.filled(stage.freshOrder(), mode + "@late.example").pick("format", "zip");
        // The form can't be brought up to date, so the field stays where it means nothing any more.
        stage.slack().faults().answer("views.update", "internal_error");
        form.pick("mode", mode);
        assertThat(form.holds("format")).isEqualTo("zip");
        stage.send(form);
        assertThat(stage.mailTo(mode + "@late.example").parsed().attachments()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exe", "PEM_CHAIN", "zip\u0000", "../zip", "pem_chain,zip", " "})
    void a_format_that_was_never_offered_is_refused_under_its_field(String forged) {
        long sends = stage.records().number("SELECT count(*) FROM send");
        Modal form = stage.filled(stage.anyOrder(), "forged@format.example").forge("format", forged);
        assertThat(form.submitUnchecked().isAck()).isTrue();
        assertThat(form.errors()).containsOnlyKeys("format");
        assertThat(form.error("format")).isEqualTo("Choose how the certificate is attached.");
        assertThat(stage.records().number("SELECT count(*) FROM send")).isEqualTo(sends);
        assertThat(
                        stage.records()
                                .texts(
                                        "SELECT reason FROM audit_entry WHERE action = 'send.refused' ORDER BY entry_id DESC LIMIT 1"))
                .containsExactly("unknown attachment format");
        assertThat(stage.mailsTo("forged@format.example")).isEmpty();
    }

    private List<Attachment> sent(LocalOrder order, String format, String recipients) {
        stage.send(stage.filled(order, recipients).pick("format", format));
        return stage.mailTo(recipients.split(",", -1)[0]).parsed().attachments();
    }

    private static Attachment only(List<Attachment> files) {
        assertThat(names(files)).hasSize(1);
        return files.get(0);
    }

    private static List<String> names(List<Attachment> files) {
        return files.stream().map(Attachment::name).toList();
    }

    private static String text(Attachment file) {
        return new String(file.bytes(), StandardCharsets.US_ASCII);
    }

    private String kept(Attachment file) throws IOException {
        return Files.write(folder.resolve("received"), file.bytes()).toString();
    }

    @Test
    void a_format_chosen_is_there_again_with_its_field() {
        Modal form = stage.filled(stage.freshOrder(), "kept@format.example").pick("format", "pkcs7");
        form.pick("mode", "plaintext");
        await().until(() -> !form.offers("format"));
        form.pick("mode", "attachment");
        await().until(() -> form.offers("format"));
        assertThat(form.holds("format")).isEqualTo("pkcs7");
    }

    @Test
    void the_files_of_a_long_name_are_told_to_belong_together_by_their_names() {
        LocalOrder order = stage.world().certCentral().orders().stream()
                .filter(each -> each.status().equals("issued"))
                .filter(each -> each.certificate().names().commonName().equals("*.sakura-seimitsu.example"))
                .max(Comparator.comparing(each -> each.certificate().validity().till()))
                .orElseThrow();
        stage.send(stage.filled(order, "stem@format.example").pick("format", "pem_apart"));
        Stream<String> stems = stage.mailTo("stem@format.example").parsed().attachments().stream()
                .map(Attachment::name)
                .map(name -> name.replaceFirst("_[a-z]+\\.pem$", ""));
        assertThat(stems.distinct()).hasSize(1);
    }
}
