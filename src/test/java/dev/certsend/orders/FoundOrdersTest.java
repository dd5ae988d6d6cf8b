package dev.certsend.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A few orders each, told one by one. */
class FoundOrdersTest {
    private static final LocalDate FROM = LocalDate.of(2026, 11, 1);
    private static final LocalDate TILL = LocalDate.of(2999, 1, 1);

    private static Mirror mirror;
    private static OrderSearch search;

    @SuppressWarnings("NullAway.Init")
    FoundOrdersTest() {}

    @BeforeAll
    static void start() {
        mirror = new Mirror();
        search = new OrderSearch(mirror.jdbi());
    }

    @AfterAll
    static void stop() {
        mirror.close();
    }

    @BeforeEach
    void clear() {
        mirror.clear();
    }

    @ParameterizedTest
    @CsvSource({
        "%, 100%.example, 1000.example",
        "0%, 100%.example, 1000.example",
        "a_b, a_b.example, axb.example",
        "_, a_b.example, axb.example",
        "\\, a\\b.example, ab.example",
        "a\\b, a\\b.example, ab.example",
        "o'b, o'b.example, ob.example",
        "a.*b, a.*b.example, axxb.example",
        "[ab], [ab].example, a.example",
        "^(a|b)$, ^(a|b)$.example, a.example",
        "*.shop, *.shop.example, www.shop.example",
        ":value0, a:value0.example, a.example",
        "?, a?.example, a.example"
    })
    void signs_stand_for_themselves(String typed, String there, String notThere) throws UnreadQuery {
        mirror.write(List.of(
                sendable(1).called(there).build(), sendable(2).called(notThere).build()));
        assertThat(found('"' + typed + '"')).containsExactly(1L);
        assertThat(found("san:\"" + typed + '"')).containsExactly(1L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "münchen.example",
                "XN--MNCHEN-3YA.example",
                "MU\u0308NCHEN",
                "xn--mn",
                "nchen-3y",
                "ünch",
                "mü",
                "ün"
            })
    void an_international_name_is_found_in_both_forms_however_it_was_written(String typed) throws UnreadQuery {
        mirror.write(List.of(
                sendable(1).called("xn--mnchen-3ya.example").build(),
                sendable(2).called("München.example").build(),
                sendable(3)
                        .called("", "shop.example", "*.xn--mnchen-3ya.example")
                        .build(),
                sendable(4).called("munchen.example").build()));
        assertThat(found(typed)).containsExactly(3L, 2L, 1L);
    }

    @Test
    void two_letters_are_found_whatever_stands_beside_them() throws UnreadQuery {
        List<String> names = List.of(
                "zq",
                "zq.example",
                "a.zq",
                "a-zq-a.example",
                "_zq_.example",
                "x1_zq_y.example",
                "ézq.example",
                "zqé.example",
                "ézqé.example",
                "日zq本.example",
                "zqzq",
                "1zq1",
                "a\u00b7zq\u00b7a");
        mirror.write(LongStream.range(0, names.size())
                .mapToObj(i -> sendable(100 + i).called(names.get((int) i)).build())
                .toList());
        mirror.write(Stream.of(
                        sendable(200).called("z.q.example").build(),
                        sendable(201).of("日zq").build(),
                        sendable(202).serial("ZQ").build(),
                        sendable(203).serial("0zq").build())
                .toList());
        assertThat(found("zq")).hasSize(names.size() + 3).doesNotContain(200L);
        assertThat(found("order:10")).hasSize(10);
        assertThat(found("zq order:20")).containsExactly(203L, 202L, 201L);
    }

    @Test
    void what_is_gone_is_never_found_and_what_came_back_is() throws UnreadQuery {
        Order shop = sendable(1).called("shop.example").build();
        mirror.write(List.of(shop, sendable(2).called("shop.example").build()));
        mirror.lose(1);
        assertThat(found("shop")).containsExactly(2L);
        assertThat(found("order:1")).isEmpty();
        assertThat(found("")).containsExactly(2L);
        mirror.write(List.of(shop));
        assertThat(found("shop")).containsExactly(2L, 1L);
    }

    @Test
    void an_order_without_a_day_is_in_no_range_of_days() throws UnreadQuery {
        mirror.write(List.of(AnOrder.number(1).called("shop.example").build()));
        for (String day : List.of("..9999-12-31", "1970-01-01", "<9999-12-31", ">1970-01-01", ">0d", "1970-01-01..")) {
            assertThat(found("expires:" + day)).isEmpty();
            assertThat(found("issued:" + day)).isEmpty();
        }
        assertThat(found("sort:expires")).containsExactly(1L);
    }

    @Test
    void what_can_be_sent_comes_first_and_then_the_same_order_again() throws UnreadQuery {
        mirror.write(List.of(
                sendable(1).called("d.example").build(),
                sendable(2).called("b.example").build(),
                sendable(3).called("a.example").status("revoked").build(),
                sendable(4).called("c.example").status("revoked").build()));
        assertThat(found("sort:name")).containsExactly(2L, 1L, 3L, 4L);
        assertThat(found("sort:-name")).containsExactly(1L, 2L, 4L, 3L);
    }

    @Test
    void a_page_begins_behind_an_order_that_is_gone_or_has_changed_halves() {
        for (long number = 1; number <= 6; number++) {
            mirror.write(List.of(sendable(number).called("shop.example").build()));
        }
        mirror.lose(4);
        mirror.write(
                List.of(sendable(5).called("shop.example").status("revoked").build()));
        // The list was 6 5 4 3 2 1; now it is 6 3 2 1 and then 5.
        assertThat(page(4, true, true)).containsExactly(3L, 2L);
        assertThat(page(4, true, false)).containsExactly(6L);
        assertThat(page(5, true, true)).containsExactly(3L, 2L);
        assertThat(page(5, true, false)).containsExactly(6L);
        assertThat(page(1, true, true)).containsExactly(5L);
        assertThat(page(5, false, false)).containsExactly(2L, 1L);
        assertThat(page(5, false, true)).isEmpty();
    }

    @Test
    void products_and_divisions_are_found_by_part_of_their_name_or_id() throws UnreadQuery {
        mirror.write(List.of(
                sendable(1)
                        .product("ssl_basic", "Standard SSL")
                        .in("Zürich Büro")
                        .build(),
                sendable(2).product("ssl_basic", null).in("50%_off").build(),
                sendable(3).product("ssl_ev", null).build(),
                sendable(4).build()));
        assertThat(found("product:standard")).containsExactly(2L, 1L);
        assertThat(found("product:SSL_")).containsExactly(3L, 2L, 1L);
        assertThat(found("container:ZÜR")).containsExactly(1L);
        assertThat(found("container:%_")).containsExactly(2L);
        assertThat(found("container:nowhere")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0A:1B:2C:3D:4E", "serial:0a1b", "serial:1B:2C", "serial:\"0A 1B 2C\"", "2c3D4e", "1b:2c:3"})
    void a_serial_number_is_found_by_part_with_colons_or_without(String typed) throws UnreadQuery {
        mirror.write(List.of(
                sendable(1).serial("0A1B2C3D4E").build(),
                sendable(2).serial("FF").build()));
        assertThat(found(typed)).containsExactly(1L);
    }

    private static AnOrder sendable(long number) {
        return AnOrder.number(number)
                .status("issued")
                .certificate(number)
                .serial("F" + number)
                .valid(FROM, TILL);
    }

    private static List<Long> found(String typed) throws UnreadQuery {
        return search.first(OrderQuery.read(typed), 100).stream()
                .map(Order::orderId)
                .toList();
    }

    private static List<Long> page(long beside, boolean sendable, boolean forward) {
        return search.page(OrderQuery.ALL, new Position(beside, sendable, forward), 2).orders().stream()
                .map(Order::orderId)
                .toList();
    }
}
