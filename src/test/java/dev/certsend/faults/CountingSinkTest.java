package dev.certsend.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The sink, byte by byte: what it says it counted is what it read. */
class CountingSinkTest {
    private static final UUID ID = new UUID(1, 2);
    private static final List<String> WELL = List.of("220", "250", "250", "250", "354", "250");

    private final CountingSink sink = new CountingSink(1);

    @Test
    void counts_each_letter_by_the_delivery_in_its_message_id() throws IOException {
        try (sink) {
            assertThat(sends(ID)).isEqualTo(WELL);
            assertThat(sends(ID)).isEqualTo(WELL);
            assertThat(sends(new UUID(3, 4))).isEqualTo(WELL);
            assertThat(sink.letters().of(ID)).hasSize(2).allMatch(Arrival::accepted);
            assertThat(sink.letters().of(ID).get(0).digest())
                    .isEqualTo(sink.letters().of(ID).get(1).digest())
                    .isNotEqualTo(sink.letters().of(new UUID(3, 4)).get(0).digest());
            assertThat(sink.letters().accepted()).isEqualTo(3);
        }
    }

    @Test
    void a_letter_refused_at_the_dot_arrived_and_was_not_accepted() throws IOException {
        try (sink) {
            sink.faults().set(List.of(SmtpFault.of(SmtpFault.Kind.TEMPORARY, SmtpPoint.DOT, 1)));
            assertThat(sends(ID)).endsWith("354", "450");
            assertThat(sink.letters().of(ID)).singleElement().matches(arrival -> !arrival.accepted());
            assertThat(sink.faults().doubts()).isZero();
        }
    }

    @Test
    void closing_at_the_dot_takes_the_letter_or_not_and_leaves_a_doubt_either_way() throws IOException {
        try (sink) {
            sink.faults().set(List.of(SmtpFault.of(SmtpFault.Kind.CLOSE, SmtpPoint.DOT, 1)));
            assertThat(sends(ID)).endsWith("354", "closed");
            assertThat(sink.letters().accepted()).isZero();
            sink.faults().set(List.of(SmtpFault.of(SmtpFault.Kind.TAKE_AND_CLOSE, SmtpPoint.DOT, 1)));
            assertThat(sends(ID)).endsWith("354", "closed");
            assertThat(sink.letters().accepted()).isEqualTo(1);
            assertThat(sink.faults().doubts()).isEqualTo(2);
        }
    }

    @Test
    void it_fails_at_every_point_as_it_is_told_to() throws IOException {
        try (sink) {
            List<String> before = new ArrayList<>();
            for (SmtpPoint point : SmtpPoint.values()) {
                sink.faults().set(List.of(SmtpFault.of(SmtpFault.Kind.CLOSE_421, point, 1)));
                before.add("421");
                assertThat(sends(ID)).isEqualTo(before);
                before.set(before.size() - 1, point.reply().substring(0, 3));
            }
            sink.faults().set(List.of(SmtpFault.abort(10, 1)));
            assertThat(sends(ID)).endsWith("354", "closed");
            assertThat(sink.letters().accepted()).isZero();
        }
    }

    @Test
    void a_shut_point_holds_the_conversation_until_it_is_opened() throws IOException {
        try (sink) {
            sink.faults().shut(SmtpPoint.CONNECT);
            List<String> replies = new ArrayList<>();
            Threads.start("sender", () -> replies.addAll(sends(ID)));
            Until.holds("it waits", 10, () -> sink.faults().waiting() == 1);
            assertThat(replies).isEmpty();
            sink.faults().open();
            Until.holds("it goes on", 10, () -> replies.equals(WELL));
        }
    }

    @Test
    void down_and_up_again_it_has_the_same_port() throws IOException {
        try (sink) {
            sink.down();
            assertThat(sends(ID)).containsExactly("closed");
            sink.up();
            assertThat(sends(ID)).isEqualTo(WELL);
        }
    }

    /** The codes of all replies up to the first that is bad. */
    private List<String> sends(UUID id) throws IOException {
        List<String> codes = new ArrayList<>();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), sink.port())) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            codes.add(code(in));
            for (String line : List.of(
                    "EHLO test",
                    "MAIL FROM:<a@b.example>",
                    "RCPT TO:<c@d.example>",
                    "DATA",
                    "Message-ID: <d-" + id + "@b.example>\r\n\r\ntext\r\n.")) {
                if (!WELL.get(codes.size() - 1).equals(codes.get(codes.size() - 1))) {
                    return codes;
                }
                socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
                codes.add(code(in));
            }
        } catch (IOException e) {
            codes.add("closed");
        }
        return codes;
    }

    private static String code(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        return line == null ? "closed" : line.substring(0, 3);
    }
}
