package dev.certsend.download;

import dev.certsend.certificate.CertificateChain;
import dev.certsend.text.Language;
import dev.certsend.text.Words;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sheets that were asked for last. */
final class CertificateSheets {
    private final Map<Key, CertificateSheet> atHand = Collections.synchronizedMap(new Newest());

    private record Key(long certificateId, Language language) {}

    private static final class Newest extends LinkedHashMap<Key, CertificateSheet> {
        private static final long serialVersionUID = 1;
        private static final int MOST = 400;

        Newest() {
            super(MOST, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, CertificateSheet> eldest) {
            return size() > MOST;
        }
    }

    /** @param certificateId whose chain never changes */
    CertificateSheet of(long certificateId, CertificateChain chain, Language language) {
        Key key = new Key(certificateId, language);
        CertificateSheet made = atHand.get(key);
        if (made == null) {
            made = CertificateSheet.of(Words.in(language), chain);
            atHand.put(key, made);
        }
        return made;
    }
}
