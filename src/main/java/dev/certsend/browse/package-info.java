/** Finding an order in Slack: the picker, its filters, the quick view and {@code /cert-orders}. */
@NullMarked
package dev.certsend.browse;

import org.jspecify.annotations.NullMarked;
