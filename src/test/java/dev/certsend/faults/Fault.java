package dev.certsend.faults;

import java.util.Map;
import java.util.Set;

/**
 * One row of the matrix.
 *
 * @param endings the states that deliveries may end in
 * @param variables of the workers' environment, beside the usual ones
 */
record Fault(String name, Set<String> endings, Map<String, String> variables, Course course) {
    private static final Set<String> ACCEPTED = Set.of("accepted");

    /** What happens; it returns when all that had to come has come. */
    interface Course {
        void run(Run run) throws Exception;
    }

    /** After which every letter is in the sink. */
    static Fault of(String name, Course course) {
        return new Fault(name, ACCEPTED, Map.of(), course);
    }

    /** The same where the mail server may refuse letters for good. */
    Fault refusing() {
        return new Fault(name, Set.of("accepted", "rejected"), variables, course);
    }

    /** The same with workers that wait a minute for each word of the mail server, where it is made to wait. */
    Fault patient() {
        return new Fault(
                name,
                endings,
                Map.of("SMTP_URL", "smtp://127.0.0.1:SMTP_PORT?tls=off&connections=4&timeout=60s&dot-timeout=60s"),
                course);
    }

    /** Why it can't be run here. */
    static final class Skipped extends Exception {
        private static final long serialVersionUID = 1;

        Skipped(String why) {
            super(why);
        }
    }
}
