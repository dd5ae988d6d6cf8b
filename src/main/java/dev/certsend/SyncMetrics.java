package dev.certsend;

import dev.certsend.certcentral.CertCentralFault;
import dev.certsend.mirror.SyncWatch;
import dev.certsend.web.Metrics;
import java.util.Locale;

/** Counts what syncs do for Prometheus. */
record SyncMetrics(Metrics metrics) implements SyncWatch {

    @Override
    public void mirrored(int read, int written) {
        metrics.mirrored(read, written);
    }

    @Override
    public void faulty(CertCentralFault.Kind kind) {
        metrics.syncFault(kind.name().toLowerCase(Locale.ROOT));
    }
}
