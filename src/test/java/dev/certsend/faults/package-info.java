/**
 * What happens to letters when something breaks: a matrix of faults, started by hand with {@code mvn -q test-compile
 * exec:java -Dexec.mainClass=dev.certsend.faults.FaultMatrix}, and its short half as a test. Workers are JVMs of their own
 * among a PostgreSQL, a mail server and a network that break on demand; after each fault the mail server's count of every
 * letter is held against the database. No part of the program is called but to take sends on.
 */
@NullMarked
package dev.certsend.faults;

import org.jspecify.annotations.NullMarked;
