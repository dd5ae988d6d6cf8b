package dev.certsend.download;

import dev.certsend.certificate.CertificateChain;
import dev.certsend.certificate.CertificateFacts;
import dev.certsend.certificate.CertificateFile;
import dev.certsend.certificate.FileKind;
import dev.certsend.install.Step;
import dev.certsend.install.Steps;
import dev.certsend.orders.CertificateInWords;
import dev.certsend.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the page tells of a certificate in one language, whatever the link and the day; made once for many requests.
 *
 * @param names all, or the first few where there are many
 * @param moreNames the rest of many, under a label of their own; empty where there are few
 * @param valid from which day to which
 * @param fingerprint in pieces of a byte each, between which a line may break
 * @param main the file that most people want, and the words on its button
 * @param others all other files
 */
public record CertificateSheet(
        String title,
        CertificateFacts facts,
        List<String> names,
        List<String> moreNames,
        @Nullable String moreNamesLabel,
        String valid,
        List<String> fingerprint,
        File main,
        String button,
        List<File> others,
        @Nullable String withoutChain,
        List<Step> steps,
        List<String> checks) {
    /** From so many on the names are too many to be read at once; fewer than two would not be worth folding. */
    private static final int MANY = 9;

    private static final int FIRST = 6;

    /** The two characters of a byte and a colon. */
    private static final int PIECE = 3;

    /** A file one can take: its name, the name of its format, what it holds and what it is for. */
    public record File(String name, String format, String label, String purpose) {}

    static CertificateSheet of(Words words, CertificateChain chain) {
        CertificateFacts facts = chain.facts();
        int shown = facts.names().size() < MANY ? facts.names().size() : FIRST;
        List<String> more = facts.names().subList(shown, facts.names().size());
        boolean chained = chain.hasIntermediates();
        List<File> files = chain.downloads().stream()
                .map(file -> file(words, file, chained))
                .toList();
        return new CertificateSheet(
                words.say("download.title", Map.of("name", CertificateInWords.name(facts))),
                facts,
                facts.names().subList(0, shown),
                more,
                more.isEmpty() ? null : words.say("download.names.more", Map.of("count", more.size())),
                CertificateInWords.valid(words, facts),
                pieces(facts.sha256Colons()),
                files.get(0),
                chained ? words.say("download.main.button") : words.say("download.alone.button"),
                files.subList(1, files.size()),
                chained ? null : words.say("download.no_chain"),
                steps(new Steps(words, chain)),
                checks(new Steps(words, chain)));
    }

    private static File file(Words words, CertificateFile file, boolean chained) {
        String label = label(words, file.kind(), chained);
        return new File(file.name(), format(file.kind()), label, purpose(words, file.kind()));
    }

    private static String label(Words words, FileKind kind, boolean chained) {
        return switch (kind) {
            case CHAIN, PKCS7 -> chained ? words.say("download.file.chain") : words.say("download.file.certificate");
            case CERTIFICATE, DER -> words.say("download.file.certificate");
            case INTERMEDIATES -> words.say("download.file.intermediates");
            case ARCHIVE, EVERYTHING -> words.say("download.file.everything");
        };
    }

    private static String purpose(Words words, FileKind kind) {
        return switch (kind) {
            case CHAIN -> words.say("download.file.chain.for");
            case CERTIFICATE -> words.say("download.file.certificate.for");
            case INTERMEDIATES -> words.say("download.file.intermediates.for");
            case PKCS7 -> words.say("download.file.pkcs7.for");
            case DER -> words.say("download.file.der.for");
            case ARCHIVE, EVERYTHING -> words.say("download.file.everything.for");
        };
    }

    /** The same in every language. */
    private static String format(FileKind kind) {
        return switch (kind) {
            case CHAIN, CERTIFICATE, INTERMEDIATES -> "PEM";
            case PKCS7 -> "PKCS #7";
            case DER -> "DER";
            case ARCHIVE, EVERYTHING -> "ZIP";
        };
    }

    private static List<Step> steps(Steps steps) {
        return List.of(steps.nginx(), steps.apache(), steps.iis(), steps.tomcat(), steps.haproxy(), steps.aws());
    }

    private static List<String> checks(Steps steps) {
        return Stream.concat(Stream.of(steps.check(FileKind.CHAIN)), steps.fingerprintsOfPkcs7().stream())
                .toList();
    }

    private static List<String> pieces(String colons) {
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i < colons.length(); i += PIECE) {
            pieces.add(colons.substring(i, Math.min(i + PIECE, colons.length())));
        }
        return List.copyOf(pieces);
    }
}
