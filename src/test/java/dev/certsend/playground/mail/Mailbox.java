package dev.certsend.playground.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** All mails in the order of their coming. Safe for many threads. */
final class Mailbox {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition came = lock.newCondition();
    private final List<ReceivedMail> mails = new ArrayList<>();
    private int numbers;

    void add(ReceivedMail.Envelope envelope, byte[] bytes) {
        lock.lock();
        try {
            mails.add(new ReceivedMail(++numbers, envelope, bytes, Instant.now()));
            came.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<ReceivedMail> all() {
        lock.lock();
        try {
            return List.copyOf(mails);
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            mails.clear();
        } finally {
            lock.unlock();
        }
    }

    List<ReceivedMail> await(int count, Duration patience) {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (mails.size() < count) {
                if (left <= 0) {
                    throw new AssertionError("waited " + patience + " for " + count + " mails, got " + mails.size());
                }
                left = came.awaitNanos(left);
            }
            return List.copyOf(mails);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for mail", e);
        } finally {
            lock.unlock();
        }
    }
}
