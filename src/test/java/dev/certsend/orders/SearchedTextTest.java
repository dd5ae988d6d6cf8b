package dev.certsend.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchedTextTest {

    @Property(tries = 5000)
    void what_is_folded_folds_to_itself_on_one_line(@ForAll @StringLength(max = 12) String text) {
        String folded = SearchedText.folded(text);
        assertThat(SearchedText.folded(folded)).isEqualTo(folded);
        assertThat(folded.chars()).noneMatch(Character::isISOControl);
        assertThat(folded).doesNotContain("  ").isEqualTo(folded.strip());
    }

    @ParameterizedTest
    @CsvSource({
        "MÜNCHEN.example,           münchen.example",
        "mu\u0308nchen.example,     münchen.example",
        "ΑΣ.example,                ασ.example",
        "ας.example,                ασ.example",
        "J\u030cá.example,          ǰá.example",
        "Straße,                    strasse",
        "'O\u2019Brien',            'o''brien'",
        "Rhein\u2011Main,           rhein-main",
        "Rhein\ufe58Main,           rhein-main",
        "a\u00a0\u00a0\t b,         a b",
        "shop\u200b\ufeff.example,  shop.example",
        "sh\u00adop\ufe0f\u2060,    shop",
        "\u202egro.elpmaxe\u202c,   gro.elpmaxe",
        "１２３４５,                 12345"
    })
    void what_looks_the_same_is_the_same(String typed, String folded) {
        assertThat(SearchedText.folded(typed)).isEqualTo(folded);
    }

    @Test
    void half_a_character_is_left_out() {
        assertThat(SearchedText.folded("a\ud83db\udc00c\u0000")).isEqualTo("abc");
    }

    @Test
    void an_order_has_number_names_organization_and_serial_number_on_a_line_each() {
        Order order = AnOrder.number(1234567)
                .called("WWW.Shop.example", "www.shop.example", "*.shop.example")
                .of("Shop\nand Sons")
                .serial("0A1B2C")
                .build();
        assertThat(lines(order))
                .containsExactly("1234567", "www.shop.example *.shop.example", "shop and sons", "0a1b2c");
    }

    @Test
    void an_order_without_anything_has_its_lines_all_the_same() {
        assertThat(lines(AnOrder.number(7).build())).containsExactly("7", "", "", "");
    }

    @Test
    void pairs_of_letters_without_a_plain_neighbour_are_lines_of_their_own() {
        Order order =
                AnOrder.number(7).called("zü.a.example").of("日GE本 éb2 𝒳𐐨𐐨").build();
        assertThat(lines(order).subList(4, lines(order).size()))
                .containsExactlyInAnyOrder("zü", "日g", "ge", "e本", "éb", "x𐐨", "𐐨𐐨");
    }

    @ParameterizedTest
    @CsvSource({"xn--mnchen-3ya.example", "münchen.example", "MÜNCHEN.EXAMPLE"})
    void an_international_name_is_there_in_both_forms(String name) {
        Order order = AnOrder.number(7).called(name, "*." + name).build();
        assertThat(lines(order).get(1).split(" "))
                .containsExactlyInAnyOrder(
                        "xn--mnchen-3ya.example", "münchen.example", "*.xn--mnchen-3ya.example", "*.münchen.example");
    }

    private static List<String> lines(Order order) {
        return List.of(SearchedText.of(order).split(SearchedText.BETWEEN, -1));
    }
}
