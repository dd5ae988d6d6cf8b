package dev.certsend.delivery;

import dev.certsend.text.Language;
import dev.certsend.text.OneLine;
import dev.certsend.text.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a note on a CertCentral order says, in English and on one line: who asked for what, for whom and when. */
final class NoteText {
    private static final int MOST = 1000;
    private static final int MOST_NAME = 80;

    private NoteText() {}

    /** At most 1,000 characters, of which the first hold the reference; addresses that would be too many are counted. */
    static String of(Send send, String workspace, List<String> recipients) {
        Words words = Words.in(Language.ENGLISH);
        Map<String, String> arguments = new HashMap<>(Map.of(
                "reference", send.sendId().toString(),
                "person", quotable(send.requesterName()),
                "user", send.requesterId(),
                "workspace", quotable(workspace),
                "team", send.teamId(),
                "when", words.minute(send.requestedAt()),
                "certificate", Long.toString(send.certificateId()),
                "mode", send.mode().value()));
        arguments.put("recipients", "");
        int room = MOST - words.say("note.text", arguments).length();
        arguments.put("recipients", list(words, recipients, room));
        return words.say("note.text", arguments);
    }

    private static String list(Words words, List<String> recipients, int room) {
        String all = String.join(", ", recipients);
        for (int shown = recipients.size() - 1; all.length() > room; shown--) {
            all = String.join(", ", recipients.subList(0, shown)) + " "
                    + words.say("note.more", Map.of("count", Integer.toString(recipients.size() - shown)));
        }
        return all;
    }

    /** The note sets names in quotation marks: none of them ends before the mark. */
    private static String quotable(String name) {
        return OneLine.of(name.replace('"', '\''), MOST_NAME);
    }
}
