package dev.certsend.link;

import java.util.UUID;

/**
 * A send whose letters hold links, whether they are written yet or not.
 *
 * @param revoked whether all its links are revoked, those of letters that were not written yet as well
 */
public record LinkSend(
        UUID sendId,
        String teamId,
        String requesterId,
        long orderId,
        long certificateId,
        String certificateName,
        boolean revoked) {}
