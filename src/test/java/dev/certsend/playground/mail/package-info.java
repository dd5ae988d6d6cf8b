/**
 * A mail server of our own on a local port that keeps what it gets, byte for byte, and an inbox page to read it in a browser. For the
 * playground and the story tests; of the product it uses nothing.
 */
@NullMarked
package dev.certsend.playground.mail;

import org.jspecify.annotations.NullMarked;
