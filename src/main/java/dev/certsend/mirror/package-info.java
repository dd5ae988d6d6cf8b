/** Keeps the mirror of CertCentral's orders fresh. */
@NullMarked
package dev.certsend.mirror;

import org.jspecify.annotations.NullMarked;
