/**
 * CertCentral's Services API v2: reads orders, certificates and the account, and says in one word what went wrong. It
 * never tries again by itself: the queue does. It keeps CertCentral's limits of calls for all processes together. Anyone
 * may use it; of ours it uses {@code secret} alone.
 */
@NullMarked
package dev.certsend.certcentral;

import org.jspecify.annotations.NullMarked;
