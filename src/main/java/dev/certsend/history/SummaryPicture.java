package dev.certsend.history;

import dev.certsend.slack.Mrkdwn;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A summary as a picture, so large that it can be read where Slack shows it small. Every bar has its number beside it, so
 * that nobody has to tell one colour from another.
 */
final class SummaryPicture {
    static final int WIDTH = 1000;
    static final int HEIGHT = 1070;

    private static final int MARGIN = 24;
    private static final int TITLE = 76;
    private static final int HEADING = 30;
    private static final int TIMES = 310;
    private static final int FEW = 220;
    private static final int TEN = HEIGHT - TITLE - TIMES - FEW;
    private static final int HALF = WIDTH / 2;
    private static final int LABELS = 290;
    private static final int ROW = 40;
    private static final int GAP = 12;

    private SummaryPicture() {}

    /**
     * Draws it, as PNG.
     *
     * @throws IOException it can't be written, or Java can't draw here: for that it needs fonts, and what reads them
     */
    static void draw(Summary summary, SummaryWords words, OutputStream out) throws IOException {
        // Nothing is to be shown on a screen, even where there is one.
        System.setProperty("java.awt.headless", "true");
        try {
            ImageIO.write(painted(summary, words), "png", out);
        } catch (RuntimeException | LinkageError | InternalError e) {
            throw new IOException("Java can't draw on this machine: " + e, e);
        }
    }

    private static BufferedImage painted(Summary summary, SummaryWords words) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D paper = image.createGraphics();
        paper.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        paper.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        paper.setColor(Color.WHITE);
        paper.fillRect(0, 0, WIDTH, HEIGHT);
        paper.setColor(SummaryCharts.INK);
        paper.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 28));
        paper.drawString(words.title(summary), MARGIN, 48);
        int top = TITLE;
        heading(paper, 0, top, words.timesTitle(summary));
        paper.drawImage(SummaryCharts.columns(words.times(summary), WIDTH, TIMES - HEADING), 0, top + HEADING, null);
        top += TIMES;
        bars(paper, 0, top, FEW, SummaryCharts.BLUE, words.modesTitle(), words.modes(summary));
        bars(paper, HALF, top, FEW, SummaryCharts.GREEN, words.actionsTitle(), words.actions(summary));
        top += FEW;
        bars(paper, 0, top, TEN, SummaryCharts.ORANGE, words.peopleTitle(), words.people(summary));
        bars(paper, HALF, top, TEN, SummaryCharts.PURPLE, words.ordersTitle(), words.orders(summary));
        paper.dispose();
        return image;
    }

    private static void heading(Graphics2D paper, int left, int top, String title) {
        paper.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 21));
        paper.drawString(title, left + MARGIN, top + HEADING - 8);
    }

    /** Each bar with its label and its number to the left: the library leaves out every other one of these. */
    private static void bars(
            Graphics2D paper, int left, int top, int most, Color color, String title, List<SummaryWords.Line> lines) {
        heading(paper, left, top, title);
        if (lines.isEmpty()) {
            return;
        }
        int height = Math.min(most - HEADING - MARGIN, lines.size() * ROW);
        int bars = left + MARGIN + LABELS;
        paper.drawImage(
                SummaryCharts.bars(lines, color, HALF - LABELS - 2 * MARGIN, height), bars, top + HEADING, null);
        paper.setFont(SummaryCharts.LABEL);
        FontMetrics metrics = paper.getFontMetrics();
        int begin = top + HEADING + (metrics.getAscent() - metrics.getDescent()) / 2;
        for (int i = 0; i < lines.size(); i++) {
            int base = begin + (2 * i + 1) * height / lines.size() / 2;
            SummaryWords.Line line = lines.get(i);
            int number = metrics.stringWidth(line.shown());
            paper.drawString(line.shown(), bars - GAP - number, base);
            paper.drawString(fitted(line.label(), metrics, LABELS - 2 * GAP - number), left + MARGIN, base);
        }
    }

    private static String fitted(String label, FontMetrics metrics, int width) {
        String fitted = label;
        for (int most = label.length() - 1; most > 1 && metrics.stringWidth(fitted) > width; most--) {
            fitted = Mrkdwn.cut(label, most);
        }
        return fitted;
    }
}
