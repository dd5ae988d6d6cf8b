/** PostgreSQL: the address, the pool, Jdbi and the migrations. Stores get their handle from here; it knows no table by name. */
@NullMarked
package dev.certsend.database;

import org.jspecify.annotations.NullMarked;
