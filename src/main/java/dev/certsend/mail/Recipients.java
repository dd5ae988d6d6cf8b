package dev.certsend.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a person typed where recipients belong.
 *
 * @param addresses distinct mailboxes in the order typed; one named twice stays as it was named first
 * @param refused what is no address; while there is any, nothing should be sent
 * @param tooMany whether there are more addresses than allowed
 */
public record Recipients(List<EmailAddress> addresses, List<RefusedAddress> refused, boolean tooMany) {

    public Recipients {
        addresses = List.copyOf(addresses);
        refused = List.copyOf(refused);
    }

    /** The same without addresses for which there is a reason to refuse them. */
    public Recipients orRefusing(Function<EmailAddress, Optional<RefusedAddress.Reason>> reason) {
        List<EmailAddress> taken = new ArrayList<>();
        List<RefusedAddress> all = new ArrayList<>(refused);
        for (EmailAddress address : addresses) {
            reason.apply(address)
                    .ifPresentOrElse(
                            why -> all.add(RefusedAddress.of(address.toString(), why)), () -> taken.add(address));
        }
        return new Recipients(taken, all, tooMany);
    }

    /**
     * Reads addresses set apart by comma, semicolon, space, tab or line break (LF or CRLF).
     *
     * <p>Where a separator could stand inside of something larger, the larger thing is refused as one, so that no part of it is taken
     * for an address: a whole line with a quotation mark, backslash, parenthesis, or a character that breaks or hides text; the
     * stretch between two commas with an angle bracket or colon. Slack's own {@code <mailto:a@b.c|a@b.c>} is unwrapped in exactly that
     * form.
     *
     * @param most how many addresses are allowed
     */
    public static Recipients parse(String typed, int most) {
        RecipientReader reader = new RecipientReader();
        for (String line : typed.replace("\r\n", "\n").split("\n", -1)) {
            reader.line(line);
        }
        return reader.result(most);
    }
}
