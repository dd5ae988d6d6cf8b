package dev.certsend.history;

import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;
import org.knowm.xchart.style.AxesChartStyler;

/** The charts that a summary's picture is put together of. */
final class SummaryCharts {
    static final Color INK = new Color(0x1d1c1d);

    // Of the colours that Okabe and Ito chose so that people tell them apart whatever colours they see.
    static final Color BLUE = new Color(0x0072b2);
    static final Color GREEN = new Color(0x009e73);
    static final Color ORANGE = new Color(0xd55e00);
    static final Color PURPLE = new Color(0xcc79a7);

    private static final String COUNTS = "counts";
    private static final Color LINE = new Color(0xe0e0e0);
    static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 18);
    private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 15);
    /** With more columns, the numbers in them would run into each other. */
    private static final int MOST_NUMBERED = 14;

    private static final int MOST_NAMED = 8;

    private SummaryCharts() {}

    /** Upright, from left to right. */
    static BufferedImage columns(List<SummaryWords.Line> lines, int width, int height) {
        CategoryChart chart =
                new CategoryChartBuilder().width(width).height(height).build();
        plain(chart.getStyler());
        chart.getStyler().setSeriesColors(new Color[] {BLUE});
        chart.getStyler().setAvailableSpaceFill(0.85);
        chart.getStyler().setLabelsVisible(lines.size() <= MOST_NUMBERED);
        chart.getStyler().setLabelsFont(SMALL);
        chart.getStyler().setLabelsFontColor(Color.WHITE);
        if (lines.size() <= MOST_NUMBERED) {
            chart.getStyler().setAxisTickLabelsFont(SMALL);
        } else {
            chart.getStyler().setXAxisMaxLabelCount(MOST_NAMED);
        }
        chart.getStyler().setPlotGridHorizontalLinesVisible(true);
        chart.getStyler().setYAxisDecimalPattern("#,##0");
        chart.addSeries(
                COUNTS,
                lines.stream().map(SummaryWords.Line::label).toList(),
                lines.stream().map(SummaryWords.Line::count).toList());
        return BitmapEncoder.getBufferedImage(chart);
    }

    /** Lying, the first one uppermost, each in an equal part of the height; without their labels. */
    static BufferedImage bars(List<SummaryWords.Line> lines, Color color, int width, int height) {
        HorizontalBarChart chart =
                new HorizontalBarChartBuilder().width(width).height(height).build();
        plain(chart.getStyler());
        chart.getStyler().setSeriesColors(new Color[] {color});
        chart.getStyler().setAxisTicksVisible(false);
        chart.getStyler().setChartPadding(0);
        chart.getStyler().setPlotMargin(0);
        chart.getStyler().setPlotContentSize(1);
        chart.getStyler().setAvailableSpaceFill(0.7);
        chart.addSeries(
                COUNTS,
                lines.stream().map(SummaryWords.Line::count).toList(),
                lines.stream().map(SummaryWords.Line::label).toList());
        return BitmapEncoder.getBufferedImage(chart);
    }

    private static void plain(AxesChartStyler style) {
        style.setChartBackgroundColor(Color.WHITE);
        style.setPlotBackgroundColor(Color.WHITE);
        style.setPlotBorderVisible(false);
        style.setChartPadding(16);
        style.setChartFontColor(INK);
        style.setChartTitleVisible(false);
        style.setLegendVisible(false);
        style.setAxisTickLabelsFont(LABEL);
        style.setAxisTickLabelsColor(INK);
        style.setAxisTicksMarksVisible(false);
        style.setAxisTicksLineVisible(false);
        style.setPlotGridLinesVisible(false);
        style.setPlotGridLinesColor(LINE);
    }
}
