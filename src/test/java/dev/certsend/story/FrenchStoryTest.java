package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.playground.mail.ParsedMail;
import dev.certsend.playground.slack.Answer;
import dev.certsend.playground.slack.Member;
import dev.certsend.playground.slack.Modal;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bruno reads French, and so does everybody who gets something from him. */
@ExtendWith(Story.class)
class FrenchStoryTest {
    private final Stage stage;

    FrenchStoryTest(Stage stage) {
        this.stage = stage;
    }

    @Test
    void form_letter_page_and_confirmation_of_a_french_requester_are_french() {
        Member bruno = stage.slack().bruno();
        Modal form = stage.filled(bruno, "#general", stage.freshOrder(), "fr@recus.example", "downloadlink");
        assertThat(form.title()).isEqualTo("Envoyer le certificat");
        assertThat(form.reads()).contains("Pièce jointe", "Texte brut", "Lien de téléchargement");
        stage.send(form.fill("message", "Voilà, à bientôt"));
        ParsedMail letter = stage.mailTo("fr@recus.example").parsed();
        assertThat(letter.header("Content-Language")).isEqualTo("fr");
        assertThat(letter.text().orElseThrow()).contains("Bruno Lefèvre").contains("certificat");
        assertThat(letter.html().orElseThrow()).contains("lang=\"fr\"").contains("Voilà, à bientôt");
        HttpResponse<String> page = visitor().opens(Visitor.linkIn(letter.text().orElseThrow()));
        assertThat(page.body()).contains("lang=\"fr\"").contains("Télécharger").doesNotContain("Download");
        assertThat(stage.confirmation("#general", "fr@recus.example", "1").reads())
                .contains("Lien de téléchargement")
                .doesNotContain("accepted by the mail server");
    }

    @Test
    void errors_and_the_log_speak_french_to_a_french_reader() {
        Modal form =
                stage.filled(stage.slack().bruno(), "#general", stage.freshOrder(), "pas une adresse", "plaintext");
        assertThat(form.submit().isAck()).isTrue();
        assertThat(form.error("recipients")).contains("adresse").doesNotContain("is no e-mail");
        Answer log = stage.slack().bruno().in("#general").types("/cert-audit");
        assertThat(log.text()).contains("Journal d'audit").doesNotContain("newest first");
    }

    @Test
    void the_reason_of_a_failure_is_told_in_french_too() {
        var order = stage.freshOrder();
        var authority = stage.world().certCentral();
        authority.answerPem(
                order.certificate().id(), authority.broken(order.id()).withAnotherSerial());
        stage.send(stage.filled(stage.slack().bruno(), "#general", order, "fr-echec@recus.example", "attachment"));
        assertThat(stage.confirmation("#general", "fr-echec@recus.example", "fr-echec")
                        .reads())
                .isNotEmpty();
        stage.actions("fr-echec@recus.example", "mail.rejected");
        assertThat(stage.confirmation("#general", "fr-echec@recus.example", "non envoyé")
                        .reads())
                .doesNotContain("the certificate's serial number is");
    }

    @Test
    void a_person_who_switches_the_language_reads_it_from_then_on() {
        Member chen = stage.slack().chen();
        try {
            assertThat(chen.switchesTo("fr-FR").isAck()).isTrue();
            assertThat(stage.form(chen, "#general", "").title()).isEqualTo("Envoyer le certificat");
        } finally {
            chen.switchesTo("en-GB");
        }
        assertThat(stage.form(chen, "#general", "").title()).isEqualTo("Send certificate");
    }

    private Visitor visitor() {
        return Visitor.of(stage.world());
    }
}
