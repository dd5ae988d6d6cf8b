/**
 * Keeps the mirror of CertCentral's orders fresh: all orders once a day, what changed at every round, and single orders
 * when CertCentral's webhook tells of them. One process of the cluster at a time.
 */
@NullMarked
package dev.certsend.mirror;

import org.jspecify.annotations.NullMarked;
