package dev.certsend.mail;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Takes a body in UTF-8 into memory up to a limit; beyond it hangs up, and the body is empty, so that the status can still be told. */
final class ShortBody implements BodySubscriber<Optional<String>> {

    private final CompletableFuture<Optional<String>> body = new CompletableFuture<>();
    private final ByteBuffer taken;
    private Flow.@Nullable Subscription subscription;

    private ShortBody(int limit) {
        this.taken = ByteBuffer.allocate(limit);
    }

    /** @param limit in bytes */
    static BodyHandler<Optional<String>> of(int limit) {
        return head -> new ShortBody(limit);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (buffer.remaining() <= taken.remaining()) {
                taken.put(buffer);
            } else if (subscription != null) {
                subscription.cancel();
                body.complete(Optional.empty());
                return;
            }
        }
    }

    @Override
    public void onError(Throwable fault) {
        body.completeExceptionally(fault);
    }

    @Override
    public void onComplete() {
        body.complete(Optional.of(new String(taken.array(), 0, taken.position(), StandardCharsets.UTF_8)));
    }

    @Override
    public CompletionStage<Optional<String>> getBody() {
        return body;
    }
}
