package dev.certsend.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.certsend.orders.UnreadQuery.Why;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderQueryTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\n\t", "\u200b\u202e\ufeff", "\"", "\"\" \"  \"", "\u201c\u201d"})
    void nothing_typed_asks_for_all_orders(String typed) throws UnreadQuery {
        assertThat(OrderQuery.read(typed)).isEqualTo(OrderQuery.ALL);
        assertThat(OrderQuery.ALL.isOpen()).isTrue();
    }

    @Test
    void words_and_qualifiers_stand_in_any_order_and_case() throws UnreadQuery {
        OrderQuery query =
                OrderQuery.read("SHOP status:Issued,expired TYPE:ov München org:\"Müller & Söhne\" Sort:-Name");
        assertThat(query.words()).containsExactly("shop", "münchen");
        assertThat(query.qualifiers())
                .isEqualTo(Map.of(
                        Qualifier.STATUS, "issued,expired",
                        Qualifier.TYPE, "ov",
                        Qualifier.ORG, "müller & söhne",
                        Qualifier.SORT, "-name"));
        assertThat(query.isOpen()).isFalse();
        assertThat(OrderQuery.read("sort:name").isOpen()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "expires:&lt;30d ~ expires:<30d",
                "expires:&gt;=8w ~ expires:>=8w",
                "AT&amp;T ~ at&t",
                "<http://shop.example|shop.example> ~ shop.example",
                "san:<http://www.shop.example|www.shop.example> type:dv ~ type:dv san:www.shop.example",
                "san:<https://www.shop.example/basket> ~ san:www.shop.example",
                "<https://shop.example/basket?a=b&amp;c=d> ~ shop.example",
                "<https://shop.example:8443> ~ shop.example",
                "https://shop.example/ ~ shop.example",
                "<mailto:anna@shop.example|anna@shop.example> ~ anna@shop.example",
                "org:\u201cShop and Sons\u201d ~ org:\"shop and sons\"",
                "org:\u00abShop and Sons\u00bb ~ org:\"shop and sons\"",
                "expires:2026\u201312\u201301\u20262027\u201401\u201431 ~ expires:2026-12-01..2027-01-31",
                "sort:\u2013issued ~ sort:-issued",
                "O\u2019Brien ~ o'brien",
                "status：issued ~ status:issued",
                "0A:1B:2C:3D ~ 0a1b2c3d",
                "0A:1B:2C ~ 0a1b2c",
                "0A:1B:2 ~ 0a1b2",
                "serial:0A:1B ~ serial:0a1b",
            })
    void what_slack_and_telephones_make_of_it_is_read_as_typed(String sent, String typed) throws UnreadQuery {
        OrderQuery query = OrderQuery.read(sent);
        if (sent.contains("\u2026")) {
            assertThat(query.value(Qualifier.EXPIRES)).isEqualTo("2026-12-01...2027-01-31");
        } else {
            assertThat(query.written()).isEqualTo(typed);
        }
        assertThat(OrderQuery.read(query.written())).isEqualTo(query);
    }

    @Test
    void quotes_make_one_word_of_several_and_a_word_of_a_colon() throws UnreadQuery {
        assertThat(OrderQuery.read("\"Shop and  Sons\" \"status:issued\" \"open end")
                        .words())
                .containsExactly("shop and sons", "status:issued", "open end");
    }

    @ParameterizedTest
    @CsvSource({
        "colour:red,          NO_SUCH_QUALIFIER, colour:red,        ",
        "a colour: red,       NO_SUCH_QUALIFIER, colour:,           ",
        "-status:issued,      NO_SUCH_QUALIFIER, -status:issued,    ",
        "status:done,         NO_SUCH_VALUE,     status:done,       STATUS",
        "'status:issued,',    NO_SUCH_VALUE,     'status:issued,',  STATUS",
        "status:,             NO_VALUE,          status:,           STATUS",
        "status: issued,      NO_VALUE,          status:,           STATUS",
        "'org:\"\"',          NO_VALUE,          'org:\"\"',        ORG",
        "serial:::,           NO_VALUE,          serial:::,         SERIAL",
        "serial::,            NO_VALUE,          serial::,          SERIAL",
        "type:dv;ov,          NO_SUCH_VALUE,     type:dv;ov,        TYPE",
        "sort:organization,   NO_SUCH_VALUE,     sort:organization, SORT",
        "'sort:name,issued',  NO_SUCH_VALUE,     'sort:name,issued',SORT",
        "expires:soon,        NO_DAY,            expires:soon,      EXPIRES",
        "issued:2026-02-30,   NO_DAY,            issued:2026-02-30, ISSUED"
    })
    void what_cannot_be_read_is_named_with_its_qualifier(String typed, Why why, String piece, String qualifier) {
        UnreadQuery unread = unread(typed);
        assertThat(unread.why()).isEqualTo(why);
        assertThat(unread.piece()).isEqualTo(piece);
        assertThat(Optional.ofNullable(unread.qualifier()).map(Enum::name)).isEqualTo(Optional.ofNullable(qualifier));
    }

    @Test
    void too_much_is_refused() {
        assertThat(unread("a".repeat(3000)).why()).isEqualTo(Why.TOO_LONG);
        assertThat(unread("a:".repeat(1500)).why()).isEqualTo(Why.TOO_LONG);
        assertThat(unread("\"".repeat(3000) + "<http://".repeat(300)).why()).isEqualTo(Why.TOO_LONG);
        assertThat(unread("\ufdfa".repeat(200)).why()).isEqualTo(Why.TOO_LONG);
        assertThat(unread("a ".repeat(11)).why()).isEqualTo(Why.TOO_MANY_WORDS);
        assertThat(unread("org:" + "a".repeat(100) + ":b" + " a".repeat(9) + " " + "b".repeat(200))
                        .why())
                .isEqualTo(Why.TOO_LONG);
        String longQualifier = unread("colour:" + "😀".repeat(100)).piece();
        assertThat(longQualifier).hasSizeLessThanOrEqualTo(60).startsWith("colour:😀");
        assertThat(Character.isHighSurrogate(longQualifier.charAt(longQualifier.length() - 1)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; DROP TABLE cert_order; --",
                "%",
                "_",
                "\\",
                "%_\\",
                "(?i).*[a-z]{3}+$^|",
                "${jndi}",
                ":value0",
                "?",
                "??",
                "*.shop.example",
                "&amp;lt;30d",
                "&amp;amp;amp;",
                "&lt;http://a|b&gt;",
                "&lt;https://a&gt;",
                "<",
                "|",
                ">",
                "<>|&;#",
                ":",
                "::a",
                "a::",
                "é:ü"
            })
    void signs_are_words_like_any_other_or_refused(String typed) throws UnreadQuery {
        try {
            OrderQuery query = OrderQuery.read(typed);
            assertThat(query.words()).isNotEmpty();
            assertThat(OrderQuery.read(query.written())).isEqualTo(query);
        } catch (UnreadQuery unread) {
            assertThat(typed).contains(":");
            assertThat(unread.why()).isEqualTo(Why.NO_SUCH_QUALIFIER);
        }
    }

    @Property(tries = 5000)
    void anything_is_refused_or_reads_back_from_what_is_written(@ForAll @StringLength(max = 40) String typed)
            throws UnreadQuery {
        readsBack(typed);
    }

    @Property(tries = 20_000)
    void pieces_in_any_order_are_refused_or_read_back_from_what_is_written(@ForAll("pieces") String typed)
            throws UnreadQuery {
        readsBack(typed);
    }

    private static void readsBack(String typed) throws UnreadQuery {
        OrderQuery query;
        try {
            query = OrderQuery.read(typed);
        } catch (UnreadQuery refused) {
            assertThat(refused.why()).isNotNull();
            return;
        }
        assertThat(query.written()).hasSizeLessThanOrEqualTo(OrderQuery.LONGEST);
        assertThat(OrderQuery.read(query.written())).isEqualTo(query);
        assertThat(query.words())
                .allSatisfy(word -> assertThat(word).isNotEmpty().isEqualTo(SearchedText.folded(word)));
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                        " ",
                        " ",
                        " ",
                        "\"",
                        "\"",
                        "\u201c",
                        ":",
                        ".",
                        "..",
                        "...",
                        "-",
                        "–",
                        ",",
                        "&amp;",
                        "&lt;",
                        "&gt;",
                        "lt;",
                        "<",
                        ">",
                        "|",
                        "<http://",
                        "<https://",
                        "https://",
                        "<mailto:",
                        "a",
                        "b2",
                        "é",
                        "é:",
                        "shop.example",
                        "0a:1b:2c",
                        "4f:",
                        "status:",
                        "issued",
                        "expired",
                        "type:",
                        "dv",
                        "product:",
                        "org:",
                        "expires:",
                        "<30d",
                        ">8w",
                        "2026-12-01",
                        "2027-01",
                        "issued:",
                        "san:",
                        "serial:",
                        "order:",
                        "container:",
                        "sort:",
                        "name",
                        "colour:",
                        "%",
                        "_",
                        "\\",
                        "'",
                        "\u200b",
                        "\u00a0",
                        "İ",
                        "ς",
                        "ẞ",
                        "J\u030c",
                        "ŉ",
                        "…",
                        "\ud83d",
                        "😀",
                        "\u0338")
                .list()
                .ofMaxSize(14)
                .map(pieces -> String.join("", pieces));
    }

    @Test
    void a_query_takes_other_words_and_qualifiers() throws UnreadQuery {
        OrderQuery query = OrderQuery.read("shop type:dv");
        assertThat(query.with(Qualifier.SORT, "name")).isEqualTo(OrderQuery.read("sort:name type:dv shop"));
        assertThat(query.with(Qualifier.TYPE, null)).isEqualTo(OrderQuery.read("shop"));
        assertThat(query.withWords(List.of("market"))).isEqualTo(OrderQuery.read("market type:dv"));
        assertThat(query.and(OrderQuery.read("market type:ov order:12")))
                .isEqualTo(OrderQuery.read("shop market type:ov order:12"));
    }

    private static UnreadQuery unread(String typed) {
        return catchThrowableOfType(UnreadQuery.class, () -> OrderQuery.read(typed));
    }
}
