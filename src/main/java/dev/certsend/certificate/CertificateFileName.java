package dev.certsend.certificate;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A name for the file that a certificate travels in: {@code www.example.com_2027-06-15_chain.pem}, the host name, its
 * last day (UTC) and what the file holds. Only {@code [A-Za-z0-9._-]}, at most 60 characters, so that no mail program
 * needs to encode it. The date's underscore parts host name and extension: mail filters take {@code example.com.pem}
 * for a file in disguise. The same certificate gets the same name always.
 */
public final class CertificateFileName {

    /** Leaves room for {@code _2027-06-15_intermediates.pem} within 60: the files of one certificate begin alike. */
    private static final int LONGEST_STEM = 31;

    private static final Pattern HOST_NAME = Pattern.compile("(\\*\\.)?[a-z0-9_-]+(\\.[a-z0-9_-]+)*");
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]+");
    private static final Pattern DOTS = Pattern.compile("\\.{2,}");
    private static final Pattern EDGES = Pattern.compile("^[._-]+|[._-]+$");
    private static final Pattern WORD = Pattern.compile("[a-z0-9]{1,16}");

    /** Windows opens a device for these, whatever follows the first dot. */
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");

    private static final Pattern PORT = Pattern.compile("(com|lpt)[0-9]");

    private CertificateFileName() {}

    /**
     * The name for one file of this certificate.
     *
     * @param content what the file holds, one lower-case word such as {@code chain}
     * @param extension without a dot, lower-case letters and digits
     */
    public static String of(CertificateFacts facts, String content, String extension) {
        if (!WORD.matcher(content).matches() || !WORD.matcher(extension).matches()) {
            throw new IllegalArgumentException("content and extension are one lower-case word each");
        }
        LocalDate lastDay = LocalDate.ofInstant(facts.notAfter(), ZoneOffset.UTC);
        String end = "_" + lastDay + "_" + content + "." + extension;
        return stem(ownName(facts)) + end;
    }

    /** The common name if it is a host's, else the first name, else whatever the common name is. */
    private static String ownName(CertificateFacts facts) {
        @Nullable String commonName = facts.commonName();
        String canonical = commonName == null ? "" : NetworkName.canonical(commonName);
        boolean host = HOST_NAME.matcher(canonical).matches();
        return host || facts.names().isEmpty() ? canonical : facts.names().get(0);
    }

    private static String stem(String name) {
        String open = name.startsWith("*.") ? "wildcard." + name.substring(2) : name;
        String safe = DOTS.matcher(UNSAFE.matcher(open).replaceAll("-")).replaceAll(".");
        String named = harmlessOnWindows(EDGES.matcher(safe).replaceAll(""));
        String cut = named.length() <= LONGEST_STEM ? named : named.substring(0, LONGEST_STEM);
        String stem = EDGES.matcher(cut).replaceAll("");
        return stem.isEmpty() ? "certificate" : stem;
    }

    private static String harmlessOnWindows(String name) {
        String first = name.split("\\.", 2)[0];
        return DEVICES.contains(first) || PORT.matcher(first).matches() ? "host-" + name : name;
    }
}
