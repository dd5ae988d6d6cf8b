package dev.certsend.confirmation;

import dev.certsend.delivery.Delivery;
import dev.certsend.text.Words;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What the whole of a send has come to, in one line. "Delivered" is nothing that anybody here can know. */
final class Headline {
    private final Words words;
    private final List<Delivery> deliveries;

    private Headline(Words words, List<Delivery> deliveries) {
        this.words = words;
        this.deliveries = deliveries;
    }

    /** @param clock writes a moment of the next minutes */
    static String of(Confirmation.Facts facts, Function<Instant, String> clock) {
        Words words = facts.send().words();
        return facts.leavesAt()
                .map(leaves -> words.say("confirmation.waiting", Map.of("when", clock.apply(leaves))))
                .orElseGet(() -> new Headline(words, facts.deliveries()).said());
    }

    private String said() {
        if (deliveries.stream().allMatch(delivery -> became(delivery) == Became.CANCELLED)) {
            return words.say("confirmation.cancelled");
        }
        long accepted = deliveries.stream()
                .filter(delivery -> delivery.state() == Delivery.State.ACCEPTED)
                .count();
        StringBuilder said = new StringBuilder(base(accepted));
        for (Became part : List.of(Became.NOT_SENT, Became.CAME_BACK, Became.DOUBTFUL, Became.CANCELLED)) {
            long count = count(part);
            // What is true of all of it, the words before say already.
            if (count > 0 && (count < deliveries.size() || accepted > 0)) {
                said.append(", ").append(words.say(part.words, Map.of("count", count)));
            }
        }
        return said.toString();
    }

    private String base(long accepted) {
        Map<String, Long> counts = Map.of("accepted", accepted, "all", (long) deliveries.size());
        if (count(Became.UNDER_WAY) > 0) {
            return words.say("confirmation.sending", counts);
        }
        if (accepted > 0) {
            return words.say("confirmation.sent", counts);
        }
        return words.say(count(Became.DOUBTFUL) > 0 ? "confirmation.doubtful" : "confirmation.failed");
    }

    private long count(Became what) {
        return deliveries.stream().filter(delivery -> became(delivery) == what).count();
    }

    private enum Became {
        UNDER_WAY(""),
        ACCEPTED(""),
        NOT_SENT("confirmation.of_these.not_sent"),
        CAME_BACK("confirmation.of_these.came_back"),
        DOUBTFUL("confirmation.of_these.doubtful"),
        CANCELLED("confirmation.of_these.cancelled");

        private final String words;

        Became(String words) {
            this.words = words;
        }
    }

    private static Became became(Delivery delivery) {
        if (delivery.bounce() != null && delivery.state().settled()) {
            return Became.CAME_BACK;
        }
        return switch (delivery.state()) {
            case QUEUED, SENDING, DEFERRED -> Became.UNDER_WAY;
            case ACCEPTED -> Became.ACCEPTED;
            case UNCERTAIN -> Became.DOUBTFUL;
            case CANCELLED -> delivery.doubtful() ? Became.DOUBTFUL : Became.CANCELLED;
            case REJECTED, GAVE_UP -> delivery.doubtful() ? Became.DOUBTFUL : Became.NOT_SENT;
        };
    }
}
