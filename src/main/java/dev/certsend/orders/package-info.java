/** The mirror of CertCentral's orders: filled by the sync, searched by the order picker. */
@NullMarked
package dev.certsend.orders;

import org.jspecify.annotations.NullMarked;
