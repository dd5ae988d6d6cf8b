package dev.certsend.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a view or a button carries for us and hands back: a small record as JSON. It comes from the client, so it proves nothing. */
public final class Metadata {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Metadata() {}

    public static String written(Record carried) {
        try {
            return JSON.writeValueAsString(carried);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts and numbers", e);
        }
    }

    /** Empty where there is nothing that can be read. */
    public static <T extends Record> Optional<T> read(@Nullable String metadata, Class<T> type) {
        try {
            return metadata == null || metadata.isBlank()
                    ? Optional.empty()
                    : Optional.ofNullable(JSON.readValue(metadata, type));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
