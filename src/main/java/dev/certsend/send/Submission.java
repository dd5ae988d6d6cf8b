package dev.certsend.send;

import dev.certsend.certificate.Format;
import dev.certsend.letter.Mode;
import dev.certsend.link.LinkTerms;
import dev.certsend.mail.EmailAddress;
import dev.certsend.orders.Order;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A form as it was checked, field by field.
 *
 * @param errors what stands under which field; empty when all is well
 * @param reasons the same for the audit log, in English
 */
record Submission(
        @Nullable Order foundOrder,
        @Nullable Long foundCertificate,
        List<EmailAddress> recipients,
        @Nullable Mode foundMode,
        Format format,
        LinkTerms terms,
        Map<String, String> errors,
        List<String> reasons) {

    Order order() {
        return Objects.requireNonNull(foundOrder);
    }

    long certificateId() {
        return Objects.requireNonNull(foundCertificate);
    }

    Mode mode() {
        return Objects.requireNonNull(foundMode);
    }

    @Nullable
    Long orderIdOrNull() {
        return foundOrder == null ? null : foundOrder.orderId();
    }

    /** Whether a letter can be written of it, whoever gets it. */
    boolean hasLetter() {
        return foundOrder != null
                && foundCertificate != null
                && foundMode != null
                && !errors.containsKey(SendCertificateForm.ORDER)
                && !errors.containsKey(SendCertificateForm.LINK_DAYS)
                && !errors.containsKey(SendCertificateForm.MOST_DOWNLOADS)
                && !errors.containsKey(SendCertificateForm.MESSAGE);
    }
}
