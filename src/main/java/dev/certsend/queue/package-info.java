/** Work that outlives the process: db-scheduler set up for us, so that a job is enqueued in the caller's transaction and comes due again within a minute when its worker dies. The only user of db-scheduler. Beside it the threads that look for work which is a queue of its own. */
@NullMarked
package dev.certsend.queue;

import org.jspecify.annotations.NullMarked;
