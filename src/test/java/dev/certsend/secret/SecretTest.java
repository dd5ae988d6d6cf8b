package dev.certsend.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SecretTest {

    @Test
    void prints_nothing_of_itself() {
        assertThat(new Secret("xoxb-1234")).hasToString("(secret)");
    }

    @Test
    void refuses_to_be_blank() {
        assertThatThrownBy(() -> new Secret(" ")).isInstanceOf(IllegalArgumentException.class);
    }
}
