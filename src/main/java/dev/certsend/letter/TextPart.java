package dev.certsend.letter;

import dev.certsend.install.Step;
import dev.certsend.orders.CertificateInWords;
import java.util.List;

/**
 * The plain text of a letter: sentences, and labels before what they label. PEM text stands last, where it is in nobody's
 * way who has the letter read aloud.
 *
 * <p>Outlook joins lines of 40 characters or more with the next one unless they end in three spaces; every reader of PEM
 * takes those.
 */
final class TextPart {
    private static final String KEPT_APART = "   ";

    /** How mail programs mark what somebody else said; such a line is never taken for PEM. */
    private static final String QUOTED = "> ";

    private static final int WIDTH = 72;

    private final StringBuilder text = new StringBuilder(4096);

    private TextPart() {}

    static String of(LetterPage page) {
        TextPart part = new TextPart();
        part.write(page);
        return part.text.toString();
    }

    private void write(LetterPage page) {
        paragraph(page.opening());
        given(page.given());
        LetterPage.Message message = page.message();
        if (message != null) {
            line(message.label());
            message.lines().forEach(said -> line(QUOTED + said));
            text.append('\n');
        }
        paragraph(page.details().label());
        wrapped(page.details().namesLabel() + ": "
                + String.join(", ", page.details().names()));
        page.details().facts().forEach(this::fact);
        text.append('\n');
        paragraph(page.installing().label());
        page.installing().steps().forEach(this::step);
        paragraph(page.checking().label());
        page.checking().commands().forEach(this::line);
        paragraph(page.checking().expected());
        if (page.given() instanceof LetterPage.Blocks blocks) {
            paragraph(blocks.note());
            blocks.blocks().forEach(this::block);
        }
        text.append("-- \n");
        page.ending().forEach(this::line);
    }

    private void given(LetterPage.Given given) {
        if (given instanceof LetterPage.Files files) {
            files(files.label(), files.files());
            LetterPage.Inside inside = files.inside();
            if (inside != null) {
                files(inside.label(), inside.files());
            }
        } else if (given instanceof LetterPage.Blocks blocks) {
            paragraph(blocks.below());
        } else if (given instanceof LetterPage.Link link) {
            line(link.lead());
            paragraph(link.url());
            paragraph(link.terms() + " " + link.there());
        }
    }

    private void files(String label, List<LetterPage.File> files) {
        paragraph(label);
        files.forEach(file -> line(file.name() + ": " + file.purpose()));
        text.append('\n');
    }

    private void fact(CertificateInWords.Fact fact) {
        line(fact.label() + ": " + fact.value());
    }

    private void step(Step step) {
        line(step.server() + ": " + step.how());
        step.commands().forEach(this::line);
        text.append('\n');
    }

    private void block(LetterPage.Block block) {
        paragraph(block.label() + ". " + block.saveAs());
        block.pem().lines().forEach(this::line);
        text.append('\n');
    }

    private void paragraph(String words) {
        text.append(words).append("\n\n");
    }

    private void line(String words) {
        text.append(words).append(KEPT_APART).append('\n');
    }

    /** Broken between words; a word that is longer than a line stays whole. */
    private void wrapped(String words) {
        int from = 0;
        while (words.length() - from > WIDTH) {
            int space = words.lastIndexOf(' ', from + WIDTH);
            int end = space > from ? space : words.indexOf(' ', from + WIDTH);
            if (end < 0) {
                break;
            }
            line(words.substring(from, end));
            from = end + 1;
        }
        line(words.substring(from));
    }
}
