package dev.certsend.certcentral;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidationTest {

    @ParameterizedTest
    @CsvSource({
        "ssl_dv_geotrust_flex, DV",
        "wildcard_dv_rapidssl, DV",
        "cloud_dv_geotrust, DV",
        "ssl_basic, OV",
        "ssl_securesite_flex, OV",
        "ssl_ev_basic, EV",
        "SSL_EV_PLUS, EV",
        "code_signing_ev, EV",
        "private_ssl_plus,",
        "client_premium,",
        "dev_tool,",
        ",",
    })
    void is_told_by_the_product(@Nullable String nameId, @Nullable Validation validation) {
        assertThat(Validation.ofProduct(nameId)).isEqualTo(validation);
    }

    @ParameterizedTest
    @CsvSource({"dv, DV", "OV, OV", "ev, EV", "iv,", ","})
    void is_told_by_certcentrals_word(@Nullable String code, @Nullable Validation validation) {
        assertThat(Validation.ofCode(code)).isEqualTo(validation);
    }
}
