/** The audit log: one entry for each fact, appended in the transaction of that fact, never changed afterwards. Every feature may append; it knows no feature. */
@NullMarked
package dev.certsend.audit;

import org.jspecify.annotations.NullMarked;
