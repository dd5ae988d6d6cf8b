package dev.certsend;

import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.bolt.handler.builtin.BlockActionHandler;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.event.UserChangeEvent;
import dev.certsend.bounce.ReadMailbox;
import dev.certsend.browse.FilterBar;
import dev.certsend.browse.ListOrders;
import dev.certsend.browse.OrderPicker;
import dev.certsend.confirmation.ConfirmationButtons;
import dev.certsend.confirmation.ManageSend;
import dev.certsend.database.Database;
import dev.certsend.delivery.Operators;
import dev.certsend.delivery.WriteNote;
import dev.certsend.download.DownloadPage;
import dev.certsend.download.TooMany;
import dev.certsend.history.ExportAudit;
import dev.certsend.history.LookUpAudit;
import dev.certsend.history.SummarizeAudit;
import dev.certsend.history.Typed;
import dev.certsend.link.LinkClosed;
import dev.certsend.link.LinkEndings;
import dev.certsend.manage.ManageLinks;
import dev.certsend.mirror.MirrorSync;
import dev.certsend.mirror.Refresh;
import dev.certsend.mirror.Webhook;
import dev.certsend.policy.Door;
import dev.certsend.policy.People;
import dev.certsend.policy.Person;
import dev.certsend.policy.RefusedRequests;
import dev.certsend.queue.Job;
import dev.certsend.queue.Repeated;
import dev.certsend.send.OpenForm;
import dev.certsend.send.PreviewLetter;
import dev.certsend.send.SendCertificate;
import dev.certsend.slack.Answers;
import dev.certsend.slack.SlackRequests;
import dev.certsend.web.Metrics;
import dev.certsend.web.TrustedProxies;
import dev.certsend.web.WebServer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import org.jdbi.v3.core.JdbiException;

/** The map: every command, form, picker, button, job and path, with the method that takes it. */
final class Routes {
    private static final int UNAUTHORIZED = 401;

    private Routes() {}

    /** Whom Slack's requests are for. */
    record Dialogues(
            SendCertificate send,
            OpenForm form,
            PreviewLetter preview,
            OrderPicker picker,
            ListOrders list,
            LookUpAudit history,
            SummarizeAudit summary,
            ExportAudit export,
            ManageLinks links,
            ManageSend sent,
            People people) {}

    static void slack(com.slack.api.bolt.App bolt, Door door, Dialogues dialogues) {
        bolt.command("/cert-send", door.command((person, typed) -> certSend(dialogues, person, typed)));
        bolt.blockSuggestion(OrderPicker.ID, door.options(dialogues.picker()::options));
        bolt.blockAction(OrderPicker.ID, door.action(dialogues.form()::choose));
        bolt.blockAction(OpenForm.PEOPLE, door.action(dialogues.form()::people));
        bolt.blockAction(OpenForm.MODE, door.action(dialogues.form()::choose));
        bolt.blockAction(PreviewLetter.BUTTON, door.action(dialogues.preview()::show));
        filters(bolt, FilterBar.Above.FORM, door.action(dialogues.form()::filter));
        bolt.blockAction(FilterBar.Above.FORM.more(), door.action(dialogues.form()::moreFilters));
        bolt.viewSubmission(FilterBar.Above.FORM.filters(), door.submission(dialogues.form()::filtersSubmitted));
        bolt.viewSubmission(SendCertificate.FORM, door.submission(dialogues.send()::submit));

        bolt.command("/cert-orders", door.command(dialogues.list()::look));
        filters(bolt, FilterBar.Above.LIST, door.action(dialogues.list()::filter));
        bolt.blockAction(FilterBar.Above.LIST.more(), door.action(dialogues.list()::moreFilters));
        bolt.viewSubmission(FilterBar.Above.LIST.filters(), door.submission(dialogues.list()::filtersSubmitted));
        bolt.blockAction(ListOrders.PREVIOUS, door.action(dialogues.list()::turn));
        bolt.blockAction(ListOrders.NEXT, door.action(dialogues.list()::turn));
        bolt.blockAction(ListOrders.QUICK_VIEW, door.action(dialogues.list()::quickView));
        bolt.blockAction(ListOrders.SEND, door.action(dialogues.send()::openFor));
        bolt.blockAction(SendCertificate.AGAIN, door.action(dialogues.send()::again));
        bolt.blockAction(SendCertificate.AGAIN_ALL, door.action(dialogues.send()::againAll));
        bolt.blockAction(SendCertificate.AGAIN_FAILED, door.action(dialogues.send()::againFailed));
        bolt.blockAction(ConfirmationButtons.CANCEL, door.action(dialogues.sent()::cancel));
        bolt.blockAction(ConfirmationButtons.RETRY, door.action(dialogues.sent()::retry));
        bolt.blockAction(ConfirmationButtons.DETAILS, door.action(dialogues.sent()::details));

        bolt.command("/cert-audit", door.command((person, typed) -> certAudit(dialogues, person, typed)));
        bolt.blockAction(ExportAudit.BUTTON, door.action(dialogues.export()::press));
        bolt.blockAction(LookUpAudit.OLDER, door.action(dialogues.history()::turn));
        bolt.blockAction(LookUpAudit.NEWER, door.action(dialogues.history()::turn));
        bolt.blockAction(LookUpAudit.DETAILS, door.action(dialogues.history()::details));
        bolt.blockAction(LookUpAudit.SHARE, door.action(dialogues.history()::share));
        BlockActionHandler narrowed = door.action(dialogues.history()::filter);
        LookUpAudit.controls().forEach(control -> bolt.blockAction(control, narrowed));

        ManageLinks links = dialogues.links();
        bolt.blockAction(ConfirmationButtons.REVOKE_ALL, door.action(links::revokeAll));
        bolt.blockAction(ConfirmationButtons.LINKS, door.action(links::details));
        bolt.blockAction(ManageLinks.REVOKE, door.action(links::revoke));
        bolt.blockAction(ManageLinks.EXTEND, door.action(links::extend));
        bolt.blockAction(ManageLinks.OLDER, door.action(links::turn));
        bolt.blockAction(ManageLinks.NEWER, door.action(links::turn));

        bolt.event(UserChangeEvent.class, (event, context) -> {
            dialogues.people().changed(event.getEvent().getUser());
            return Answers.nothing();
        });
    }

    private static Response certSend(Dialogues dialogues, Person person, SlashCommandPayload typed) {
        return ManageLinks.isMeant(typed)
                ? dialogues.links().look(person, typed)
                : dialogues.send().open(person, typed);
    }

    private static Response certAudit(Dialogues dialogues, Person person, SlashCommandPayload typed) {
        return switch (Typed.firstWord(typed)) {
            case SummarizeAudit.WORD -> dialogues.summary().look(person, typed);
            case ExportAudit.WORD -> dialogues.export().look(person, typed);
            default -> dialogues.history().look(person, typed);
        };
    }

    private static void filters(com.slack.api.bolt.App bolt, FilterBar.Above above, BlockActionHandler used) {
        FilterBar.choices().forEach(qualifier -> bolt.blockAction(above.choice(qualifier), used));
        bolt.blockAction(above.all(), used);
    }

    /** Whom the web's other requests are for. */
    record Pages(
            DownloadPage download,
            Webhook webhook,
            Database database,
            RefusedRequests refused,
            TrustedProxies proxies) {}

    static void web(RoutesConfig paths, SlackRequests slack, Pages pages, Metrics metrics) {
        paths.post("/slack/events", request -> slackRequest(request, slack, pages, metrics));
        paths.post("/certcentral/webhook", request -> told(request, pages));
        DownloadPage page = pages.download();
        paths.before("/d/*", page::guard);
        paths.get("/d/{token}", page::show);
        paths.get("/d/{token}/{file}", page::file);
        paths.post("/d/{token}/{file}", page::file);
        // Javalin would answer 200 to any HEAD that has a GET.
        paths.head("/d/{token}", page::show);
        paths.head("/d/{token}/{file}", page::file);
        paths.get("/d/<path>", page::nothing);
        paths.head("/d/<path>", page::nothing);
        paths.post("/d/<path>", page::nothing);
        paths.exception(TooMany.class, page::limited);
        paths.exception(LinkClosed.class, page::closed);
        paths.exception(JdbiException.class, (fault, request) -> unavailable(fault, request, page));
        paths.exception(RejectedExecutionException.class, (fault, request) -> unavailable(fault, request, page));
        paths.get("/healthz", request -> request.result("alive"));
        paths.get("/readyz", request -> ready(request, pages.database().answers()));
        paths.get("/metrics", metrics::scrape);
    }

    /** People read the pages of links; everything else is for programs. */
    private static void unavailable(Exception fault, Context request, DownloadPage page) {
        if (request.path().startsWith("/d/")) {
            page.unavailable(fault, request);
        } else {
            WebServer.unavailable(fault, request);
        }
    }

    static List<Job> chores(Operators operators) {
        return List.of(new Job(Operators.KIND, operators::run));
    }

    static List<Job> notes(WriteNote note) {
        return List.of(new Job(WriteNote.KIND, note::run));
    }

    static List<Job> mirror(Refresh refresh) {
        return List.of(new Job(Refresh.KIND, refresh::run));
    }

    static List<Repeated> rounds(MirrorSync sync, Duration syncEvery) {
        return List.of(new Repeated("mirror.sync", syncEvery, sync::round));
    }

    static List<Repeated> rounds(LinkEndings endings) {
        return List.of(new Repeated("link.endings", Duration.ofMinutes(1), endings::round));
    }

    static List<Repeated> rounds(ReadMailbox bounces) {
        return List.of(new Repeated(ReadMailbox.KIND, Duration.ofMinutes(1), bounces::round));
    }

    private static void told(Context request, Pages pages) throws IOException {
        Webhook.Answer answer = pages.webhook().take(request.header(Webhook.SECRET_HEADER), request.bodyInputStream());
        if (answer == Webhook.Answer.WRONG_SECRET) {
            refused(request, "a webhook without its secret", pages);
        }
        request.status(answer.status())
                .result(answer.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    private static void refused(Context request, String what, Pages pages) {
        String address = pages.proxies().client(request).getHostAddress();
        pages.refused().refused(what, address, Objects.requireNonNullElse(request.userAgent(), ""));
    }

    private static void ready(Context request, boolean ready) {
        request.status(ready ? 200 : 503).result(ready ? "ready" : "the database does not answer");
    }

    private static void slackRequest(Context request, SlackRequests slack, Pages pages, Metrics metrics) {
        long began = System.nanoTime();
        Map<String, String> headers = new HashMap<>();
        request.headerMap().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        Response answer = slack.answer(request.bodyAsBytes(), headers, request.ip());
        if (answer.getStatusCode() == UNAUTHORIZED) {
            refused(request, "a request that Slack did not sign", pages);
        }
        byte[] body = Objects.requireNonNullElse(answer.getBody(), "").getBytes(StandardCharsets.UTF_8);
        request.status(answer.getStatusCode())
                .contentType(answer.getContentType())
                // Without it Jetty sends what is long in chunks.
                .header("Content-Length", Integer.toString(body.length))
                .result(body);
        metrics.acked(System.nanoTime() - began);
    }
}
