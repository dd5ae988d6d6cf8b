package dev.certsend.mirror;

import dev.certsend.certcentral.CertCentralFault;
import java.util.List;
import java.util.OptionalLong;

/** Looks on while a sync runs. Called from two threads, one call at a time each; what it throws ends the sync. */
public interface SyncWatch {

    /** Nobody looks on. */
    SyncWatch NOBODY = new SyncWatch() {};

    /** This one and others. */
    static SyncWatch of(SyncWatch... watches) {
        List<SyncWatch> all = List.of(watches);
        return new SyncWatch() {
            @Override
            public void full(long read, OptionalLong total) {
                all.forEach(watch -> watch.full(read, total));
            }

            @Override
            public void mirrored(int read, int written) {
                all.forEach(watch -> watch.mirrored(read, written));
            }

            @Override
            public void faulty(CertCentralFault.Kind kind) {
                all.forEach(watch -> watch.faulty(kind));
            }
        };
    }

    /**
     * The full sync is so far.
     *
     * @param read orders read since it began, also by the processes before this one
     * @param total orders there are, as CertCentral said last
     */
    default void full(long read, OptionalLong total) {}

    /** So many orders were read and so many of them written, the others being known already. */
    default void mirrored(int read, int written) {}

    /** A call failed; it is made again where that may help. */
    default void faulty(CertCentralFault.Kind kind) {}
}
