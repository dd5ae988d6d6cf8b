package dev.certsend.export;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.certsend.audit.Canonical;
import dev.certsend.audit.RecordedEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One event of the Open Cybersecurity Schema Framework, version 1.4.0, a line. Letters and what became of their links are Email Activity
 * (4009), with the profile "host" for who did it; all else is API Activity (6003). {@code metadata.sequence} is the
 * position of the leaf, {@code metadata.uid} the entry's number, {@code metadata.event_code} the action. Where
 * somebody's address was blotted out, {@code email.to} is an empty list. What the schema has no place for is in {@code unmapped}.
 */
final class OcsfWriter implements EntryWriter {
    static final String VERSION = "1.4.0";

    private static final int OUTBOUND = 2;
    private static final int USER = 1;
    private static final String NAME = "cert-send";
    private static final String PRODUCT_VERSION =
            Objects.requireNonNullElse(OcsfWriter.class.getPackage().getImplementationVersion(), "unreleased");

    private final JsonGenerator json;

    OcsfWriter(OutputStream out) throws IOException {
        json = JsonLines.to(out);
    }

    @Override
    public void write(RecordedEntry entry, @Nullable Long position) throws IOException {
        OcsfActivity activity = OcsfActivity.of(entry.action());
        json.writeStartObject();
        classification(activity, entry);
        metadata(activity, entry, position);
        actor(entry);
        source(activity, entry);
        if (activity.isLetter()) {
            letter(entry);
        } else {
            call(entry);
        }
        unmapped(activity, entry);
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void classification(OcsfActivity activity, RecordedEntry entry) throws IOException {
        json.writeNumberField("activity_id", activity.id());
        if (activity.hasNoWord()) {
            json.writeStringField("activity_name", entry.action());
        }
        json.writeNumberField("category_uid", activity.category());
        json.writeNumberField("class_uid", activity.classUid());
        json.writeNumberField("type_uid", activity.type());
        json.writeNumberField("time", entry.at().toEpochMilli());
        json.writeNumberField("severity_id", OcsfActivity.severity(entry.outcome()));
        int status = OcsfActivity.status(entry.outcome());
        json.writeNumberField("status_id", status);
        json.writeStringField(
                "status",
                switch (status) {
                    case 0 -> "Unknown";
                    case 1 -> "Success";
                    case 2 -> "Failure";
                    default -> String.valueOf(entry.outcome());
                });
        JsonLines.put(json, "status_detail", entry.reason());
    }

    private void metadata(OcsfActivity activity, RecordedEntry entry, @Nullable Long position) throws IOException {
        json.writeObjectFieldStart("metadata");
        json.writeStringField("version", VERSION);
        if (activity.isLetter()) {
            json.writeArrayFieldStart("profiles");
            json.writeString("host");
            json.writeEndArray();
        }
        json.writeObjectFieldStart("product");
        json.writeStringField("name", NAME);
        json.writeStringField("vendor_name", NAME);
        json.writeStringField("version", PRODUCT_VERSION);
        json.writeEndObject();
        json.writeStringField("uid", Long.toString(entry.entryId()));
        if (position != null) {
            json.writeNumberField("sequence", position);
        }
        json.writeStringField("event_code", entry.action());
        json.writeStringField("log_name", "audit");
        json.writeStringField("original_time", Canonical.time(entry.at()));
        JsonLines.put(json, "tenant_uid", entry.teamId().isEmpty() ? null : entry.teamId());
        JsonLines.put(json, "correlation_uid", entry.requestReference());
        json.writeEndObject();
    }

    private void actor(RecordedEntry entry) throws IOException {
        json.writeObjectFieldStart("actor");
        if (entry.actorId() == null) {
            json.writeStringField("app_name", NAME);
        } else {
            json.writeObjectFieldStart("user");
            json.writeStringField("uid", entry.actorId());
            JsonLines.put(json, "name", entry.actorName());
            json.writeNumberField("type_id", USER);
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** Who has no address came by Slack; who is nobody is the program itself. */
    private void source(OcsfActivity activity, RecordedEntry entry) throws IOException {
        String address = entry.clientAddress();
        if (address == null && activity.isLetter()) {
            return;
        }
        json.writeObjectFieldStart("src_endpoint");
        if (address != null) {
            json.writeStringField("ip", address);
        } else {
            json.writeStringField("svc_name", entry.actorId() == null ? NAME : "slack");
        }
        json.writeEndObject();
    }

    private void letter(RecordedEntry entry) throws IOException {
        json.writeNumberField("direction_id", OUTBOUND);
        json.writeObjectFieldStart("email");
        JsonLines.put(json, "uid", entry.deliveryId() == null ? entry.sendId() : entry.deliveryId());
        json.writeArrayFieldStart("to");
        if (entry.recipient() != null) {
            json.writeString(entry.recipient());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void call(RecordedEntry entry) throws IOException {
        json.writeObjectFieldStart("api");
        json.writeStringField("operation", entry.action());
        json.writeEndObject();
        if (entry.userAgent() != null) {
            json.writeObjectFieldStart("http_request");
            json.writeStringField("user_agent", entry.userAgent());
            json.writeEndObject();
        }
        if (entry.orderId() != null || entry.certificateId() != null || entry.certificateName() != null) {
            json.writeArrayFieldStart("resources");
            resource("order", entry.orderId(), null);
            resource("certificate", entry.certificateId(), entry.certificateName());
            json.writeEndArray();
        }
    }

    private void resource(String type, @Nullable Long id, @Nullable String name) throws IOException {
        if (id != null || name != null) {
            json.writeStartObject();
            json.writeStringField("type", type);
            JsonLines.put(json, "uid", id);
            JsonLines.put(json, "name", name);
            json.writeEndObject();
        }
    }

    private void unmapped(OcsfActivity activity, RecordedEntry entry) throws IOException {
        json.writeObjectFieldStart("unmapped");
        JsonLines.put(json, "outcome", entry.outcome());
        JsonLines.put(json, "requester", entry.requesterId());
        JsonLines.put(json, "send", entry.sendId());
        JsonLines.put(json, "delivery", entry.deliveryId());
        JsonLines.put(json, "mode", entry.mode());
        JsonLines.put(json, "channel", entry.channelId());
        if (activity.isLetter()) {
            JsonLines.put(json, "order", entry.orderId());
            JsonLines.put(json, "certificate", entry.certificateId());
            JsonLines.put(json, "certificate_name", entry.certificateName());
            JsonLines.put(json, "user_agent", entry.userAgent());
        } else {
            JsonLines.put(json, "recipient", entry.recipient());
        }
        json.writeEndObject();
    }

    @Override
    public void finish() throws IOException {
        json.flush();
    }
}
