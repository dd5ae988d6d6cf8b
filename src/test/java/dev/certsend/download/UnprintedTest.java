package dev.certsend.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.certsend.certificate.Leaf;
import dev.certsend.text.Language;
import dev.certsend.text.Words;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What holds a link's token doesn't print it. */
class UnprintedTest {
    @Test
    void neither_an_address_nor_a_page_prints_its_token() {
        Address address = Address.of(URI.create("https://certificates.example.com/"), Samples.TOKEN);
        Words words = Words.in(Language.ENGLISH);
        LinkPage page =
                LinkPage.of(Samples.link(), CertificateSheet.of(words, Samples.CHAIN), words, address, Leaf.NOW);
        assertThat(address.toString()).contains("certificates.example.com").doesNotContain(Samples.TOKEN);
        assertThat(page.offer().command()).contains(Samples.TOKEN);
        assertThat(page.toString()).contains("Alice Martin").doesNotContain(Samples.TOKEN);
    }
}
