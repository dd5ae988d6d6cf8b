/** Who may come in: people as Slack knows them, kept in the database, and the door that every command, look-up, submission and button passes. */
@NullMarked
package dev.certsend.policy;

import org.jspecify.annotations.NullMarked;
