package dev.certsend.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.slack.FileToSend;
import dev.certsend.text.Language;
import dev.certsend.text.Words;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The numbers are seen, and are all said to those who don't see them. */
class SummaryPictureTest {
    @ParameterizedTest
    @EnumSource(Language.class)
    void a_picture_is_a_png_of_the_usual_size_and_not_too_heavy(Language language) throws IOException {
        byte[] png = drawn(samples(14, Summary.Span.WEEK), language);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth()).isEqualTo(SummaryPicture.WIDTH);
        assertThat(image.getHeight()).isEqualTo(SummaryPicture.HEIGHT);
        assertThat(png).hasSizeLessThan(150_000);
        assertThat(colours(image)).contains(0x0072b2, 0x009e73, 0xd55e00, 0xcc79a7);
    }

    @Test
    void two_years_by_the_month_are_drawn_too() throws IOException {
        assertThat(drawn(samples(25, Summary.Span.MONTH), Language.FRENCH)).hasSizeLessThan(150_000);
    }

    @Test
    void where_nothing_was_sent_there_is_still_a_picture() throws IOException {
        LocalDate day = LocalDate.of(2026, 11, 23);
        Summary none = new Summary(
                true,
                day,
                day,
                0,
                Summary.Span.WEEK,
                List.of(new Summary.Share("2026-11-23", null, 0)),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        assertThat(drawn(none, Language.ENGLISH)).isNotEmpty();
        assertThat(words(Language.ENGLISH).paragraphs(none))
                .containsExactly("*Nothing was sent from November 23, 2026 to November 23, 2026*");
    }

    @Test
    void the_alternative_text_has_the_numbers_and_is_as_long_as_slack_takes() {
        String text = words(Language.ENGLISH).altText(samples(14, Summary.Span.WEEK));
        assertThat(text)
                .hasSizeLessThanOrEqualTo(FileToSend.MOST_ALT_TEXT)
                .startsWith("12,345 sends from August 24, 2026 to November 23, 2026.")
                .contains("Attachment 8,000", "Mail rejected 45", "Person 0 <&> of accounts 1,000");
    }

    @Test
    void the_message_names_people_and_orders_in_slacks_own_way_and_nothing_in_them_is_a_mark() {
        List<String> paragraphs = words(Language.ENGLISH).paragraphs(samples(14, Summary.Span.WEEK));
        assertThat(paragraphs).hasSize(6).allSatisfy(each -> assertThat(each).hasSizeLessThan(3000));
        assertThat(paragraphs.get(4)).contains("<@U0PERSON0>: 1,000");
        assertThat(paragraphs.get(5)).contains("1000000 `www0.&lt;!channel&gt;.example.com`: 900");
    }

    private static byte[] drawn(Summary summary, Language language) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        SummaryPicture.draw(summary, words(language), png);
        return png.toByteArray();
    }

    private static SummaryWords words(Language language) {
        return new SummaryWords(Words.in(language));
    }

    private static Set<Integer> colours(BufferedImage image) {
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                colours.add(image.getRGB(x, y) & 0xffffff);
            }
        }
        return colours;
    }

    private static Summary samples(int times, Summary.Span span) {
        LocalDate first = LocalDate.of(2026, 8, 24);
        return new Summary(
                true,
                first,
                LocalDate.of(2026, 11, 23),
                12_345,
                span,
                LongStream.range(0, times)
                        .mapToObj(i -> new Summary.Share(
                                (span == Summary.Span.WEEK ? first.plusWeeks(i) : first.plusMonths(i)).toString(),
                                null,
                                i == 3 ? 0 : 1_300 - i * 37))
                        .toList(),
                List.of(
                        new Summary.Share("attachment", null, 8_000),
                        new Summary.Share("downloadlink", null, 4_000),
                        new Summary.Share("plaintext", null, 345)),
                List.of(
                        new Summary.Share("mail.accepted", null, 12_200),
                        new Summary.Share("mail.cancelled", null, 50),
                        new Summary.Share("mail.rejected", null, 45),
                        new Summary.Share("mail.given_up", null, 30),
                        new Summary.Share("mail.uncertain", null, 20)),
                IntStream.range(0, 10)
                        .mapToObj(i ->
                                new Summary.Share("U0PERSON" + i, "Person " + i + " <&> of accounts", 1_000 - i * 90L))
                        .toList(),
                IntStream.range(0, 10)
                        .mapToObj(i -> new Summary.Share(
                                Integer.toString(1_000_000 + i), "www" + i + ".<!channel>.example.com", 900 - i * 99L))
                        .toList());
    }
}
