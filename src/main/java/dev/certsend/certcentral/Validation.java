package dev.certsend.certcentral;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How much of the subject the authority has checked: domain, organization, or extended. */
public enum Validation {
    DV,
    OV,
    EV;

    /** CertCentral's own word for it: dv, ov or ev. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable Validation ofCode(@Nullable String code) {
        return Arrays.stream(values())
                .filter(validation -> validation.code().equalsIgnoreCase(code))
                .findFirst()
                .orElse(null);
    }

    /** Lists of orders carry no validation; the products' ids tell, such as ssl_ev_basic or wildcard_dv_geotrust. */
    static @Nullable Validation ofProduct(@Nullable String nameId) {
        if (nameId == null) {
            return null;
        }
        List<String> words = List.of(nameId.toLowerCase(Locale.ROOT).split("_", -1));
        if (words.contains("dv")) {
            return DV;
        }
        if (words.contains("ev")) {
            return EV;
        }
        return words.get(0).equals("ssl") ? OV : null;
    }
}
