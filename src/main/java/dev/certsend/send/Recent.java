package dev.certsend.send;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is remembered of the views that were open last; of older ones, nothing is. */
final class Recent {
    private static final int MOST = 1000;

    private Recent() {}

    /** By view id; safe for use by many threads. */
    static <V> Map<String, V> map() {
        return Collections.synchronizedMap(new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > MOST;
            }
        });
    }
}
