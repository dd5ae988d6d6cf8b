package dev.certsend.history;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.block.element.ButtonElement;
import dev.certsend.audit.Action;
import dev.certsend.audit.AuditLog;
import dev.certsend.audit.Entry;
import dev.certsend.audit.Question;
import dev.certsend.export.Format;
import dev.certsend.policy.Person;
import dev.certsend.slack.Answers;
import dev.certsend.slack.Blocks;
import dev.certsend.slack.FileToSend;
import dev.certsend.slack.SlackClient;
import dev.certsend.text.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The dialogue {@code /cert-audit export [query] [as csv|jsonl]}, and its button: entries as a file in a direct message. */
public final class ExportAudit {
    /** The word behind the command. */
    public static final String WORD = "export";
    /** Action id of the button, whose value is a query as it is typed. */
    public static final String BUTTON = "audit_export";

    private static final Pattern FORMAT = Pattern.compile("(?is)(.*?)(?:^|\\s)as\\s+(\\S+)");

    private final EntryFile entries;
    private final AuditLog audit;
    private final Asked.Reader reader;
    private final Handover handover;
    private final Executor later;

    /** @param later does what takes minutes */
    public ExportAudit(Jdbi jdbi, AuditLog audit, Auditors auditors, SlackClient slack, Executor later) {
        this.entries = new EntryFile(jdbi);
        this.audit = audit;
        this.reader = new Asked.Reader(jdbi, auditors, later);
        this.handover = new Handover(slack);
        this.later = later;
    }

    /** The button that exports what a query finds, as CSV. */
    static ButtonElement button(Words words, String query) {
        return Blocks.button(BUTTON, words.say("export.button"), query.isEmpty() ? " " : query);
    }

    /** What is wanted. */
    private record Wish(Person person, @Nullable String channel, String answerTo, Format format, Asked asked) {}

    /** The command, its first word being {@link #WORD}. */
    public Response look(Person person, SlashCommandPayload command) {
        String typed = Typed.behind(command, WORD);
        Matcher ending = FORMAT.matcher(typed);
        boolean named = ending.matches();
        Optional<Format> format = named ? format(ending.group(2)) : Optional.of(Format.CSV);
        String query = named ? ending.group(1).strip() : typed;
        if (format.isEmpty()) {
            return Answers.onlyYou(person.words().say("export.usage"));
        }
        Asked asked = reader.read(person, query, command.getChannelId());
        if (asked.question() == null) {
            return Answers.onlyYou(asked.trouble() + "\n" + person.words().say("export.usage"));
        }
        Wish wish = new Wish(person, command.getChannelId(), command.getResponseUrl(), format.get(), asked);
        return Answers.onlyYou(begin(wish));
    }

    /** The button. */
    public Response press(Person person, BlockActionPayload pressed) {
        String query = String.valueOf(pressed.getActions().get(0).getValue()).strip();
        String channel =
                pressed.getChannel() == null ? null : pressed.getChannel().getId();
        Asked asked = reader.read(person, query, channel);
        String answerTo = pressed.getResponseUrl();
        String begun = asked.question() == null
                ? asked.trouble()
                : begin(new Wish(person, channel, answerTo, Format.CSV, asked));
        later.execute(() -> handover.tell(answerTo, begun));
        return Answers.nothing();
    }

    private static Optional<Format> format(String typed) {
        return switch (typed.toLowerCase(Locale.ROOT)) {
            case "csv" -> Optional.of(Format.CSV);
            case "jsonl" -> Optional.of(Format.JSONL);
            default -> Optional.empty();
        };
    }

    private String begin(Wish wish) {
        String obstacle = handover.obstacle(wish.person());
        if (obstacle != null) {
            return obstacle;
        }
        String reference = MDC.get(Entry.REFERENCE);
        later.execute(() -> {
            try (MDC.MDCCloseable ignored = MDC.putCloseable(Entry.REFERENCE, reference)) {
                handover.send(wish.person(), wish.answerTo(), content -> make(wish, content));
            }
        });
        return wish.person().words().say("export.begun");
    }

    private Optional<FileToSend> make(Wish wish, Path content) throws IOException {
        Question question = wish.asked().question();
        EntryFile.Written written =
                question == null ? new EntryFile.Written(0, false) : entries.write(question, wish.format(), content);
        Words words = wish.person().words();
        remember(wish, written);
        if (written.entries() == 0) {
            handover.tell(wish.answerTo(), words.say("audit.nothing"));
            return Optional.empty();
        }
        String ending = wish.format().name().toLowerCase(Locale.ROOT);
        String name = "cert-send-audit-" + LocalDate.now(ZoneOffset.UTC) + "." + ending;
        String comment = words.say(
                written.more() ? "export.newest" : "export.all", Map.of("entries", (Object) written.entries()));
        return Optional.of(new FileToSend(content, name, null, comment));
    }

    /** Before the file leaves: nobody has one that the log knows nothing of. */
    private void remember(Wish wish, EntryFile.Written written) {
        String what = written.entries() + " entries as " + wish.format().name() + ": "
                + wish.asked().typed();
        audit.append(Entry.of(Action.LOG_EXPORTED, wish.person().teamId())
                .by(wish.person().userId(), wish.person().name())
                .at(wish.channel())
                .because(what.strip()));
    }
}
