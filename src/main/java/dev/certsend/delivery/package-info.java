/** What was taken on: sends and their deliveries, the ways letters leave, confirmations and notes. */
@NullMarked
package dev.certsend.delivery;

import org.jspecify.annotations.NullMarked;
