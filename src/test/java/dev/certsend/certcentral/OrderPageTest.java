package dev.certsend.certcentral;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.certcentral.OrderPage.Unreadable;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OrderPageTest {

    @Test
    void goes_on_behind_what_was_received_readable_or_not() {
        assertThat(page(3, 2, OptionalLong.of(2006)).nextOffset()).hasValue(2005);
    }

    @Test
    void ends_at_the_total() {
        assertThat(page(3, 2, OptionalLong.of(2005)).nextOffset()).isEmpty();
        assertThat(page(3, 2, OptionalLong.of(2004)).nextOffset()).isEmpty();
    }

    @Test
    void ends_at_an_empty_page_whatever_the_total() {
        assertThat(page(0, 0, OptionalLong.of(9999)).nextOffset()).isEmpty();
    }

    @Test
    void goes_on_to_an_empty_page_without_a_total() {
        assertThat(page(1, 0, OptionalLong.empty()).nextOffset()).hasValue(2001);
        assertThat(page(0, 0, OptionalLong.empty()).nextOffset()).isEmpty();
    }

    private static OrderPage page(int readable, int unreadable, OptionalLong total) {
        CertCentralOrder order = new CertCentralOrder(
                1,
                "issued",
                null,
                new CertCentralOrder.Certificate(null, null, List.of(), null, null, null),
                new CertCentralOrder.Product(null, null, null),
                new CertCentralOrder.Owner(null, null),
                new CertCentralOrder.Copies(false, false));
        return new OrderPage(
                Collections.nCopies(readable, order),
                new Unreadable(unreadable, null, List.of()),
                2000,
                readable + unreadable,
                total);
    }
}
