package dev.certsend.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The queue. A job enqueued in a transaction exists if and only if the transaction commits. A worker that dies is
 * missed after four heartbeats of 8 s, and its job is run by another one (or by itself after a restart) within a minute.
 */
public final class Queue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Queue.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(8);
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration DRAIN = Duration.ofSeconds(25);

    private final Scheduler scheduler;
    private volatile boolean working;

    public Queue(DataSource pool, int workers, List<Job> jobs, List<Repeated> repeated) {
        List<Task<?>> known = new ArrayList<>();
        jobs.forEach(job -> known.add(task(job)));
        List<RecurringTask<?>> rounds = new ArrayList<>();
        repeated.forEach(round -> rounds.add(task(round)));
        scheduler = Scheduler.create(pool, known)
                .startTasks(rounds)
                .schedulerName(new SchedulerName.Fixed("cert-send-" + UUID.randomUUID()))
                .threads(workers)
                .pollingInterval(POLL)
                .pollUsingLockAndFetch(0.5, 2.0)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                // Another queue's jobs are none of ours to tidy away.
                .deleteUnresolvedAfter(Duration.ofDays(10_000))
                .shutdownMaxWait(DRAIN)
                .failureLogging(LogLevel.OFF, false)
                .build();
    }

    /**
     * Adds jobs to the caller's transaction, due at once; a job of this kind and id that is there already stays as it is.
     * One statement on db-scheduler's documented table: its own client would need a connection of its own per job.
     */
    public static void enqueue(Handle transaction, String kind, Collection<String> ids) {
        if (!transaction.isInTransaction()) {
            throw new IllegalStateException("a job is enqueued in the transaction of what it is for");
        }
        transaction
                .createUpdate("""
                        INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                        SELECT :kind, id, now(), false, 1 FROM unnest(:ids) AS id
                        ON CONFLICT DO NOTHING""")
                .bind("kind", kind)
                .bindArray("ids", String.class, ids)
                .execute();
    }

    /** Starts working. A process that only serves the web never calls this. */
    public void start() {
        working = true;
        scheduler.start();
    }

    /** Tells this process's workers to look now instead of at the next poll: called after a commit that enqueued. */
    public void nudge() {
        if (working) {
            scheduler.triggerCheckForDueExecutions();
        }
    }

    /** Takes no more jobs and waits for those under way, 25 s at most; what is not done by then comes due again elsewhere. */
    @Override
    public void close() {
        if (working) {
            working = false;
            scheduler.stop();
        }
    }

    private static CustomTask<Void> task(Job job) {
        return Tasks.custom(job.kind(), Void.class)
                .onFailure((failed, operations) -> {
                    int faults = failed.getExecution().consecutiveFailures + 1;
                    operations.reschedule(failed, Instant.now().plus(Backoff.after(faults)));
                })
                .onDeadExecutionRevive()
                .execute((instance, context) -> {
                    try (MDC.MDCCloseable ignored = MDC.putCloseable("job", job.kind() + " " + instance.getId())) {
                        return job.work()
                                .run(instance.getId())
                                .<CompletionHandler<Void>>map(
                                        again -> (done, operations) -> operations.reschedule(done, again))
                                .orElseGet(CompletionHandler.OnCompleteRemove::new);
                    } catch (Exception | Error e) {
                        LOG.warn("{} {} failed and will be tried again", job.kind(), instance.getId(), e);
                        throw new JobFailed(e);
                    }
                });
    }

    private static RecurringTask<Void> task(Repeated repeated) {
        var task = Tasks.recurring(repeated.kind(), FixedDelay.of(repeated.every()))
                .onFailure((failed, operations) -> {
                    Duration pause = Backoff.after(failed.getExecution().consecutiveFailures + 1);
                    Duration sooner = pause.compareTo(repeated.every()) < 0 ? pause : repeated.every();
                    operations.reschedule(failed, Instant.now().plus(sooner));
                });
        return task.execute((instance, context) -> {
            try (MDC.MDCCloseable ignored = MDC.putCloseable("job", repeated.kind())) {
                repeated.work().run();
            } catch (RuntimeException | Error e) {
                LOG.warn("{} failed and will be tried again", repeated.kind(), e);
                throw e;
            }
        });
    }

    private static final class JobFailed extends RuntimeException {
        private static final long serialVersionUID = 1;

        JobFailed(Throwable cause) {
            super(cause);
        }
    }
}
