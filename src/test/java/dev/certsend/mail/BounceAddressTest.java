package dev.certsend.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.certsend.secret.Secret;
import java.util.Locale;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BounceAddressTest {

    private static final EmailAddress BASE = EmailAddress.of("Bounces@bounces.example.com");
    private static final BounceAddress OURS = new BounceAddress(BASE, new Secret("k".repeat(32)));

    @Property
    void any_delivery_is_found_again_in_whatever_case(@ForAll long most, @ForAll long least) {
        UUID delivery = new UUID(most, least);

        EmailAddress address = OURS.of(delivery);

        assertThat(address.toString())
                .matches("Bounces\\+[a-z2-7]{26}\\.[a-z2-7]{8}@bounces\\.example\\.com")
                .isEqualTo(OURS.of(delivery).toString());
        assertThat(OURS.delivery(address)).contains(delivery);
        assertThat(OURS.delivery(EmailAddress.of(address.toString().toUpperCase(Locale.ROOT))))
                .contains(delivery);
    }

    @Property(tries = 300)
    void any_letter_changed_makes_it_a_forgery(
            @ForAll long most,
            @ForAll long least,
            @ForAll @IntRange(max = 34) int place,
            @ForAll @IntRange(max = 31) int other) {
        String genuine = OURS.of(new UUID(most, least)).toString();
        int at = "bounces+".length() + place;
        char forged = "abcdefghijklmnopqrstuvwxyz234567".charAt(other);
        String changed = genuine.substring(0, at) + forged + genuine.substring(at + 1);

        assertThat(OURS.delivery(EmailAddress.of(changed)).isPresent()).isEqualTo(changed.equals(genuine));
    }

    @Example
    void other_addresses_and_other_keys_are_not_ours() {
        UUID delivery = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");
        String genuine = OURS.of(delivery).toString();

        assertThat(OURS.delivery(BASE)).isEmpty();
        assertThat(OURS.delivery(EmailAddress.of("bounces+x@bounces.example.com")))
                .isEmpty();
        assertThat(OURS.delivery(EmailAddress.of(genuine.replace("Bounces+", "bounces-"))))
                .isEmpty();
        assertThat(OURS.delivery(EmailAddress.of(genuine.replace("bounces.example", "evil.example"))))
                .isEmpty();
        assertThat(OURS.delivery(EmailAddress.of("šounces" + genuine.substring(7))))
                .isEmpty();
        assertThat(new BounceAddress(BASE, new Secret("l".repeat(32))).delivery(OURS.of(delivery)))
                .isEmpty();
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
