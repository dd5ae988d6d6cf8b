package dev.certsend.bench;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/** What browsers ask for who follow links, all over the world, through a proxy on this machine. */
final class DownloadRequests {
    private static final String HEADERS = """
             HTTP/1.1
            Host: localhost
            User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0
            Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8
            Accept-Language: en-US,en;q=0.5
            X-Forwarded-For:\s""".replace("\n", "\r\n");
    private static final String END = "\r\n\r\n";
    private static final int OCTET = 256;

    private final DownloadTable table;

    DownloadRequests(DownloadTable table) {
        this.table = table;
    }

    /** The page of some link. */
    byte[] page() {
        return page(some());
    }

    byte[] page(int link) {
        return get("/d/" + DownloadTable.token(link));
    }

    /** The file of some link. */
    byte[] file() {
        return file(some());
    }

    byte[] file(int link) {
        return get("/d/" + DownloadTable.token(link) + "/" + table.file(link));
    }

    /** One of them, as often the one as the other. */
    byte[] pageOrFile() {
        return ThreadLocalRandom.current().nextBoolean() ? page() : file();
    }

    /** The page of a link that never was. */
    byte[] miss() {
        return page(table.links() + some());
    }

    private int some() {
        return ThreadLocalRandom.current().nextInt(table.links());
    }

    private static byte[] get(String path) {
        return ("GET " + path + HEADERS + address() + END).getBytes(StandardCharsets.US_ASCII);
    }

    /** One of 131,072 that are set apart for benchmarks (RFC 2544). */
    private static String address() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "198." + (18 + random.nextInt(2)) + "." + random.nextInt(OCTET) + "." + random.nextInt(OCTET);
    }
}
