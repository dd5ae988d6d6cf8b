package dev.certsend.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.IDN;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkNameTest {

    /** The first four are from RFC 3492, section 7.1. */
    @ParameterizedTest
    @CsvSource({
        "他们为什么不说中文, xn--ihqwcrb4cv8a8dqg056pqjye",
        "Pročprostěnemluvíčesky, xn--proprostnemluvesky-uyb24dma41a",
        "3年b組金八先生, xn--3b-ww4c5e180e575a65lsy2b",
        "почемужеонинеговорятпорусски, xn--b1abfaaepdrnnbgefbadotcwatmq2g4l",
        "straße.example, xn--strae-oqa.example",
        "Example.COM., example.com",
        "ｅｘａｍｐｌｅ。com, example.com",
        "*.example.com, *.example.com",
        "XN--BCHER-KVA.example, xn--bcher-kva.example",
        "_dmarc.example.com, _dmarc.example.com",
        "192.0.2.7, 192.0.2.7",
        "2001:DB8::1, 2001:db8:0:0:0:0:0:1",
        "no:address, no:address",
        "db8:::1, db8:::1",
    })
    void has_one_spelling_for_each_name(String name, String canonical) {
        assertThat(NetworkName.canonical(name)).isEqualTo(canonical);
    }

    @Property
    void writes_what_the_platform_writes_where_both_standards_agree(
            @ForAll
                    @CharRange(from = 'a', to = 'z')
                    @CharRange(from = 'а', to = 'я')
                    @CharRange(from = '一', to = '龥')
                    @StringLength(min = 1, max = 12)
                    String label) {
        assertThat(NetworkName.canonical(label)).isEqualTo(IDN.toASCII(label));
    }

    @Property
    void changes_nothing_when_asked_twice(
            @ForAll
                    @CharRange(from = '-', to = '.')
                    @CharRange(from = 'A', to = 'z')
                    @CharRange(from = '\u00C0', to = '\u052F')
                    @CharRange(from = '一', to = '龥')
                    @StringLength(max = 80)
                    String name) {
        String once = NetworkName.canonical(name + "a");

        assertThat(NetworkName.canonical(once)).isEqualTo(once);
    }
}
