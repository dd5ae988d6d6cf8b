/**
 * What proves the audit log: a Merkle tree over its entries (RFC 9162, section 2.1), its signed checkpoints (C2SP
 * tlog-checkpoint), their verification. FORMAT.md beside it tells a stranger how to verify without this program.
 */
@NullMarked
package dev.certsend.seal;

import org.jspecify.annotations.NullMarked;
