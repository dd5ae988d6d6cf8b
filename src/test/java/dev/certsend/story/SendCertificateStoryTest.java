package dev.certsend.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.certsend.playground.World;
import dev.certsend.playground.mail.ParsedMail;
import dev.certsend.playground.slack.Modal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Story.class)
class SendCertificateStoryTest {
    private final World world;

    SendCertificateStoryTest(World world) {
        this.world = world;
    }

    @Test
    void a_colleague_receives_the_certificate_as_attachment_and_the_channel_is_told() {
        await().until(() ->
                world.slack().alice().in("#certificates").types("/cert-audit").isAck());
        assertThat(world.slack().alice().in("#certificates").types("/cert-send").isAck())
                .isTrue();
        await().until(() -> world.slack().alice().hasModal());
        Modal form = world.slack().alice().modal();
        System.err.println(form.reads());
        System.err.println(form.search("order", "shop"));
        form.pick("order", form.search("order", "").get(0).value());
        form.fill("recipients", "bob@example.com, eve@example.net");
        System.err.println(form.submit());
        world.mail().waitForMail(2, java.time.Duration.ofSeconds(10));
        ParsedMail mail = world.mail().mails().get(0).parsed();
        System.err.println(mail.text());
        System.err.println(mail.attachments());
        await().until(() ->
                world.slack().channel("#certificates").lastMessage().reads().contains("2 of 2"));
        System.err.println(world.slack().channel("#certificates").lastMessage().reads());
        world.slack().alice().in("#certificates").types("/cert-audit");
        System.err.println(
                world.slack().alice().in("#certificates").lastEphemeral().reads());
    }
}
