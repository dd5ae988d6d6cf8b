package dev.certsend.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DayRangeTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @ParameterizedTest
    @CsvSource({
        "2026-12-01,             2026-12-01, 2026-12-01",
        "2026-02,                2026-02-01, 2026-02-28",
        "2026-12-01..2027-01-31, 2026-12-01, 2027-01-31",
        "2026-12-01...2027-01-31, 2026-12-01, 2027-01-31",
        "2026-12..2027-01,       2026-12-01, 2027-01-31",
        "2026-12..2026-12-01,    2026-12-01, 2026-12-01",
        "2026-12-01..,           2026-12-01, 9999-12-31",
        "..2026-12,              1970-01-01, 2026-12-31",
        "<2026-12-01,            1970-01-01, 2026-11-30",
        "<=2026-12-01,           1970-01-01, 2026-12-01",
        ">2026-12-01,            2026-12-02, 9999-12-31",
        ">=2026-12-01,           2026-12-01, 9999-12-31",
        "<2026-12,               1970-01-01, 2026-11-30",
        "<=2026-12,              1970-01-01, 2026-12-31",
        ">2026-12,               2027-01-01, 9999-12-31",
        ">=2026-12,              2026-12-01, 9999-12-31",
        "9999-12,                9999-12-01, 9999-12-31"
    })
    void days_and_months_and_their_ranges(String typed, LocalDate from, LocalDate to) {
        DayRange range = new DayRange(from, to);
        assertThat(DayRange.ahead(typed, TODAY)).contains(range);
        assertThat(DayRange.behind(typed, TODAY)).contains(range);
    }

    @ParameterizedTest
    @CsvSource({
        "<30d,  2026-11-22, 2026-12-22",
        "<=30d, 2026-11-22, 2026-12-22",
        "<0d,   2026-11-22, 2026-11-22",
        "<2w,   2026-11-22, 2026-12-06",
        ">30d,  2026-12-23, 9999-12-31",
        ">=30d, 2026-12-22, 9999-12-31",
        ">8w,   2027-01-18, 9999-12-31"
    })
    void spans_lie_ahead_of_what_expires(String typed, LocalDate from, LocalDate to) {
        assertThat(DayRange.ahead(typed, TODAY)).contains(new DayRange(from, to));
    }

    @ParameterizedTest
    @CsvSource({
        "<30d,  2026-10-23, 9999-12-31",
        "<=30d, 2026-10-23, 9999-12-31",
        "<2w,   2026-11-08, 9999-12-31",
        ">30d,  1970-01-01, 2026-10-22",
        ">=30d, 1970-01-01, 2026-10-23"
    })
    void spans_lie_behind_what_was_issued(String typed, LocalDate from, LocalDate to) {
        assertThat(DayRange.behind(typed, TODAY)).contains(new DayRange(from, to));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "..",
                "...",
                "....",
                "soon",
                "30d",
                "<",
                "<>",
                "<30",
                "<30m",
                "<-3d",
                "<12345d",
                "<<30d",
                "2026",
                "26-12-01",
                "2026-13",
                "2026-02-30",
                "2026-1-1",
                "2026/12/01",
                "01.12.2026",
                "2027-01-01..2026-01-01",
                "1969-12-31",
                "0000-01",
                "+10000-01-01",
                "10000-01-01",
                "2026-12-01..2026-12-02..2026-12-03",
                "<2026-12-01..",
                "2026-12-01..<30d",
                "-2026-12",
                "٢٠٢٦-١٢-٠١"
            })
    void what_is_no_day_is_no_range(String typed) {
        assertThat(DayRange.ahead(typed, TODAY)).isEmpty();
        assertThat(DayRange.behind(typed, TODAY)).isEmpty();
    }

    @Property(tries = 20_000)
    void anything_typed_is_a_range_or_none(
            @ForAll
                    @StringLength(max = 24)
                    @Chars({'<', '>', '=', '.', '-', 'd', 'w', ' '})
                    @CharRange(from = '0', to = '9')
                    String typed) {
        Stream.of(DayRange.ahead(typed, TODAY), DayRange.behind(typed, TODAY))
                .flatMap(range -> range.stream())
                .forEach(range -> assertThat(range.from()).isBetween("1835-01-01", "+10000-01-01"));
    }

    @Property
    void a_side_and_its_opposite_are_all_days(@ForAll @IntRange(min = 1, max = 2_900_000) int day) {
        LocalDate turn = LocalDate.of(1970, 1, 1).plusDays(day);
        for (String text : new String[] {turn.toString(), YearMonth.from(turn).toString()}) {
            DayRange below = DayRange.ahead("<" + text, TODAY).orElseThrow();
            DayRange there = DayRange.ahead(text, TODAY).orElseThrow();
            DayRange above = DayRange.ahead(">" + text, TODAY).orElseThrow();
            assertThat(below.to().plusDays(1)).isEqualTo(there.from());
            assertThat(there.to().plusDays(1)).isEqualTo(above.from());
            assertThat(DayRange.ahead("<=" + text, TODAY)).contains(new DayRange(below.from(), there.to()));
            assertThat(DayRange.ahead(">=" + text, TODAY)).contains(new DayRange(there.from(), above.to()));
        }
    }

    @Property
    void spans_nearer_and_further_leave_no_day_between(@ForAll @IntRange(max = 9999) int days) {
        DayRange soon = DayRange.ahead("<" + days + "d", TODAY).orElseThrow();
        DayRange later = DayRange.ahead(">" + days + "d", TODAY).orElseThrow();
        assertThat(soon.from()).isEqualTo(TODAY);
        assertThat(soon.to().plusDays(1)).isEqualTo(later.from());
        DayRange lately = DayRange.behind("<" + days + "d", TODAY).orElseThrow();
        DayRange before = DayRange.behind(">" + days + "d", TODAY).orElseThrow();
        assertThat(before.to().plusDays(1)).isEqualTo(lately.from());
    }
}
