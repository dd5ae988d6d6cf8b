package dev.certsend.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What Jetty answers by itself, mostly to what is no HTTP: the status in words. Its own page would show the address asked for. */
final class BlandErrors implements Request.Handler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        byte[] body = text(response.getStatus()).getBytes(StandardCharsets.US_ASCII);
        SafeHeaders.ALL.forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    /** The status in words, as the standard has them. */
    static String text(int status) {
        return HttpStatus.getMessage(status);
    }
}
