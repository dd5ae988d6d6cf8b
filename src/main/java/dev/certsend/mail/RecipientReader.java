package dev.certsend.mail;

import dev.certsend.mail.RefusedAddress.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Collects what {@link Recipients#parse} finds, from lines to stretches between commas to words. */
final class RecipientReader {

    private static final Pattern BETWEEN_STRETCHES = Pattern.compile("[,;]");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[ \t]+");
    private static final Pattern NAME_OR_GROUP = Pattern.compile("[<>:]");
    private static final String SLACK_OPENING = "<mailto:";

    private final Map<String, EmailAddress> addresses = new LinkedHashMap<>();
    private final List<RefusedAddress> refused = new ArrayList<>();

    void line(String line) {
        if (Unsafe.anyIn(line.replace('\t', ' '))) {
            refuse(line, Reason.CONTROL_CHARACTER);
        } else if (line.indexOf('"') >= 0 || line.indexOf('\\') >= 0) {
            refuse(line, Reason.QUOTED);
        } else if (line.indexOf('(') >= 0 || line.indexOf(')') >= 0) {
            refuse(line, Reason.COMMENT);
        } else {
            BETWEEN_STRETCHES.splitAsStream(line).forEach(this::stretch);
        }
    }

    private void stretch(String stretch) {
        List<String> words = BETWEEN_WORDS
                .splitAsStream(stretch)
                .filter(word -> !word.isEmpty())
                .map(RecipientReader::withoutSlackLink)
                .toList();
        if (words.stream().anyMatch(word -> NAME_OR_GROUP.matcher(word).find())) {
            refuse(stretch, Reason.DISPLAY_NAME_OR_GROUP);
        } else {
            words.forEach(this::word);
        }
    }

    private void word(String word) {
        try {
            EmailAddress address = EmailAddress.of(word);
            addresses.putIfAbsent(address.mailbox(), address);
        } catch (AddressRefused fault) {
            refuse(word, fault.reason());
        }
    }

    private void refuse(String typed, Reason reason) {
        refused.add(RefusedAddress.of(typed, reason));
    }

    /** Only when both halves are equal: a link may show one address and lead to another. */
    private static String withoutSlackLink(String word) {
        int bar = word.indexOf('|');
        if (bar < 0 || !word.startsWith(SLACK_OPENING) || !word.endsWith(">")) {
            return word;
        }
        String target = word.substring(SLACK_OPENING.length(), bar);
        return target.equals(word.substring(bar + 1, word.length() - 1)) ? target : word;
    }

    Recipients result(int most) {
        return new Recipients(List.copyOf(addresses.values()), refused, addresses.size() > most);
    }
}
