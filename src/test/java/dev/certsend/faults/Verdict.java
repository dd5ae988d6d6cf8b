package dev.certsend.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run comes to, counted on both sides.
 *
 * @param lost deliveries that ended neither in the sink nor with a refusal that the fault explains
 * @param twice copies that the sink took beyond the first of each delivery
 * @param uncertain attempts that the audit log calls uncertain
 * @param inFlight the most letters that can have been in flight at the cuts
 * @param back the longest time until work went on; zero where nothing was killed
 * @param broken every promise that was broken, in words; empty if all were kept
 */
record Verdict(
        int deliveries, int lost, long twice, long uncertain, long inFlight, Duration back, List<String> broken) {

    /** Issue and README promise it after kill -9. */
    static final Duration LONGEST_BACK = Duration.ofSeconds(60);

    private static final Map<String, String> ENTRIES = Map.of(
            "accepted", "mail.accepted",
            "rejected", "mail.rejected",
            "gave_up", "mail.given_up",
            "cancelled", "mail.cancelled",
            "uncertain", "mail.uncertain");

    /**
     * Judges.
     *
     * @param taken how many deliveries were taken on
     * @param endings the states that the fault explains
     */
    static Verdict of(Evidence evidence, int taken, Set<String> endings, long inFlight, Duration back) {
        List<String> broken = new ArrayList<>();
        int lost = taken - evidence.stories().size();
        if (lost != 0) {
            broken.add("lost: " + lost + " of the deliveries taken on are not in the database");
        }
        long twice = 0;
        long uncertain = 0;
        for (Evidence.Story story : evidence.stories()) {
            lost += isLost(story, endings, broken) ? 1 : 0;
            twice += Math.max(0, story.accepted() - 1);
            uncertain += story.lines("mail.uncertain");
            copies(story, broken);
            audit(story, broken);
        }
        if (twice > inFlight) {
            broken.add("duplicates: " + twice + ", with " + inFlight + " letters in flight at most");
        }
        if (uncertain > inFlight) {
            broken.add("uncertain: " + uncertain + ", with " + inFlight + " letters in flight at most");
        }
        if (back.compareTo(LONGEST_BACK) > 0) {
            broken.add("back to work after " + back.toSeconds() + " s");
        }
        return new Verdict(taken, lost, twice, uncertain, inFlight, back, List.copyOf(broken));
    }

    /** The same with these promises broken. */
    Verdict broken(List<String> others) {
        return new Verdict(deliveries, lost, twice, uncertain, inFlight, back, List.copyOf(others));
    }

    boolean auditComplete() {
        return broken.stream().noneMatch(each -> each.startsWith("audit"));
    }

    private static boolean isLost(Evidence.Story story, Set<String> endings, List<String> broken) {
        boolean accepted = story.state().equals("accepted");
        if (!endings.contains(story.state())) {
            broken.add("lost: " + story.id() + " ended " + story.state() + ", " + trace(story));
            return story.accepted() == 0;
        }
        if (accepted && story.accepted() == 0) {
            broken.add("lost: " + story.id() + " is called accepted and is not in the sink, " + trace(story));
            return true;
        }
        if (!accepted && story.accepted() > 0 && story.uncertain() == 0) {
            broken.add("told wrong: " + story.id() + " is called " + story.state() + " and is in the sink, "
                    + trace(story));
        }
        return false;
    }

    private static void copies(Evidence.Story story, List<String> broken) {
        Set<String> different = new HashSet<>();
        long copies = 0;
        for (Arrival arrival : story.arrivals()) {
            different.add(arrival.digest());
            if (!arrival.accepted()) {
                continue;
            }
            if (story.linesBy("mail.uncertain", arrival.at()) < copies) {
                broken.add(
                        "duplicates: a copy of " + story.id() + " left before the doubt was recorded, " + trace(story));
            }
            copies++;
        }
        if (different.size() > 1) {
            broken.add("duplicates: the copies of " + story.id() + " differ");
        }
    }

    private static void audit(Evidence.Story story, List<String> broken) {
        if (story.lines("send.requested") != 1) {
            broken.add("audit: " + story.lines("send.requested") + " times send.requested for " + story.id());
        }
        long dots = 0;
        for (Arrival arrival : story.arrivals()) {
            dots++;
            if (story.linesBy("mail.attempted", arrival.at()) < dots) {
                broken.add("audit: dot " + dots + " of " + story.id() + " came before its mail.attempted, "
                        + trace(story));
            }
        }
        if (story.lines("mail.attempted") > story.attempt()) {
            broken.add("audit: more mail.attempted than the attempts of " + story.id() + ", " + trace(story));
        }
        if (story.lines("mail.uncertain") != story.uncertain()) {
            broken.add("audit: " + story.uncertain() + " times uncertain, by the log otherwise: " + trace(story));
        }
        String ending = ENTRIES.get(story.state());
        if (ending != null && !endsWithOne(story, ending)) {
            broken.add("audit: " + story.state() + " without one entry that says so at the end, " + trace(story));
        }
    }

    /** What a worker was answered whose delivery was another's by then comes when it comes. */
    private static boolean endsWithOne(Evidence.Story story, String ending) {
        List<Evidence.Line> lines = story.lines().stream()
                .filter(line -> !line.action().equals("mail.answered_late"))
                .toList();
        boolean last = !lines.isEmpty() && lines.get(lines.size() - 1).action().equals(ending);
        return last && (story.lines(ending) == 1 || ending.equals("mail.uncertain"));
    }

    private static String trace(Evidence.Story story) {
        return "attempt " + story.attempt() + ", uncertain " + story.uncertain() + ", in the sink " + story.accepted()
                + " of " + story.arrivals().size() + " dots, log "
                + story.lines().stream().map(Evidence.Line::action).toList();
    }
}
