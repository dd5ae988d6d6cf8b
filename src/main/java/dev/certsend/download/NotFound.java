package dev.certsend.download;

import dev.certsend.text.Language;
import dev.certsend.text.Words;
import io.javalin.http.Context;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The answer where no link opens anything, whatever the reason: the same bytes for everyone who reads the same language. */
final class NotFound {
    private final Map<Language, byte[]> pages = new EnumMap<>(Language.class);

    /** @param contact whom to ask besides the sender; null where nobody is named */
    NotFound(@Nullable Contact contact) {
        for (Language language : Language.values()) {
            pages.put(language, Templates.html("not_found.jte", new NotFoundPage(Words.in(language), contact)));
        }
    }

    void answer(Context request) {
        Language language = Reader.language(request, Language.ENGLISH);
        request.status(404).contentType(Templates.HTML).result(Objects.requireNonNull(pages.get(language)));
    }
}
