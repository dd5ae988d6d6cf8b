package dev.certsend.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** One conversation of the sink. */
final class SmtpTalk {
    private final SinkFaults faults;
    private final Letters letters;
    private final InputStream in;
    private final OutputStream out;

    SmtpTalk(Socket socket, SinkFaults faults, Letters letters) throws IOException {
        this.faults = faults;
        this.letters = letters;
        in = new BufferedInputStream(socket.getInputStream(), 16_384);
        out = socket.getOutputStream();
    }

    /** Until one side has had enough. */
    void run() throws IOException, InterruptedException {
        boolean going = answer(SmtpPoint.CONNECT).goesOn();
        while (going) {
            String verb =
                    new String(line(), StandardCharsets.ISO_8859_1).strip().toUpperCase(Locale.ROOT);
            verb = verb.split("[ :]", 2)[0];
            Optional<SmtpPoint> point = SmtpPoint.of(verb);
            if (point.isEmpty()) {
                say(verb.equals("QUIT") ? "221 2.0.0 bye" : "250 2.0.0 ok");
                going = !verb.equals("QUIT");
                continue;
            }
            Answered answered = answer(point.get());
            going = answered.goesOn();
            if (point.get() == SmtpPoint.DATA && answered == Answered.WELL) {
                going = letter();
            }
        }
    }

    private enum Answered {
        WELL,
        BADLY,
        NOT_AT_ALL;

        boolean goesOn() {
            return this != NOT_AT_ALL;
        }
    }

    private Answered answer(SmtpPoint point) throws IOException, InterruptedException {
        return answer(point, faults.at(point));
    }

    private Answered answer(SmtpPoint point, Optional<SmtpFault> fault) throws IOException, InterruptedException {
        if (fault.isEmpty()) {
            say(point.reply());
            return Answered.WELL;
        }
        return switch (fault.get().kind()) {
            case CLOSE, TAKE_AND_CLOSE -> Answered.NOT_AT_ALL;
            case CLOSE_421 -> {
                say("421 4.3.0 closing the connection");
                yield Answered.NOT_AT_ALL;
            }
            case TEMPORARY -> badly("450 4.3.0 not now");
            case PERMANENT -> badly("500 5.3.0 never");
            case TAKE_IN_SILENCE -> {
                while (in.read() >= 0) {
                    // Whatever comes is heard, and nothing is said.
                }
                yield Answered.NOT_AT_ALL;
            }
            case ABORT -> {
                say(point.reply());
                in.readNBytes((int) fault.get().amount());
                yield Answered.NOT_AT_ALL;
            }
            case SLOW -> {
                Threads.last(Duration.ofMillis(fault.get().amount()));
                say(point.reply());
                yield Answered.WELL;
            }
            case WAIT -> {
                faults.await();
                say(point.reply());
                yield Answered.WELL;
            }
        };
    }

    private Answered badly(String reply) throws IOException {
        say(reply);
        return Answered.BADLY;
    }

    /** Reads one and answers it. It is counted before a word is said of it, as a server has it on disk by then. */
    private boolean letter() throws IOException, InterruptedException {
        ByteArrayOutputStream letter = new ByteArrayOutputStream();
        byte[] line = line();
        while (line.length != 3 || line[0] != '.') {
            letter.write(line);
            line = line();
        }
        Instant read = Instant.now();
        Optional<SmtpFault> fault = faults.at(SmtpPoint.DOT);
        letters.add(letter.toByteArray(), read, fault.isEmpty() || takes(fault.get()));
        return answer(SmtpPoint.DOT, fault).goesOn();
    }

    private static boolean takes(SmtpFault fault) {
        return switch (fault.kind()) {
            case TAKE_AND_CLOSE, TAKE_IN_SILENCE, SLOW, WAIT -> true;
            case CLOSE, CLOSE_421, TEMPORARY, PERMANENT, ABORT -> false;
        };
    }

    private void say(String reply) throws IOException {
        out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Up to LF, with it. */
    private byte[] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        int next = in.read();
        while (next >= 0) {
            line.write(next);
            if (next == '\n') {
                return line.toByteArray();
            }
            next = in.read();
        }
        throw new EOFException();
    }
}
