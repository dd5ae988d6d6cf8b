package dev.certsend.send;

import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import dev.certsend.delivery.Send;
import dev.certsend.letter.Mode;
import dev.certsend.link.LinkTerms;
import dev.certsend.slack.Views;
import org.jspecify.annotations.Nullable;

/**
 * How it is to be sent, as it came: nothing of it is checked yet.
 *
 * @param mode the mode's value
 * @param format the format's value; empty where the form had no such field
 * @param days for how many days the link works, as it was typed; null where the form had no such field
 * @param downloads how often it gives a file, as it was typed; null where the form had no such field
 */
record Choices(
        String mode,
        String format,
        @Nullable String days,
        @Nullable String downloads) {
    /** As the form opens. */
    static final Choices FIRST = new Choices(Mode.ATTACHMENT.value(), "", null, null);

    static Choices read(View view) {
        return new Choices(
                Views.chosen(view, SendCertificateForm.MODE, SendCertificateForm.MODE),
                Views.chosen(view, SendCertificateForm.FORMAT, SendCertificateForm.FORMAT),
                typed(view, SendCertificateForm.LINK_DAYS),
                typed(view, SendCertificateForm.MOST_DOWNLOADS));
    }

    /** The same as in an earlier send. */
    static Choices of(Send send) {
        LinkTerms terms = send.terms();
        Integer most = terms.mostDownloads();
        String downloads = most == null ? "" : most.toString();
        boolean linked = send.mode() == Mode.DOWNLOADLINK;
        return new Choices(
                send.mode().value(),
                send.format().value(),
                linked ? Integer.toString(terms.days()) : null,
                linked ? downloads : null);
    }

    /** An empty field has a state, one that isn't there has none. */
    private static @Nullable String typed(View view, String id) {
        ViewState.Value state = Views.state(view, id);
        if (state.getType() == null) {
            return null;
        }
        return state.getValue() == null ? "" : state.getValue();
    }

    /** These, and of what has no field in this mode what was chosen before. */
    Choices over(Choices before) {
        return new Choices(
                mode,
                format.isEmpty() ? before.format : format,
                days == null ? before.days : days,
                downloads == null ? before.downloads : downloads);
    }

    boolean whole() {
        return mode != null && format != null;
    }
}
