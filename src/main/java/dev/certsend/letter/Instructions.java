package dev.certsend.letter;

import dev.certsend.certificate.CertificateChain;
import dev.certsend.certificate.FileKind;
import dev.certsend.certificate.Format;
import dev.certsend.text.Words;
import java.util.List;
import java.util.Map;

/**
 * How to install a certificate and how to check it, with the names of the very files. Names of programs and commands are
 * the same in every language; a file's name has no character that a shell would read otherwise.
 */
final class Instructions {
    private final Words words;
    private final CertificateChain chain;
    private final boolean intermediates;

    Instructions(Words words, CertificateChain chain) {
        this.words = words;
        this.chain = chain;
        this.intermediates = chain.hasIntermediates();
    }

    LetterPage.Installing installing(Mode mode, Format format) {
        return new LetterPage.Installing(words.say("letter.install"), steps(mode, format));
    }

    private List<LetterPage.Step> steps(Mode mode, Format format) {
        return switch (mode) {
            case ATTACHMENT ->
                switch (format) {
                    case PEM_CHAIN -> List.of(nginx(), haproxy(), windows());
                    case PEM_APART -> List.of(apache(), windows());
                    case PKCS7 -> List.of(iis(), tomcat());
                    case ZIP -> List.of(nginx(), haproxy(), apache(), iis(), tomcat());
                };
            case PLAINTEXT ->
                intermediates ? List.of(joined(), apache(), windows()) : List.of(nginx(), haproxy(), windows());
            case DOWNLOADLINK -> List.of(nginx(), haproxy(), windows());
        };
    }

    LetterPage.Checking checking(Mode mode, Format format) {
        boolean attached = mode == Mode.ATTACHMENT;
        List<String> commands;
        if (attached && format == Format.PKCS7) {
            commands = List.of(
                    "keytool -printcert -file " + pkcs7(),
                    "certutil -dump " + pkcs7(),
                    "openssl pkcs7 -in " + pkcs7() + " -print_certs -noout");
        } else {
            boolean apart = mode == Mode.PLAINTEXT || (attached && format == Format.PEM_APART);
            String file = apart ? certificate() : chain();
            commands = List.of("openssl x509 -in " + file + " -noout -subject -enddate -fingerprint -sha256");
        }
        return new LetterPage.Checking(words.say("letter.check.title"), commands, words.say("letter.check.expected"));
    }

    private LetterPage.Step nginx() {
        return new LetterPage.Step("nginx", words.say("letter.install.nginx"), List.of(nginxLine()));
    }

    private LetterPage.Step haproxy() {
        return new LetterPage.Step("HAProxy", words.say("letter.install.haproxy"), List.of(haproxyLine()));
    }

    /** For certificates that come as text: both programs want one file of the two blocks. */
    private LetterPage.Step joined() {
        return new LetterPage.Step(
                "nginx, HAProxy",
                words.say("letter.install.joined", Map.of("file", chain())),
                List.of(nginxLine(), haproxyLine()));
    }

    private LetterPage.Step apache() {
        String own = "SSLCertificateFile /etc/ssl/" + certificate();
        String theirs = "SSLCertificateChainFile /etc/ssl/" + chain.fileName(FileKind.INTERMEDIATES);
        return new LetterPage.Step(
                "Apache", words.say("letter.install.apache"), intermediates ? List.of(own, theirs) : List.of(own));
    }

    private LetterPage.Step iis() {
        return new LetterPage.Step("IIS", words.say("letter.install.iis"), List.of("certreq -accept " + pkcs7()));
    }

    private LetterPage.Step tomcat() {
        return new LetterPage.Step(
                "Tomcat",
                words.say("letter.install.tomcat"),
                List.of("keytool -importcert -trustcacerts -alias ALIAS -keystore KEYSTORE -file " + pkcs7()));
    }

    private LetterPage.Step windows() {
        return new LetterPage.Step("Windows", words.say("letter.install.windows"), List.of());
    }

    private String nginxLine() {
        return "ssl_certificate /etc/nginx/" + chain() + ";";
    }

    private String haproxyLine() {
        return "bind :443 ssl crt /etc/haproxy/" + chain();
    }

    private String chain() {
        return chain.fileName(FileKind.CHAIN);
    }

    private String certificate() {
        return chain.fileName(FileKind.CERTIFICATE);
    }

    private String pkcs7() {
        return chain.fileName(FileKind.PKCS7);
    }
}
