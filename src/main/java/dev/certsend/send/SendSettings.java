package dev.certsend.send;

import dev.certsend.mail.EmailAddress;
import java.time.Duration;

/**
 * What can be set about sending.
 *
 * @param mailFrom the service's own address, sender of every letter
 * @param mostRecipients how many recipients one send may have
 * @param linkLifetime how long a download link works
 */
public record SendSettings(EmailAddress mailFrom, int mostRecipients, Duration linkLifetime) {}
