/** The words in every language: ICU message bundles, one per language. Anyone may use it; it uses nobody. */
@NullMarked
package dev.certsend.text;

import org.jspecify.annotations.NullMarked;
