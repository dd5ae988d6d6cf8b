package dev.certsend.export;

import dev.certsend.audit.Action;
import dev.certsend.audit.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Which class and activity of OCSF 1.4.0 an action is, and how its outcome is told there. Actions and outcomes are taken as text,
 * so that those of newer versions have their place too.
 *
 * @param classUid 4009, Email Activity, or 6003, API Activity
 * @param id the activity_id; 99 where the class has no word for it
 */
record OcsfActivity(int classUid, int id) {
    static final int EMAIL = 4009;
    static final int API = 6003;

    private static final int SEND = 1;
    private static final int CREATE = 1;
    private static final int READ = 2;
    private static final int UPDATE = 3;
    private static final int DELETE = 4;
    private static final int OTHER = 99;

    static OcsfActivity of(String action) {
        if (action.startsWith("mail.") || action.equals(Action.SEND_REQUESTED.text())) {
            return new OcsfActivity(EMAIL, SEND);
        }
        if (action.startsWith("link.")) {
            return new OcsfActivity(EMAIL, OTHER);
        }
        return new OcsfActivity(API, Action.of(action).map(OcsfActivity::api).orElse(OTHER));
    }

    private static int api(Action action) {
        return switch (action) {
            case SEND_REFUSED, CONFIRMATION_POSTED, NOTE_WRITTEN, NOTE_FAILED -> CREATE;
            case LOG_LOOKED_UP, LOG_SHARED, LOG_EXPORTED -> READ;
            case RELAY_PAUSED, RELAY_RESUMED, KEY_CHANGED, SETTINGS_CHANGED, MIRROR_SYNCED, MIRROR_FAILED -> UPDATE;
            case LOG_BLOTTED, LOG_RETIRED -> DELETE;
            default -> OTHER;
        };
    }

    boolean isLetter() {
        return classUid == EMAIL;
    }

    /** 4, Network Activity, or 6, Application Activity. */
    int category() {
        return classUid / 1_000;
    }

    int type() {
        return classUid * 100 + id;
    }

    boolean hasNoWord() {
        return id == OTHER;
    }

    /** 1 success, 2 failure, 99 neither, 0 not known here: another entry tells. */
    static int status(@Nullable String outcome) {
        if (outcome == null) {
            return 0;
        }
        if (outcome.equals(Outcome.DONE.text())) {
            return 1;
        }
        boolean failed = outcome.equals(Outcome.FAILED.text()) || outcome.equals(Outcome.REFUSED.text());
        return failed ? 2 : OTHER;
    }

    /** 1 informational, 2 low: nobody needs to do anything yet, 3 medium: something was lost or may be. */
    static int severity(@Nullable String outcome) {
        if (outcome == null || outcome.equals(Outcome.DONE.text())) {
            return 1;
        }
        return outcome.equals(Outcome.FAILED.text()) || outcome.equals(Outcome.UNCERTAIN.text()) ? 3 : 2;
    }
}
