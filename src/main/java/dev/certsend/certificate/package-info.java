/**
 * Certificates and chains: read from PEM or DER, put in order, checked against what an order says, written again from
 * their bytes. Does no input or output and trusts no text it was given. Anyone may use it; it uses nobody.
 */
@NullMarked
package dev.certsend.certificate;

import org.jspecify.annotations.NullMarked;
