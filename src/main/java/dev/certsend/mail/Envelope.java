package dev.certsend.mail;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the relay is told of a letter besides its bytes.
 *
 * @param from where bounces go
 * @param id by which a report of the letter's failure may name it (RFC 3461 section 4.4); null for none. It reaches the recipient's
 *     mail server, no one who reads the letter
 */
public record Envelope(
        EmailAddress from, EmailAddress to, @Nullable UUID id) {}
