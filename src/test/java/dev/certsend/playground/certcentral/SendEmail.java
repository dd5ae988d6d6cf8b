package dev.certsend.playground.certcentral;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * {@code PUT /certificate/{id}/sendemail}. The fields are documented; the 204 and every error are our guess, from sibling
 * endpoints: the documentation shows none.
 */
final class SendEmail {

    private static final Set<String> FORMATS = Set.of("attachment", "plaintext", "downloadlink");

    private final LocalAccount account;
    private final List<SentMail> sent = new CopyOnWriteArrayList<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private volatile Consumer<SentMail> post = mail -> {};

    SendEmail(LocalAccount account) {
        this.account = account;
    }

    List<SentMail> sent() {
        return List.copyOf(sent);
    }

    void refuse(String address) {
        refused.add(address);
    }

    void post(Consumer<SentMail> office) {
        post = office;
    }

    Answer answer(long certificateId, String body) {
        JsonNode json = JsonBody.read(body, "emails", "certificate_collect_format", "custom_message");
        Optional<List<String>> emails = emails(json.path("emails"));
        if (emails.isEmpty()) {
            return JsonBody.invalid("emails");
        }
        String format = json.path("certificate_collect_format").asText();
        if (!FORMATS.contains(format)) {
            return JsonBody.invalid("certificate_collect_format");
        }
        JsonNode message = json.path("custom_message");
        if (!message.isTextual() && !message.isMissingNode()) {
            return JsonBody.invalid("custom_message");
        }
        Optional<LocalAccount.Owned> owned = account.findCertificate(certificateId);
        if (owned.isEmpty()) {
            return CertificateEndpoints.noCertificate();
        }
        if (owned.get().certificate().state() != LocalCertificate.State.ISSUED) {
            return CertificateEndpoints.notIssued();
        }
        SentMail mail = new SentMail(certificateId, emails.get(), format, message.asText(""));
        sent.add(mail);
        post.accept(mail);
        return Answer.empty(204);
    }

    private Optional<List<String>> emails(JsonNode array) {
        List<String> emails = new ArrayList<>();
        array.forEach(each -> emails.add(each.isTextual() ? each.textValue() : ""));
        boolean good = array.isArray()
                && !emails.isEmpty()
                && emails.stream().allMatch(e -> e.matches("[^@\\s]+@[^@\\s]+") && !refused.contains(e));
        return good ? Optional.of(emails) : Optional.empty();
    }
}
