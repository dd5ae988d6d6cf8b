package dev.certsend.send;

import dev.certsend.mail.EmailAddress;
import dev.certsend.mail.LikelyTypo;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An address that looks mistyped, and the one probably meant. */
record LikelySlip(EmailAddress typed, EmailAddress meant) {

    static List<LikelySlip> among(List<EmailAddress> recipients) {
        List<LikelySlip> slips = new ArrayList<>();
        for (EmailAddress typed : recipients) {
            LikelyTypo.meant(typed).ifPresent(meant -> slips.add(new LikelySlip(typed, meant)));
        }
        return slips;
    }

    /** Whether letters before the @ only look like others; else the domain is mistyped. */
    boolean inLetters() {
        return typed.domain().equals(meant.domain());
    }

    /** Short enough for a view to carry, and another one when other addresses are in doubt. */
    static String remembered(List<LikelySlip> slips) {
        String all =
                slips.stream().map(slip -> slip.typed().toString()).sorted().collect(Collectors.joining(" "));
        return all.isEmpty() ? "" : Integer.toHexString(all.hashCode());
    }
}
