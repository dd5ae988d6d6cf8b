package dev.certsend.letter;

import dev.certsend.certificate.CertificateChain;
import dev.certsend.certificate.CertificateFacts;
import dev.certsend.certificate.CertificateFile;
import dev.certsend.certificate.CertificateFiles;
import dev.certsend.certificate.FileKind;
import dev.certsend.certificate.Format;
import dev.certsend.mail.EmailAddress;
import dev.certsend.orders.CertificateInWords;
import dev.certsend.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts in words what a letter says. */
final class PageWriter {
    private final Asked asked;
    private final CertificateChain chain;
    private final List<CertificateFile> files;
    private final Words words;
    private final CertificateFacts facts;

    /** @param files that travel with the letter; none but in the mode of attachments */
    PageWriter(Asked asked, CertificateChain chain, List<CertificateFile> files) {
        this.asked = asked;
        this.chain = chain;
        this.files = files;
        this.words = asked.words();
        this.facts = chain.facts();
    }

    LetterPage write(CertificateLetter.@Nullable Page page) {
        Instructions instructions = new Instructions(words, chain);
        return new LetterPage(
                asked.language().tag(),
                title(),
                opening(),
                message(),
                given(page),
                details(),
                instructions.installing(asked.mode(), asked.format()),
                instructions.checking(asked.mode(), asked.format()),
                ending());
    }

    String title() {
        return words.say("letter.subject", Map.of("name", CertificateInWords.name(facts)));
    }

    private String opening() {
        Map<String, String> named = Map.of(
                "person", asked.requesterName(),
                "workspace", asked.workspace(),
                "name", CertificateInWords.name(facts),
                "order", Long.toString(asked.orderId()));
        return words.say("letter.opening", named);
    }

    private LetterPage.@Nullable Message message() {
        List<String> lines = asked.messageLines();
        return lines.isEmpty()
                ? null
                : new LetterPage.Message(words.say("letter.message", Map.of("person", asked.requesterName())), lines);
    }

    private LetterPage.Details details() {
        List<CertificateInWords.Fact> all = CertificateInWords.facts(words, facts, valid());
        return new LetterPage.Details(
                words.say("letter.details"), all.get(0).label(), facts.names(), all.subList(1, all.size()));
    }

    private String valid() {
        String left = words.say("certificate.days_left", Map.of("days", Math.max(0, facts.daysLeft(asked.at()))));
        return words.say(
                "letter.valid",
                Map.of("from", words.day(facts.notBefore()), "till", words.day(facts.notAfter()), "left", left));
    }

    private LetterPage.Given given(CertificateLetter.@Nullable Page page) {
        return switch (asked.mode()) {
            case ATTACHMENT -> attached();
            case PLAINTEXT -> blocks();
            case DOWNLOADLINK -> link(page);
        };
    }

    private LetterPage.Files attached() {
        LetterPage.Inside inside = asked.format() == Format.ZIP
                ? new LetterPage.Inside(words.say("letter.files.inside"), told(CertificateFiles.inArchive(chain)))
                : null;
        return new LetterPage.Files(words.say("letter.files"), told(files), inside);
    }

    private List<LetterPage.File> told(List<CertificateFile> all) {
        return all.stream()
                .map(file -> new LetterPage.File(file.name(), purpose(file.kind())))
                .toList();
    }

    private String purpose(FileKind kind) {
        return switch (kind) {
            case CHAIN -> words.say("letter.file.chain");
            case CERTIFICATE -> words.say("letter.file.certificate");
            case INTERMEDIATES -> words.say("letter.file.intermediates");
            case PKCS7 -> words.say("letter.file.pkcs7");
            case ARCHIVE -> words.say("letter.file.archive");
            case DER, EVERYTHING -> throw new IllegalArgumentException("no letter brings " + kind);
        };
    }

    private LetterPage.Blocks blocks() {
        List<LetterPage.Block> blocks = new ArrayList<>();
        FileKind first = chain.hasIntermediates() ? FileKind.CERTIFICATE : FileKind.CHAIN;
        blocks.add(block(words.say("letter.blocks.certificate"), first, chain.leafPem()));
        if (chain.hasIntermediates()) {
            blocks.add(block(words.say("letter.blocks.intermediates"), FileKind.INTERMEDIATES, chain.issuersPem()));
        }
        return new LetterPage.Blocks(words.say("letter.blocks.below"), words.say("letter.blocks.note"), blocks);
    }

    private LetterPage.Block block(String label, FileKind kind, String pem) {
        return new LetterPage.Block(label, words.say("letter.blocks.save", Map.of("file", chain.fileName(kind))), pem);
    }

    private LetterPage.Link link(CertificateLetter.@Nullable Page page) {
        if (page == null) {
            throw new IllegalStateException("a letter with a link needs the page it leads to");
        }
        return new LetterPage.Link(
                page.url().toString(),
                words.say("letter.link.open"),
                words.say("letter.link.button"),
                terms(page),
                words.say("letter.link.there"));
    }

    private String terms(CertificateLetter.Page page) {
        String until = words.say("letter.link.until", Map.of("until", words.minute(page.until())));
        Integer most = page.mostDownloads();
        return most == null ? until : until + " " + words.say("letter.link.most", Map.of("count", most));
    }

    private List<String> ending() {
        List<String> ending = new ArrayList<>();
        EmailAddress replyTo = asked.replyTo();
        if (replyTo != null) {
            ending.add(words.say(
                    "letter.replies", Map.of("person", asked.requesterName(), "address", replyTo.toString())));
        }
        ending.add(words.say("letter.footer", Map.of("person", asked.requesterName(), "workspace", asked.workspace())));
        return ending;
    }
}
