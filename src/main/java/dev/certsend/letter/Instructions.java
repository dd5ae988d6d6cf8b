package dev.certsend.letter;

import dev.certsend.certificate.CertificateChain;
import dev.certsend.certificate.FileKind;
import dev.certsend.certificate.Format;
import dev.certsend.install.Step;
import dev.certsend.install.Steps;
import dev.certsend.text.Words;
import java.util.ArrayList;
import java.util.List;

/** Which steps and checks go with what a letter brings. */
final class Instructions {
    private final Words words;
    private final Steps steps;
    private final boolean intermediates;

    Instructions(Words words, CertificateChain chain) {
        this.words = words;
        this.steps = new Steps(words, chain);
        this.intermediates = chain.hasIntermediates();
    }

    LetterPage.Installing installing(Mode mode, Format format) {
        return new LetterPage.Installing(words.say("letter.install"), steps(mode, format));
    }

    private List<Step> steps(Mode mode, Format format) {
        return switch (mode) {
            case ATTACHMENT ->
                switch (format) {
                    case PEM_CHAIN -> List.of(steps.nginx(), steps.haproxy(), steps.windows());
                    case PEM_APART -> List.of(steps.apache(), steps.windows());
                    case PKCS7 -> List.of(steps.iis(), steps.tomcat());
                    case ZIP -> List.of(steps.nginx(), steps.haproxy(), steps.apache(), steps.iis(), steps.tomcat());
                };
            case PLAINTEXT ->
                intermediates
                        ? List.of(steps.joined(), steps.apache(), steps.windows())
                        : List.of(steps.nginx(), steps.haproxy(), steps.windows());
            case DOWNLOADLINK -> List.of(steps.nginx(), steps.haproxy(), steps.windows());
        };
    }

    LetterPage.Checking checking(Mode mode, Format format) {
        boolean attached = mode == Mode.ATTACHMENT;
        List<String> commands;
        if (attached && format == Format.PKCS7) {
            commands = new ArrayList<>(steps.fingerprintsOfPkcs7());
            commands.add(steps.contentOfPkcs7());
        } else {
            boolean apart = mode == Mode.PLAINTEXT || (attached && format == Format.PEM_APART);
            commands = List.of(steps.check(apart ? FileKind.CERTIFICATE : FileKind.CHAIN));
        }
        return new LetterPage.Checking(words.say("letter.check.title"), commands, words.say("letter.check.expected"));
    }
}
