/** The web server, its headers, health and metrics. */
@NullMarked
package dev.certsend.web;

import org.jspecify.annotations.NullMarked;
