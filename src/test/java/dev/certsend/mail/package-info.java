/** Tests of {@code mail}: over real sockets, read back by parsers other than those that wrote. */
@NullMarked
package dev.certsend.mail;

import org.jspecify.annotations.NullMarked;
