package dev.certsend.letter;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/** The HTML of a letter: one template for each mode, all in one frame. Templates escape whatever they show. */
final class HtmlPart {
    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, HtmlPart.class.getClassLoader(), "dev.certsend.template");

    private HtmlPart() {}

    static String of(LetterPage page) {
        StringOutput html = new StringOutput(16_384);
        TEMPLATES.render(template(page.given()), Map.of("page", page, "given", page.given()), html);
        return html.toString();
    }

    private static String template(LetterPage.Given given) {
        if (given instanceof LetterPage.Files) {
            return "letter_attachment.jte";
        }
        return given instanceof LetterPage.Blocks ? "letter_plaintext.jte" : "letter_downloadlink.jte";
    }
}
