package dev.certsend.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Letters as they are kept. */
class PackedTest {

    @Property
    void a_letter_comes_back_byte_for_byte(@ForAll byte[] letter) {
        assertThat(Packed.unpack(Packed.pack(letter))).isEqualTo(letter);
    }

    @Test
    void one_that_was_kept_before_letters_were_packed_comes_back_as_it_is() {
        byte[] letter = "Date: Sun, 22 Nov 2026 10:00:00 +0000\r\n\r\nHello\r\n".getBytes(StandardCharsets.US_ASCII);
        assertThat(Packed.unpack(letter)).isEqualTo(letter);
    }
}
