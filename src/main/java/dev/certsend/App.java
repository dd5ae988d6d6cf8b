package dev.certsend;

import dev.certsend.audit.AuditLog;
import dev.certsend.bounce.Bounces;
import dev.certsend.bounce.ReadMailbox;
import dev.certsend.browse.AdvancedSearch;
import dev.certsend.browse.ListOrders;
import dev.certsend.browse.MirrorNotice;
import dev.certsend.browse.OrderPicker;
import dev.certsend.browse.QuickView;
import dev.certsend.certcentral.CertCentralClient;
import dev.certsend.certcentral.DatabaseCallLimit;
import dev.certsend.confirmation.ConfirmInSlack;
import dev.certsend.confirmation.Confirmations;
import dev.certsend.confirmation.ManageSend;
import dev.certsend.database.Database;
import dev.certsend.delivery.Delivering;
import dev.certsend.delivery.DeliveryNews;
import dev.certsend.delivery.LetterDesk;
import dev.certsend.delivery.Operators;
import dev.certsend.delivery.Work;
import dev.certsend.download.DownloadPage;
import dev.certsend.download.LinkDoor;
import dev.certsend.history.Auditors;
import dev.certsend.history.ExportAudit;
import dev.certsend.history.LookUpAudit;
import dev.certsend.history.SummarizeAudit;
import dev.certsend.link.LinkEndings;
import dev.certsend.link.Links;
import dev.certsend.link.SentLinks;
import dev.certsend.link.UseLog;
import dev.certsend.mail.BounceMailbox;
import dev.certsend.mail.Mailer;
import dev.certsend.mail.Outcome;
import dev.certsend.manage.ManageLinks;
import dev.certsend.mirror.Freshness;
import dev.certsend.mirror.MirrorSync;
import dev.certsend.mirror.Pause;
import dev.certsend.mirror.Refresh;
import dev.certsend.mirror.Webhook;
import dev.certsend.orders.Certificates;
import dev.certsend.orders.Copies;
import dev.certsend.orders.OrderSearch;
import dev.certsend.orders.OrderStore;
import dev.certsend.orders.Vocabulary;
import dev.certsend.policy.Door;
import dev.certsend.policy.Guard;
import dev.certsend.policy.Keepers;
import dev.certsend.policy.Later;
import dev.certsend.policy.People;
import dev.certsend.policy.RefusedRequests;
import dev.certsend.policy.Workspace;
import dev.certsend.queue.Queue;
import dev.certsend.queue.Watch;
import dev.certsend.seal.Sealing;
import dev.certsend.send.OpenForm;
import dev.certsend.send.SendCertificate;
import dev.certsend.send.Sending;
import dev.certsend.slack.SlackClient;
import dev.certsend.slack.SlackRequests;
import dev.certsend.slack.SlackSignature;
import dev.certsend.web.Metrics;
import dev.certsend.web.WebServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program, every part made with plain {@code new} in the order the data flows. */
public final class App implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(App.class);
    private static final int CONFIRMATIONS_AT_A_TIME = 3;
    private static final Duration CONFIRMATIONS_POLLED = Duration.ofMillis(500);
    private static final int CHORES_AT_A_TIME = 1;
    private static final int NOTES_AT_A_TIME = 1;
    private static final int MIRRORING_AT_A_TIME = 2;
    private static final int CONNECTIONS = 15;

    /** Which half of the program this process is. */
    public enum Part {
        WEB,
        WORKER,
        BOTH
    }

    private final Part part;
    private final int wantedPort;
    private final Later later = new Later();
    private final Later asking = new Later();
    private final Database database;
    private final SlackClient slack;
    private final Workspace workspace;
    private final @Nullable Mailer mailer;
    private final Freshness freshness;
    private final MirrorSync sync;
    private final Work work;
    private final Watch confirmations;
    private final Queue chores;
    private final Queue notes;
    private final Queue mirror;
    private final @Nullable Queue bounces;
    private final LogKeeping keeping;
    private final UseLog uses;
    private final WebServer web;
    private int port;

    public App(Config config, Part part) {
        this.part = part;
        wantedPort = config.port();
        com.slack.api.bolt.App bolt = SlackRequests.bolt(config.slack());
        SlackRequests slackRequests =
                new SlackRequests(new SlackSignature(config.slack().signingSecret(), InstantSource.system()), bolt);
        later.execute(() -> warmUp(slackRequests));
        database = new Database(config.database(), CONNECTIONS + lettersAtATime(config));
        database.migrate();
        // Before anything is appended.
        Sealing.makeRoom(database.jdbi());
        AuditLog log = new AuditLog(database.jdbi());

        slack = new SlackClient(config.slack());
        workspace = new Workspace(slack);
        People people = new People(database.jdbi(), slack, workspace, later);
        Door door = new Door(new Guard(workspace, people, log, slack, later), slack, later);

        CertCentralClient certCentral =
                new CertCentralClient(config.certCentral(), new DatabaseCallLimit(database.jdbi()));
        Confirmations news = new Confirmations(!config.delivery().delay().isZero());
        SentLinks sentLinks = new SentLinks(database.jdbi(), news);
        OrderStore orders = new OrderStore(database.jdbi(), sentLinks::ordersRevoked);
        OrderSearch search = new OrderSearch(database.jdbi());
        Copies copies = new Copies(database.jdbi(), certCentral);
        Certificates certificates = new Certificates(database.jdbi(), certCentral, copies);
        Metrics metrics = new Metrics();
        freshness = new Freshness(database.jdbi(), config.syncEvery());
        metrics.mirrorAge(freshness::age);
        sync = new MirrorSync(database.jdbi(), certCentral, orders, new SyncMetrics(metrics), Pause.REAL);
        Refresh refresh = new Refresh(database.jdbi(), certCentral, orders);
        Webhook webhook = new Webhook(database.jdbi(), config.webhookSecret(), this::told);

        mailer = config.mail() == null ? null : new Mailer(config.mail());
        Delivering delivering = new Delivering(database.jdbi(), workspace, mailer, config.delivery(), news);
        LetterDesk desk = delivering.desk(orders, copies, certificates, config.publicUrl());
        // Apart, so that neither a mail server nor a CertCentral that falls silent keeps anybody from being told.
        Operators operators = new Operators(database.jdbi(), slack, config.operatorsChannel());
        work = delivering.work(desk, certCentral, operators, this::settled);
        ConfirmInSlack confirm = new ConfirmInSlack(
                database.jdbi(),
                slack,
                () -> workspace.identity().map(SlackClient.Self::botUserId).orElse(""));
        confirmations = new Watch("confirm", CONFIRMATIONS_AT_A_TIME, CONFIRMATIONS_POLLED, confirm::look);
        chores = new Queue(
                database.pool(),
                CHORES_AT_A_TIME,
                Routes.chores(operators),
                Routes.rounds(new LinkEndings(database.jdbi(), news)));
        notes = new Queue(database.pool(), NOTES_AT_A_TIME, Routes.notes(delivering.note(certCentral)), List.of());
        mirror = new Queue(
                database.pool(), MIRRORING_AT_A_TIME, Routes.mirror(refresh), Routes.rounds(sync, config.syncEvery()));

        keeping = new LogKeeping(database.jdbi(), config.audit(), slack, config.operatorsChannel());

        // Apart too: a mailbox may fall silent.
        bounces = config.bounceMailbox() == null
                ? null
                : new Queue(database.pool(), 1, List.of(), Routes.rounds(readMailbox(config, database, news)));

        MirrorNotice notice = new MirrorNotice(freshness);
        QuickView quickView = new QuickView(copies, certificates, asking);
        AdvancedSearch advanced = new AdvancedSearch(new Vocabulary(database.jdbi()));
        OrderPicker picker = new OrderPicker(orders, search, delivering::lately);
        Sending sending = new Sending(slack, people, orders, copies, delivering, config.mostRecipients());
        OpenForm form = sending.form(quickView, advanced, later, notice);
        Keepers keepers = new Keepers(people, log, later);
        Auditors auditors = new Auditors(config.audit().auditors());
        Routes.Dialogues dialogues = new Routes.Dialogues(
                sending.dialogue(picker, form, log, keepers, this::requested),
                form,
                sending.preview(desk, later, asking),
                picker,
                new ListOrders(orders, search, quickView, advanced, slack, later, notice),
                new LookUpAudit(database.jdbi(), auditors, slack, later),
                new SummarizeAudit(database.jdbi(), log, auditors, slack, asking),
                new ExportAudit(database.jdbi(), log, auditors, slack, asking),
                new ManageLinks(sentLinks, keepers, slack, later, this::settled),
                new ManageSend(delivering.deliveries(), sentLinks, keepers, slack, later, this::requested),
                people);
        Routes.slack(bolt, door, dialogues);
        Links links = new Links(database.jdbi(), news);
        uses = new UseLog(links);
        LinkDoor linkDoor = new LinkDoor(links, certificates, uses, config.proxies(), metrics);
        DownloadPage page = new DownloadPage(linkDoor, config.publicUrl(), config.contact());
        Routes.Pages pages =
                new Routes.Pages(page, webhook, database, new RefusedRequests(log, later), config.proxies());
        web = new WebServer(paths -> Routes.web(paths, slackRequests, pages, metrics));
    }

    private static ReadMailbox readMailbox(Config config, Database database, DeliveryNews news) {
        BounceMailbox mailbox = new BounceMailbox(Objects.requireNonNull(config.bounceMailbox()));
        var address = config.mail() == null ? null : config.mail().bounce();
        return new ReadMailbox(mailbox, new Bounces(database.jdbi(), address, news));
    }

    /** Starts what this process is for. */
    public void start() {
        workspace.learn(later);
        freshness.start();
        later.execute(() -> keeping.begun(part.name().toLowerCase(Locale.ROOT)));
        if (mailer != null) {
            later.execute(() -> ask(mailer));
        }
        if (part != Part.WORKER) {
            port = web.start(wantedPort);
            LOG.info("listening on port {}", port);
        }
        if (part != Part.WEB) {
            work.start();
            confirmations.start();
            chores.start();
            notes.start();
            mirror.start();
            keeping.start();
            if (bounces != null) {
                bounces.start();
            }
            LOG.info("working");
        }
    }

    /** So that the form knows which addresses the mail server takes, and the log what is wrong with it. */
    private static void ask(Mailer mailer) {
        Outcome fault = mailer.check().fault();
        if (fault != null) {
            LOG.warn("the mail server takes no letters now: {}", fault);
        }
    }

    private static int lettersAtATime(Config config) {
        return config.mail() == null ? 1 : config.mail().smtp().connections();
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    private void closeBounces() {
        if (bounces != null) {
            bounces.close();
        }
    }

    private void requested() {
        work.nudge();
        confirmations.nudge();
        notes.nudge();
    }

    private void settled() {
        confirmations.nudge();
    }

    private void told() {
        mirror.nudge();
    }

    /** Loads, beside the database's start, what the first command needs. */
    private static void warmUp(SlackRequests slack) {
        slack.warmUp();
        SendCertificate.warmUp();
    }

    /** Takes no more requests, lets the jobs under way end, and lets go of everything. */
    @Override
    public void close() {
        if (part != Part.WORKER) {
            web.close();
        }
        uses.close();
        sync.close();
        // Side by side: each waits for its own jobs under way.
        Executor each = closing -> new Thread(closing, "close").start();
        CompletableFuture<Void> others = CompletableFuture.allOf(
                CompletableFuture.runAsync(work::close, each),
                CompletableFuture.runAsync(confirmations::close, each),
                CompletableFuture.runAsync(chores::close, each),
                CompletableFuture.runAsync(notes::close, each),
                CompletableFuture.runAsync(this::closeBounces, each));
        mirror.close();
        others.join();
        keeping.close();
        later.close();
        asking.close();
        freshness.close();
        if (mailer != null) {
            mailer.close();
        }
        slack.close();
        database.close();
    }
}
