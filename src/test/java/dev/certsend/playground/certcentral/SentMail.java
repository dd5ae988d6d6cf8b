package dev.certsend.playground.certcentral;

import java.util.List;

/** A mail that CertCentral would have sent itself, as {@code PUT /certificate/{id}/sendemail} asked for it. */
public record SentMail(long certificateId, List<String> emails, String format, String message) {}
