package dev.certsend;

import dev.certsend.certcentral.CallLimit;
import dev.certsend.certcentral.CertCentralClient;
import dev.certsend.certcentral.CertCentralFault;
import dev.certsend.database.Database;
import dev.certsend.mail.MailSettings;
import dev.certsend.mail.Mailer;
import dev.certsend.mail.RelayCheck;
import dev.certsend.seal.SealSettings;
import dev.certsend.seal.Sealer;
import dev.certsend.seal.Verification;
import dev.certsend.slack.SlackClient;
import dev.certsend.slack.SlackFault;
import java.io.PrintWriter;
import java.time.Duration;

/** Asks everything the program depends on whether it answers, and tells what to mend where it doesn't. Sends nothing. */
final class Doctor {
    private final Config config;
    private final PrintWriter out;
    private boolean well = true;

    Doctor(Config config, PrintWriter out) {
        this.config = config;
        this.out = out;
    }

    /** Whether all is well. */
    boolean examine() {
        database();
        slack();
        certCentral();
        mail();
        out.flush();
        return well;
    }

    private void database() {
        try (Database database = new Database(config.database(), 2)) {
            int behind = database.behind();
            tell(behind == 0, "database", "up to date", "reached, but " + behind + " migrations behind: run migrate");
            if (behind == 0) {
                audit(database);
            }
        } catch (RuntimeException e) {
            tell(false, "database", "", "not reached: " + e.getMessage() + "; see DATABASE_URL");
        }
    }

    private void audit(Database database) {
        SealSettings seal = config.audit().seal();
        String signed = seal.keys().isEmpty()
                ? "none, so no checkpoint is signed; see AUDIT_SIGNING_KEY"
                : seal.publicKeys().toString();
        tell(true, "audit log's key", signed, "");
        Duration waiting = Sealer.backlog(database.jdbi()).orElse(Duration.ZERO);
        tell(
                waiting.compareTo(Verification.PATIENCE) < 0,
                "audit log's seal",
                "the oldest entry that is not sealed waits for " + waiting.toSeconds() + " s",
                "nothing was sealed for " + waiting.toMinutes() + " minutes; is there a worker? See its log");
    }

    private void slack() {
        try (SlackClient slack = new SlackClient(config.slack())) {
            var answer = slack.whoAmI();
            tell(true, "Slack", "the bot of workspace " + answer.teamName() + " (" + answer.teamId() + ")", "");
        } catch (SlackFault e) {
            tell(false, "Slack", "", e.getMessage() + "; see SLACK_BOT_TOKEN and SLACK_API_URL");
        }
    }

    private void certCentral() {
        try {
            var account = new CertCentralClient(config.certCentral(), CallLimit.NONE).account();
            tell(true, "CertCentral", "account " + account.id(), "");
        } catch (CertCentralFault e) {
            tell(false, "CertCentral", "", e.getMessage() + "; see CERTCENTRAL_API_KEY and CERTCENTRAL_URL");
        }
    }

    private void mail() {
        MailSettings mail = config.mail();
        if (mail == null) {
            tell(true, "mail server", "none is set; CertCentral sends", "");
            return;
        }
        try (Mailer mailer = new Mailer(mail)) {
            RelayCheck check = mailer.check();
            tell(
                    check.isReady(),
                    "mail server",
                    String.join(", ", check.steps()),
                    check.fault() + "; see SMTP_URL and SMTP_OAUTH_…");
        }
    }

    private void tell(boolean good, String what, String found, String mend) {
        well &= good;
        out.println((good ? "well   " : "AILING ") + what + ": " + (good ? found : mend));
    }
}
