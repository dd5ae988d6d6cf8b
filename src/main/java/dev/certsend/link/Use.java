package dev.certsend.link;

import dev.certsend.audit.Action;
import dev.certsend.audit.Entry;
import org.jspecify.annotations.Nullable;

/**
 * One use of a link: its page was opened, or a file given.
 *
 * @param file the name of the file; null where the page was opened
 * @param clientAddress of who asked, as far as the proxies in front tell
 * @param userAgent as the client says; empty where it says nothing
 * @param machine why it looks like a mail scanner or another machine; null where it looks like a person
 */
public record Use(
        OpenLink link,
        @Nullable String file,
        String clientAddress,
        String userAgent,
        @Nullable String machine) {

    boolean opened() {
        return file == null && machine == null;
    }

    boolean downloaded() {
        return file != null && machine == null;
    }

    Entry entry() {
        String told = file == null ? "" : file;
        if (machine != null) {
            told += (told.isEmpty() ? "" : ", ") + "looks like a machine: " + machine;
        }
        return Entry.of(file == null ? Action.LINK_OPENED : Action.LINK_DOWNLOADED, link.teamId())
                .about(link.orderId(), link.certificateId(), link.certificateName())
                .in(link.sendId(), "downloadlink", link.requesterId())
                .to(link.deliveryId(), link.recipient())
                .from(clientAddress, userAgent)
                .because(told.isEmpty() ? null : told);
    }
}
