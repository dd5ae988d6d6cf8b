package dev.certsend.slack;

import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.request.RequestHeaders;
import com.slack.api.bolt.request.RequestType;
import com.slack.api.bolt.response.Response;
import com.slack.api.bolt.util.SlackRequestParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the raw bytes Slack posted, checks their signature, and hands them to Bolt. Bolt runs without its middleware:
 * that would ask Slack who we are within the request, take the secret "---" where there is none, and log bodies.
 */
public final class SlackRequests {
    private static final Logger LOG = LoggerFactory.getLogger(SlackRequests.class);
    private static final int MOST_PROBE_BYTES = 1000;

    private final SlackSignature signature;
    private final SlackRequestParser parser;
    private final App bolt;

    public SlackRequests(SlackSignature signature, App bolt) {
        this.signature = signature;
        this.bolt = bolt;
        this.parser = new SlackRequestParser(bolt.config());
    }

    /** Bolt, ready to have handlers registered. */
    public static App bolt(SlackSettings settings) {
        AppConfig config = AppConfig.builder()
                .slack(SlackClient.forBolt(settings))
                .singleTeamBotToken(settings.botToken().value())
                .requestVerificationEnabled(false)
                .allEventsApiAutoAckEnabled(true)
                .threadPoolSize(1)
                .build();
        return new App(config, new ArrayList<>());
    }

    /** Reads a command once, for nothing, so that the first person's is not the first. */
    public void warmUp() {
        byte[] command = "command=%2Fcert-send&text=help&team_id=T0&user_id=U0".getBytes(StandardCharsets.UTF_8);
        signature.isSlacks(command, "0", "v0=");
        parsed(command, Map.of(), null);
    }

    /**
     * Answers one request.
     *
     * @param body as it came over the wire
     * @param headers by lower-case name
     */
    public Response answer(byte[] body, Map<String, String> headers, @Nullable String address) {
        if (isProbe(body)) {
            return plain(200, "");
        }
        if (!signature.isSlacks(body, headers.get("x-slack-request-timestamp"), headers.get("x-slack-signature"))) {
            LOG.warn("refused a request that is not signed by Slack, or not within five minutes of our clock");
            return plain(401, "not signed by Slack");
        }
        Request<?> request = parsed(body, headers, address);
        return request == null ? plain(400, "no request of Slack's") : run(request);
    }

    /** The probe of Slack's certificate check is the one request that comes unsigned; nothing may follow from it. */
    private static boolean isProbe(byte[] body) {
        if (body.length > MOST_PROBE_BYTES) {
            return false;
        }
        String form = "&" + new String(body, StandardCharsets.UTF_8) + "&";
        return form.contains("&ssl_check=1&") && !form.contains("&payload=") && !form.contains("&command=");
    }

    private @Nullable Request<?> parsed(byte[] body, Map<String, String> headers, @Nullable String address) {
        Map<String, List<String>> lists = new HashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        try {
            return parser.parse(SlackRequestParser.HttpRequest.builder()
                    .requestUri("/slack/events")
                    .queryString(Map.of())
                    .headers(new RequestHeaders(lists))
                    .requestBody(new String(body, StandardCharsets.UTF_8))
                    .remoteAddress(address)
                    .build());
        } catch (RuntimeException e) {
            LOG.warn(
                    "refused a signed request that can't be read: {}",
                    e.getClass().getSimpleName());
            return null;
        }
    }

    private Response run(Request<?> request) {
        try {
            Response response = bolt.run(request);
            if (response.getStatusCode() == 404) {
                LOG.warn("nothing is registered for this {} request", request.getRequestType());
                return notTakenOn(request);
            }
            return response;
        } catch (Exception | Error e) {
            // Every handler answers its own faults; what comes here is a fault of Bolt's or ours in between.
            LOG.error("a {} request failed outside its handler", request.getRequestType(), e);
            return notTakenOn(request);
        }
    }

    /** An empty answer would close a form as if all were well; at any other body Slack tells that something is wrong. */
    private static Response notTakenOn(Request<?> request) {
        return plain(200, request.getRequestType() == RequestType.ViewSubmission ? "not taken on" : "");
    }

    private static Response plain(int status, String body) {
        return Response.builder()
                .statusCode(status)
                .body(body)
                .contentType("text/plain")
                .build();
    }
}
