package dev.certsend.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.certsend.secret.Secret;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BounceAddressTest {

    private static final EmailAddress BASE = EmailAddress.of("Bounces@bounces.example.com");
    private static final BounceAddress OURS = new BounceAddress(BASE, new Secret("k".repeat(32)));

    @Example
    void tells_the_delivery_and_proves_it_ours() {
        UUID delivery = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");

        // Reckoned by another program: the number of 128 bits, and the first 40 bits of HMAC-SHA-256 over it.
        assertThat(OURS.of(delivery)).hasToString("Bounces+abencwpcnlzxxqci2fm6e2xtpp.p3gwhony@bounces.example.com");
    }

    @Property
    void is_another_for_each_delivery_and_the_same_each_time(
            @ForAll long most, @ForAll long least, @ForAll @IntRange(max = 127) int bit) {
        UUID delivery = new UUID(most, least);
        UUID other = bit < 64 ? new UUID(most ^ 1L << bit, least) : new UUID(most, least ^ 1L << (bit - 64));

        String address = OURS.of(delivery).toString();

        assertThat(address)
                .matches("Bounces\\+[a-z2-7]{26}\\.[a-z2-7]{8}@bounces\\.example\\.com")
                .isEqualTo(OURS.of(delivery).toString());
        assertThat(tag(OURS.of(other)).substring(0, 26))
                .isNotEqualTo(tag(OURS.of(delivery)).substring(0, 26));
    }

    @Example
    void whoever_lacks_the_key_gets_another_proof() {
        UUID delivery = new UUID(1, 2);
        BounceAddress theirs = new BounceAddress(BASE, new Secret("l".repeat(32)));

        assertThat(tag(theirs.of(delivery)).substring(0, 27))
                .isEqualTo(tag(OURS.of(delivery)).substring(0, 27));
        assertThat(theirs.of(delivery)).isNotEqualTo(OURS.of(delivery));
    }

    @Property
    void reads_its_own_in_any_case(@ForAll long most, @ForAll long least) {
        UUID delivery = new UUID(most, least);
        String address = OURS.of(delivery).toString();

        assertThat(OURS.read(address)).contains(delivery);
        assertThat(OURS.read(address.toUpperCase(Locale.ROOT))).contains(delivery);
    }

    @Property
    void reads_nothing_from_an_address_that_was_changed(
            @ForAll long most, @ForAll long least, @ForAll @IntRange(max = 34) int place, @ForAll char other) {
        String address = OURS.of(new UUID(most, least)).toString();
        int at = "Bounces+".length() + place;
        Assume.that(Character.toLowerCase(other) != address.charAt(at));

        assertThat(OURS.read(address.substring(0, at) + other + address.substring(at + 1)))
                .isEmpty();
    }

    @Example
    void reads_no_other_address() {
        String ours = OURS.of(new UUID(1, 2)).toString();
        BounceAddress theirs = new BounceAddress(BASE, new Secret("l".repeat(32)));

        assertThat(List.of(
                        "",
                        "Bounces+",
                        BASE.toString(),
                        ours.replace("+", "%2B"),
                        ours.replace("+", "="),
                        ours.replace("+", "-"),
                        ours + "x",
                        " " + ours,
                        "<" + ours + ">",
                        ours.replace("bounces.example.com", "example.com"),
                        theirs.of(new UUID(1, 2)).toString()))
                .allSatisfy(address -> assertThat(OURS.read(address)).isEmpty());
    }

    private static String tag(EmailAddress address) {
        return address.localPart().substring("Bounces+".length());
    }

    @Example
    void only_a_base_with_room_and_a_long_key_will_do() {
        Secret key = new Secret("k".repeat(32));
        EmailAddress longest = EmailAddress.of("b".repeat(28) + "@x.example");

        assertThat(new BounceAddress(longest, key).of(new UUID(-1, -1)).localPart())
                .hasSize(64);
        assertThatThrownBy(() -> new BounceAddress(EmailAddress.of("b".repeat(29) + "@x.example"), key))
                .hasMessageContaining("at most 28");
        assertThatThrownBy(() -> new BounceAddress(EmailAddress.of("böunces@x.example"), key))
                .hasMessageContaining("ASCII");
        assertThatThrownBy(() -> new BounceAddress(BASE, new Secret("k".repeat(31))))
                .hasMessageContaining("32");
        String deep = ("d".repeat(60) + ".").repeat(3) + "d".repeat(30) + ".example";
        assertThatThrownBy(() -> new BounceAddress(EmailAddress.of("b@" + deep), key))
                .hasMessageContaining("254");
        assertThat(OURS.toString()).doesNotContain("kkk");
    }
}
