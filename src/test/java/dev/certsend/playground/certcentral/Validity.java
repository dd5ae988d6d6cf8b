package dev.certsend.playground.certcentral;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** First and last day of a certificate, both included and in UTC. */
public record Validity(LocalDate from, LocalDate till) {

    /** So many days, the first and the last counted. */
    public static Validity ofDays(LocalDate from, int days) {
        return new Validity(from, from.plusDays(days - 1L));
    }

    Instant notBefore() {
        return from.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    Instant notAfter() {
        return till.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusSeconds(1);
    }

    long days() {
        return ChronoUnit.DAYS.between(from, till) + 1;
    }
}
