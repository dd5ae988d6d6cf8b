package dev.certsend.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class PemPropertyTest {

    private static final List<LittleAuthority> AUTHORITIES = authorities();
    private static final byte[] LEAF = AUTHORITIES.get(1).issue(Leaf.of("a.example", "a.example", "192.0.2.7"));

    @Property(tries = 100)
    void what_was_written_reads_the_same(
            @ForAll @Size(min = 1, max = 5) List<@AlphaChars @StringLength(min = 1, max = 30) String> names,
            @ForAll @IntRange(min = 1, max = 4) int length,
            @ForAll Random random)
            throws WrongCertificate {
        String[] hosts = names.stream().map(name -> name + ".example").toArray(String[]::new);
        List<byte[]> heap = new ArrayList<>();
        heap.add(AUTHORITIES.get(length).issue(Leaf.of(hosts[0], hosts)));
        IntStream.rangeClosed(1, length)
                .mapToObj(i -> AUTHORITIES.get(i).certificate())
                .forEach(heap::add);
        Collections.shuffle(heap, random);

        CertificateChain chain =
                CertificateChain.parse(heap.stream().map(Pem::write).collect(Collectors.joining("text\r\n")));

        assertThat(chain.der()).hasSize(length + 1);
        assertThat(CertificateChain.parse(chain.pem())).isEqualTo(chain);
        assertThat(CertificateChain.ofDer(chain.der())).isEqualTo(chain).hasSameHashCodeAs(chain);
    }

    @Property(tries = 2000)
    void damaged_bytes_are_read_or_refused_and_nothing_else(
            @ForAll @IntRange(max = 100_000) int where, @ForAll byte what) {
        byte[] damaged = LEAF.clone();
        damaged[where % damaged.length] = what;
        try {
            assertThat(CertificateChain.ofDer(List.of(damaged)).der()).containsExactly(damaged);
        } catch (WrongCertificate refused) {
            assertThat(refused.reason()).isEqualTo(WrongCertificate.Reason.UNREADABLE);
        }
    }

    /** A root, which no chain of these tests holds, and four below each other. */
    private static List<LittleAuthority> authorities() {
        List<LittleAuthority> authorities = new ArrayList<>(List.of(LittleAuthority.root("Root")));
        for (int i = 0; i < 4; i++) {
            authorities.add(authorities.get(i).below("Level " + i));
        }
        return authorities;
    }
}
