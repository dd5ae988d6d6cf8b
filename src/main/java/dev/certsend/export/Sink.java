package dev.certsend.export;

import java.io.IOException;

/** Takes batches, one after the other. */
interface Sink extends AutoCloseable {
    /**
     * Returns when all of it has arrived, as far as the protocol lets anyone know. When it fails, part of it may have arrived.
     *
     * @throws NotTaken it says how long to wait
     */
    void take(Batch batch) throws IOException;

    /** Breaks off what is under way. */
    @Override
    void close();

    static Sink of(StreamSettings settings) {
        Target target = settings.target();
        if (target instanceof Target.Syslog syslog) {
            return new SyslogSink(syslog);
        }
        if (target instanceof Target.Collector collector) {
            return new CollectorSink(collector, settings.token());
        }
        return target instanceof Target.ToFile file ? new FileSink(file.path()) : new OutputSink();
    }
}
