package dev.certsend.install;

import dev.certsend.certificate.CertificateChain;
import dev.certsend.certificate.FileKind;
import dev.certsend.text.Words;
import java.util.List;
import java.util.Map;

/**
 * What to do with one certificate on each kind of server, and how to check it. Names of programs and commands are the same
 * in every language; a file's name has no character that a shell would read otherwise.
 */
public final class Steps {
    private final Words words;
    private final CertificateChain chain;
    private final boolean intermediates;

    public Steps(Words words, CertificateChain chain) {
        this.words = words;
        this.chain = chain;
        this.intermediates = chain.hasIntermediates();
    }

    public Step nginx() {
        return new Step("nginx", words.say("install.nginx"), List.of(nginxLine()));
    }

    public Step haproxy() {
        return new Step("HAProxy", words.say("install.haproxy"), List.of(haproxyLine()));
    }

    /** For certificates that come as text: both programs want one file of the two blocks. */
    public Step joined() {
        return new Step(
                "nginx, HAProxy",
                words.say("install.joined", Map.of("file", chain())),
                List.of(nginxLine(), haproxyLine()));
    }

    public Step apache() {
        String own = "SSLCertificateFile /etc/ssl/" + certificate();
        String theirs = "SSLCertificateChainFile /etc/ssl/" + intermediates();
        return new Step("Apache", words.say("install.apache"), intermediates ? List.of(own, theirs) : List.of(own));
    }

    public Step iis() {
        return new Step("IIS", words.say("install.iis"), List.of("certreq -accept " + pkcs7()));
    }

    public Step tomcat() {
        return new Step(
                "Tomcat",
                words.say("install.tomcat"),
                List.of("keytool -importcert -trustcacerts -alias ALIAS -keystore KEYSTORE -file " + pkcs7()));
    }

    public Step aws() {
        String chained = intermediates ? " --certificate-chain fileb://" + intermediates() : "";
        return new Step(
                "AWS Certificate Manager",
                words.say("install.aws"),
                List.of("aws acm import-certificate --certificate fileb://" + certificate() + chained
                        + " --private-key fileb://KEY"));
    }

    public Step windows() {
        return new Step("Windows", words.say("install.windows"), List.of());
    }

    /** The command that tells what this PEM file of the certificate holds. */
    public String check(FileKind kind) {
        return "openssl x509 -in " + chain.fileName(kind) + " -noout -subject -enddate -fingerprint -sha256";
    }

    /** The commands that tell what the PKCS #7 file holds, fingerprint included: Java's and Windows'. */
    public List<String> fingerprintsOfPkcs7() {
        return List.of("keytool -printcert -file " + pkcs7(), "certutil -dump " + pkcs7());
    }

    /** The command that lists what the PKCS #7 file holds. */
    public String contentOfPkcs7() {
        return "openssl pkcs7 -in " + pkcs7() + " -print_certs -noout";
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

    private String intermediates() {
        return chain.fileName(FileKind.INTERMEDIATES);
    }

    private String pkcs7() {
        return chain.fileName(FileKind.PKCS7);
    }
}
