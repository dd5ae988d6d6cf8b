package dev.certsend.send;

import com.slack.api.model.block.DividerBlock;
import com.slack.api.model.block.LayoutBlock;
import dev.certsend.mail.Attachment;
import dev.certsend.mail.EmailAddress;
import dev.certsend.mail.Letter;
import dev.certsend.slack.Blocks;
import dev.certsend.slack.Mrkdwn;
import dev.certsend.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A letter to be looked at in Slack: its head, its plain part word for word, and what is attached. */
final class LetterInSlack {
    private static final int MOST_SECTION = 2900;
    private static final String CODE = "```";
    private static final Pattern BEGINS = Pattern.compile("-----BEGIN [A-Z0-9 ]+-----");

    private LetterInSlack() {}

    /** @param recipients who gets one like it; empty while nobody was named */
    static List<LayoutBlock> blocks(Letter letter, List<EmailAddress> recipients, Words words) {
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Blocks.section(String.join("\n", head(letter, recipients, words))));
        if (recipients.size() > 1) {
            blocks.add(Blocks.small(words.say("preview.each", Map.of("count", recipients.size()))));
        }
        blocks.add(DividerBlock.builder().build());
        blocks.addAll(text(letter.text()));
        for (Attachment attachment : letter.attachments()) {
            blocks.add(Blocks.small(words.say(
                    "preview.attached", Map.of("file", attachment.fileName(), "bytes", attachment.bytes().length))));
        }
        return blocks;
    }

    private static List<String> head(Letter letter, List<EmailAddress> recipients, Words words) {
        List<String> lines = new ArrayList<>();
        lines.add(line(words.say("preview.from"), letter.fromName() + " <" + letter.from() + ">"));
        String to = recipients.isEmpty() ? "–" : letter.to().shown();
        lines.add(line(words.say("preview.to"), to));
        EmailAddress replyTo = letter.replyTo();
        if (replyTo != null) {
            lines.add(line(words.say("preview.reply_to"), replyTo.toString()));
        }
        lines.add(line(words.say("preview.subject"), letter.subject()));
        return lines;
    }

    private static String line(String label, String value) {
        return "*" + label + "* " + Mrkdwn.escape(value);
    }

    /** What stands between BEGIN and END is shown in fixed pitch; everything else as it is, nothing in it being a mark. */
    private static List<LayoutBlock> text(String text) {
        List<LayoutBlock> blocks = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        boolean pem = false;
        for (String line : (Iterable<String>) text.lines().map(String::stripTrailing)::iterator) {
            boolean begins = BEGINS.matcher(line).matches();
            if (begins || open.length() + line.length() > MOST_SECTION) {
                close(blocks, open, pem);
            }
            pem = pem || begins;
            open.append(line).append('\n');
            if (line.startsWith("-----END ")) {
                close(blocks, open, pem);
                pem = false;
            }
        }
        close(blocks, open, pem);
        return blocks;
    }

    private static void close(List<LayoutBlock> blocks, StringBuilder open, boolean pem) {
        String text = open.toString().strip();
        if (!text.isEmpty()) {
            blocks.add(pem ? Blocks.section(CODE + Mrkdwn.escape(text) + CODE) : Blocks.asIs(text));
        }
        open.setLength(0);
    }
}
