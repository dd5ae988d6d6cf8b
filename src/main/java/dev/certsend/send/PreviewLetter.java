package dev.certsend.send;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import dev.certsend.delivery.LetterDesk;
import dev.certsend.delivery.LetterPreview;
import dev.certsend.delivery.Send;
import dev.certsend.policy.Person;
import dev.certsend.slack.Answers;
import dev.certsend.slack.Blocks;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.slack.SlackClient;
import dev.certsend.slack.SlackClient.OpenView;
import dev.certsend.slack.SlackFault;
import dev.certsend.slack.Views;
import dev.certsend.text.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** <em>Preview</em> in the form: the letter as it would leave now, on top of the form, and what keeps it from leaving. */
public final class PreviewLetter {
    /** Action id of its button. */
    public static final String BUTTON = SendCertificateForm.PREVIEW;

    private static final Logger LOG = LoggerFactory.getLogger(PreviewLetter.class);
    private static final String VIEW = "preview";

    /** Who presses twice in a breath wants one preview. */
    private static final Duration ONE_PRESS = Duration.ofSeconds(1);

    private final SubmissionCheck check;
    private final LetterPreview letters;
    private final SlackClient slack;
    private final Executor later;
    private final Executor asking;

    /** When the button of which form was pressed last. */
    private final Map<String, Long> lastPress = Recent.map();

    /** @param asking where CertCentral may be waited for */
    PreviewLetter(SubmissionCheck check, LetterPreview letters, SlackClient slack, Executor later, Executor asking) {
        this.check = check;
        this.letters = letters;
        this.slack = slack;
        this.later = later;
        this.asking = asking;
    }

    /** Opens it at once, since Slack waits three seconds only, and fills it as soon as the certificate is there. */
    public Response show(Person person, BlockActionPayload pressed) {
        SendCertificateForm.Filled filled = SendCertificateForm.read(pressed.getView());
        Words words = person.words();
        String formId = pressed.getView().getId();
        long now = System.nanoTime();
        Long before = lastPress.put(formId, now);
        if (before != null && now - before < ONE_PRESS.toNanos()) {
            return Answers.nothing();
        }
        later.execute(() -> {
            try {
                List<LayoutBlock> soon = List.of(Blocks.small(words.say("preview.soon")));
                OpenView open = slack.pushView(pressed.getTriggerId(), view(words, soon));
                asking.execute(() -> fill(open, person, filled));
            } catch (SlackFault e) {
                LOG.info("no preview: {}", e.getMessage());
            }
        });
        return Answers.nothing();
    }

    private void fill(OpenView open, Person person, SendCertificateForm.Filled filled) {
        Words words = person.words();
        List<LayoutBlock> blocks;
        try {
            blocks = blocks(person, filled);
        } catch (RuntimeException e) {
            LOG.error("no preview", e);
            blocks = List.of(told(words.say("preview.fault")));
        }
        try {
            slack.updateView(open.id(), open.hash(), view(words, blocks));
        } catch (SlackFault e) {
            LOG.info("the preview was not filled: {}", e.getMessage());
        }
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
            LetterPreview.Seen seen = letters.of(submission.order(), send, submission.recipients());
            return seen.letter() == null
                    ? List.of(told(words.say("preview.certcentral")), Blocks.asIs(seen.quoted()))
                    : LetterInSlack.blocks(seen.letter(), submission.recipients(), words);
        } catch (LetterDesk.NotSendable e) {
            return List.of(told(e.told()));
        }
    }

    private static LayoutBlock told(String text) {
        return Blocks.section(Mrkdwn.escape(text));
    }
}
