/**
 * Benchmarks, each started by hand with {@code mvn -q test-compile exec:java -Dexec.mainClass=dev.certsend.bench.…}. The
 * program runs in a JVM of its own among stand-ins that answer at once, beside a server that does nothing. No test and
 * nothing of the program uses this.
 */
@NullMarked
package dev.certsend.bench;

import org.jspecify.annotations.NullMarked;
