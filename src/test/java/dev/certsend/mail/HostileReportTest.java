package dev.certsend.mail;

import static dev.certsend.mail.Reports.DELIVERY;
import static dev.certsend.mail.Reports.bytes;
import static dev.certsend.mail.Reports.postfix;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Timeout;

/** Whatever comes is read, within bounds. */
@Timeout(60)
class HostileReportTest {
    private static final String TO = "bounces+tag.proof@bounces.example.com";
    private static final List<String> PIECES = List.of(
            "Content-Type: multipart/report; boundary=\"a\"\n",
            "Content-Type: multipart/mixed; boundary=a\n",
            "Content-Type: multipart/report; boundary=\n",
            "Content-Type: ;;;=\"\n",
            "Content-Type: message/delivery-status; charset=nonsense\n",
            "Content-Type: text/plain; charset=utf-16\n",
            "Content-Type: message/rfc822\n",
            "Content-Transfer-Encoding: base64\n",
            "Content-Transfer-Encoding: quoted-printable\n",
            "Content-Transfer-Encoding: uuencode\n",
            "Content-Transfer-Encoding: nonsense\n",
            "Subject: =?nonsense?B?!!!?= =?utf-8?Q?=ZZ?= =?\n",
            "From: <<@>>\n",
            "Return-Path: <>\n",
            "X-Failed-Recipients: \u0000\n",
            "\n",
            "\r\n",
            "\r",
            " folded\n",
            "--a\n",
            "--a--\n",
            "--\n",
            ":\n",
            "Action: failed\n",
            "Status: 5.1.1\n",
            "Diagnostic-Code: =?utf-8?B?////?=\n",
            "Original-Envelope-Id: +ZZ+2\n",
            "Original-Envelope-Id: +24+5C+30\n",
            "Final-Recipient: ;\n",
            "Message-ID: <\n",
            "begin 644 x\n#0V%T\n",
            "\u00e4\udc00");

    @Property(tries = 3000)
    void any_heap_of_pieces_is_read(@ForAll long seed) {
        Random random = new Random(seed);
        String heap = IntStream.range(0, random.nextInt(60))
                .mapToObj(i -> PIECES.get(random.nextInt(PIECES.size())))
                .collect(Collectors.joining());
        BounceReport read = BounceReport.read(heap.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(read.recipients())
                .allSatisfy(each -> assertThat(each.reason()).doesNotContain("\n", "\r", "\u0000"));
    }

    @Property
    void any_bytes_are_read(@ForAll byte[] message) {
        assertThat(BounceReport.read(message).kind()).isNotNull();
    }

    @Property
    void a_report_that_was_cut_or_spoilt_is_read(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] report = bytes(postfix(TO, DELIVERY));
        for (int i = 0; i < 8; i++) {
            report[random.nextInt(report.length)] = (byte) random.nextInt(256);
        }
        byte[] cut = java.util.Arrays.copyOf(report, random.nextInt(report.length));
        assertThat(BounceReport.read(report).kind()).isNotNull();
        assertThat(BounceReport.read(cut).kind()).isNotNull();
    }

    @Example
    void ten_megabytes_of_anything_are_read_in_little_memory() {
        for (String filling : List.of(
                "--a\n\n\n",
                "a:\n",
                "Content-Type: multipart/mixed; boundary=a\n\n--a\n",
                "x",
                "\n",
                "To: a@b.example, ",
                "5.1",
                "=?utf-8?Q?a?= ")) {
            String head =
                    "Content-Type: multipart/report; boundary=a\n\n--a\nContent-Type: message/delivery-status\n\n";
            for (String before : List.of("", "X: ", head)) {
                byte[] message = new byte[BounceReport.MOST_BYTES];
                byte[] begin = before.getBytes(StandardCharsets.US_ASCII);
                byte[] rest = filling.getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(begin, 0, message, 0, begin.length);
                for (int i = begin.length; i < message.length; i++) {
                    message[i] = rest[(i - begin.length) % rest.length];
                }
                BounceReport read = BounceReport.read(message);
                assertThat(read.recipients()).hasSizeLessThanOrEqualTo(50);
                assertThat(read.addressees()).hasSizeLessThanOrEqualTo(50);
            }
        }
    }

    @Example
    void parts_within_parts_end_somewhere() {
        StringBuilder nested = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            nested.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }
        nested.append(
                "Content-Type: message/delivery-status\n\nAction: failed\nFinal-Recipient: rfc822; a@b.example\n");
        assertThat(BounceReport.read(bytes(nested.toString())).failure()).isEmpty();
    }
}
