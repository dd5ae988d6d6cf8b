/**
 * A CertCentral of our own on a local port: the Services API v2 as DigiCert documents it and as clients met it, with its limits, its errors
 * and its quirks, over a little CA and a set of made-up orders. For the playground, the story tests and the benchmarks; it uses nothing of
 * the product.
 */
@NullMarked
package dev.certsend.playground.certcentral;

import org.jspecify.annotations.NullMarked;
