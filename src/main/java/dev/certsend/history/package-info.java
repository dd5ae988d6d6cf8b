/** The audit log in chat: {@code /cert-audit}. */
@NullMarked
package dev.certsend.history;

import org.jspecify.annotations.NullMarked;
