/**
 * E-mail: addresses a person typed, letters rendered once into bytes, their way to the relay, and reports of those that came back.
 * The only user of Jakarta Mail; it uses {@code secret} and nothing else of ours, and anyone may use it.
 */
@NullMarked
package dev.certsend.mail;

import org.jspecify.annotations.NullMarked;
