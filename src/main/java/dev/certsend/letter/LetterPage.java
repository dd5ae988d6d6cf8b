package dev.certsend.letter;

import dev.certsend.install.Step;
import dev.certsend.orders.CertificateInWords;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a letter says, all of it ready to read: the text part and the HTML part are made of the same page, so that they
 * cannot differ.
 *
 * @param language BCP 47
 * @param given the certificate itself or the way to it
 * @param message the requester's own words; null where there are none
 * @param ending what stands last, each a paragraph
 */
public record LetterPage(
        String language,
        String title,
        String opening,
        @Nullable Message message,
        Given given,
        Details details,
        Installing installing,
        Checking checking,
        List<String> ending) {

    /** Words that somebody typed, line by line, under a label that says who. */
    public record Message(String label, List<String> lines) {}

    /** What the recipient came for. */
    public sealed interface Given permits Files, Blocks, Link {}

    /**
     * Files that travel with the letter.
     *
     * @param inside what lies in an archive among them, under a label of its own; null where there is none
     */
    public record Files(
            String label, List<File> files, @Nullable Inside inside) implements Given {}

    /** A file and what it is for. */
    public record File(String name, String purpose) {}

    /** The files in an archive. */
    public record Inside(String label, List<File> files) {}

    /**
     * The certificate as text, in blocks to copy.
     *
     * @param below where they stand in the text part
     * @param note how to copy them
     */
    public record Blocks(String below, String note, List<Block> blocks) implements Given {}

    /** PEM text, what it is, and what to save it as. */
    public record Block(String label, String saveAs, String pem) {}

    /** The address of the download page, until when and how often it works, and what is there. */
    public record Link(String url, String lead, String button, String terms, String there) implements Given {

        /** Without the address, which opens the page. */
        @Override
        public String toString() {
            return "(link, " + terms + ")";
        }
    }

    /** What the certificate is: all its names, and the facts beside them. */
    public record Details(String label, String namesLabel, List<String> names, List<CertificateInWords.Fact> facts) {

        private static final int FEW = 6;

        /** Whether the names want the whole width. */
        public boolean manyNames() {
            return names.size() > FEW;
        }
    }

    /** The way onto a server, for each kind of server. */
    public record Installing(String label, List<Step> steps) {}

    /** Commands that tell what a file holds, and what to compare. */
    public record Checking(String label, List<String> commands, String expected) {}
}
