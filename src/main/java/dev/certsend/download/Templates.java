package dev.certsend.download;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;

/** The pages' templates, which escape whatever they show. */
final class Templates {
    static final String HTML = "text/html; charset=utf-8";

    private static final int USUAL_LENGTH = 16_384;
    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Templates.class.getClassLoader(), "dev.certsend.template");

    private Templates() {}

    /** The page in UTF-8. */
    static byte[] html(String template, Object shown) {
        StringOutput html = new StringOutput(USUAL_LENGTH);
        ENGINE.render(template, shown, html);
        return html.toString().getBytes(StandardCharsets.UTF_8);
    }
}
