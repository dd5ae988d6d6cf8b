package dev.certsend.download;

import dev.certsend.text.Words;
import org.jspecify.annotations.Nullable;

/**
 * What the template of the page of no link shows.
 *
 * @param contact whom to ask besides the sender; null where nobody is named
 */
public record NotFoundPage(Words words, @Nullable Contact contact) {}
