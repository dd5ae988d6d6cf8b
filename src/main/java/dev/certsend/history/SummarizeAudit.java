package dev.certsend.history;

import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.block.LayoutBlock;
import dev.certsend.audit.Action;
import dev.certsend.audit.AuditLog;
import dev.certsend.audit.Entry;
import dev.certsend.audit.Question;
import dev.certsend.policy.Person;
import dev.certsend.slack.Answers;
import dev.certsend.slack.Blocks;
import dev.certsend.slack.FileToSend;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.slack.SlackClient;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The dialogue {@code /cert-audit summary [query]}: the numbers at once, and a picture of them as a direct message. */
public final class SummarizeAudit {
    /** The word behind the command. */
    public static final String WORD = "summary";

    private static final Logger LOG = LoggerFactory.getLogger(SummarizeAudit.class);
    private static final int MOST_TEXT = 4000;

    private final Summaries summaries;
    private final AuditLog audit;
    private final Auditors auditors;
    private final Asked.Reader reader;
    private final Handover handover;
    private final Executor later;
    private final AtomicBoolean cannotDraw = new AtomicBoolean();

    /** @param later does what takes seconds */
    public SummarizeAudit(Jdbi jdbi, AuditLog audit, Auditors auditors, SlackClient slack, Executor later) {
        this.summaries = new Summaries(jdbi);
        this.audit = audit;
        this.auditors = auditors;
        this.reader = new Asked.Reader(jdbi, auditors, later);
        this.handover = new Handover(slack);
        this.later = later;
    }

    /** The command, its first word being {@link #WORD}. */
    public Response look(Person person, SlashCommandPayload command) {
        Asked asked = reader.read(person, Typed.behind(command, WORD), command.getChannelId());
        Question question = asked.question();
        if (question == null) {
            return Answers.onlyYou(asked.trouble() + "\n" + person.words().say("summary.usage"));
        }
        Summary summary;
        try {
            summary = summaries.of(question, Instant.now());
        } catch (Summaries.TooMuch e) {
            LOG.info("a summary was given up: {}", e.getMessage());
            return Answers.onlyYou(person.words().say("summary.too_much"));
        }
        String obstacle = obstacle(person, summary);
        String channel = command.getChannelId();
        String answerTo = command.getResponseUrl();
        String reference = MDC.get(Entry.REFERENCE);
        later.execute(() -> {
            try (MDC.MDCCloseable ignored = MDC.putCloseable(Entry.REFERENCE, reference)) {
                remember(person, asked, channel);
                if (obstacle == null) {
                    handover.send(person, answerTo, content -> picture(person, summary, content, answerTo));
                }
            }
        });
        return answer(person, asked, summary, obstacle);
    }

    /** Why there will be no picture, or that it comes. */
    private @Nullable String obstacle(Person person, Summary summary) {
        if (summary.count() == 0) {
            return "";
        }
        return cannotDraw.get() ? person.words().say("summary.no_picture") : handover.obstacle(person);
    }

    private static Response answer(Person person, Asked asked, Summary summary, @Nullable String obstacle) {
        List<String> paragraphs = new ArrayList<>(new SummaryWords(person.words()).paragraphs(summary));
        if (asked.question() != null && asked.question().ownerId() != null) {
            paragraphs.add(person.words().say("summary.own"));
        }
        List<LayoutBlock> blocks = new ArrayList<>();
        paragraphs.forEach(paragraph -> blocks.add(Blocks.section(paragraph)));
        String note = obstacle == null ? person.words().say("summary.picture_comes") : obstacle;
        if (!note.isEmpty()) {
            blocks.add(Blocks.small(note));
        }
        if (summary.count() > 0) {
            blocks.add(Blocks.buttons(List.of(ExportAudit.button(person.words(), asked.typed()))));
        }
        return Answers.onlyYou(Mrkdwn.cut(String.join("\n", paragraphs) + "\n" + note, MOST_TEXT), blocks);
    }

    private Optional<FileToSend> picture(Person person, Summary summary, Path content, String answerTo) {
        SummaryWords words = new SummaryWords(person.words());
        try (OutputStream out = Files.newOutputStream(content)) {
            SummaryPicture.draw(summary, words, out);
        } catch (IOException e) {
            if (cannotDraw.compareAndSet(false, true)) {
                LOG.warn("summaries have no picture: {}", e.getMessage(), e);
            }
            handover.tell(answerTo, person.words().say("summary.no_picture"));
            return Optional.empty();
        }
        String name = "cert-send-" + summary.from() + "-" + summary.to() + ".png";
        return Optional.of(new FileToSend(content, name, words.altText(summary), words.title(summary)));
    }

    /** That they looked at what others did. */
    private void remember(Person person, Asked asked, @Nullable String channel) {
        if (auditors.include(person)) {
            audit.append(Entry.of(Action.LOG_LOOKED_UP, person.teamId())
                    .by(person.userId(), person.name())
                    .at(channel)
                    .because((WORD + " " + asked.typed()).strip()));
        }
    }
}
