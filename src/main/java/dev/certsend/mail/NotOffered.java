package dev.certsend.mail;

import jakarta.mail.MessagingException;

/** The relay lacks something that we do not go on without. */
final class NotOffered extends MessagingException {

    private static final long serialVersionUID = 1L;

    NotOffered(String message) {
        super(message);
    }
}
