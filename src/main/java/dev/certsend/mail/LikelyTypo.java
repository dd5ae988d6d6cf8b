package dev.certsend.mail;

import java.util.Optional;

public final class LikelyTypo {
    private LikelyTypo() {}

    public static Optional<EmailAddress> meant(EmailAddress typed) {
        return typed.domain().equals("gmial.com")
                ? Optional.of(EmailAddress.of(typed.localPart() + "@gmail.com"))
                : Optional.empty();
    }
}
