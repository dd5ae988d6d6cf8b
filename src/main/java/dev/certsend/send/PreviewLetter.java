package dev.certsend.send;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import dev.certsend.certcentral.CertCentralFault;
import dev.certsend.certificate.WrongCertificate;
import dev.certsend.mail.EmailAddress;
import dev.certsend.mail.Letter;
import dev.certsend.policy.Person;
import dev.certsend.slack.Answers;
import dev.certsend.slack.Blocks;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.slack.SlackClient;
import dev.certsend.slack.SlackClient.OpenView;
import dev.certsend.slack.SlackFault;
import dev.certsend.slack.Views;
import dev.certsend.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** <em>Preview</em> in the form: the letter as it would leave now, on top of the form, and what keeps it from leaving. */
public final class PreviewLetter {
    /** Action id of its button. */
    public static final String BUTTON = SendCertificateForm.PREVIEW;

    private static final Logger LOG = LoggerFactory.getLogger(PreviewLetter.class);
    private static final String VIEW = "preview";

    private final SubmissionCheck check;
    private final LetterDesk desk;
    private final SlackClient slack;
    private final Executor asking;
    private final @Nullable EmailAddress sender;

    /**
     * @param asking where CertCentral may be waited for
     * @param sender of our letters; null where CertCentral writes and sends them
     */
    PreviewLetter(
            SubmissionCheck check, LetterDesk desk, SlackClient slack, Executor asking, @Nullable EmailAddress sender) {
        this.check = check;
        this.desk = desk;
        this.slack = slack;
        this.asking = asking;
        this.sender = sender;
    }

    /** Opens it at once, since Slack waits three seconds only, and fills it as soon as the certificate is there. */
    public Response show(Person person, BlockActionPayload pressed) {
        SendCertificateForm.Filled filled = SendCertificateForm.read(pressed.getView());
        Words words = person.words();
        asking.execute(() -> {
            try {
                List<LayoutBlock> soon = List.of(Blocks.small(words.say("preview.soon")));
                OpenView open = slack.pushView(pressed.getTriggerId(), view(words, soon));
                slack.updateView(open.id(), open.hash(), view(words, blocks(person, filled)));
            } catch (SlackFault e) {
                LOG.info("no preview: {}", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("no preview", e);
            }
        });
        return Answers.nothing();
    }

    private static View view(Words words, List<LayoutBlock> blocks) {
        return Views.modal(VIEW, words.say("preview.title"), null, words.say("preview.close"), "", blocks);
    }

    private List<LayoutBlock> blocks(Person person, SendCertificateForm.Filled filled) {
        Words words = person.words();
        Submission submission = check.of(person, filled);
        List<LayoutBlock> blocks = new ArrayList<>();
        if (!submission.errors().isEmpty()) {
            List<String> lines = new ArrayList<>(List.of(words.say("preview.errors")));
            submission.errors().values().forEach(error -> lines.add("• " + Mrkdwn.escape(error)));
            blocks.addAll(Blocks.sections(lines));
        }
        if (submission.hasLetter()) {
            blocks.addAll(letter(person, filled, submission));
        }
        return blocks;
    }

    private List<LayoutBlock> letter(Person person, SendCertificateForm.Filled filled, Submission submission) {
        Words words = person.words();
        try {
            Send send = SendCertificate.send(person, filled, submission);
            if (sender == null) {
                desk.check(submission.order(), send);
                return List.of(
                        told(words.say("preview.certcentral")),
                        Blocks.asIs(CertCentralCarrier.message(send, desk.workspace())));
            }
            Letter letter = desk.preview(submission.order(), send, sender, submission.recipients());
            return LetterInSlack.blocks(letter, submission.recipients(), words);
        } catch (WrongCertificate e) {
            return List.of(told(words.say(FaultWords.of(e.reason()))));
        } catch (CertCentralFault e) {
            return List.of(told(words.say(FaultWords.of(e.kind()))));
        } catch (LetterDesk.NotYet e) {
            return List.of(told(words.say("delivery.slack_silent")));
        }
    }

    private static LayoutBlock told(String text) {
        return Blocks.section(Mrkdwn.escape(text));
    }
}
