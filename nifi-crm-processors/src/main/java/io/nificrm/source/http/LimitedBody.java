package io.nificrm.source.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Collects a body up to a limit; beyond it the transfer is cancelled, so that an endless answer costs no more than the limit. */
final class LimitedBody implements HttpResponse.BodySubscriber<byte[]> {

    /** What happens when the limit is reached. */
    enum Overflow {
        /** the answer is useless unless complete */
        FAIL,
        /** the beginning suffices, as of an error message */
        KEEP_BEGINNING
    }

    private final int maxBytes;
    private final Overflow overflow;
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private Flow.Subscription subscription;

    LimitedBody(int maxBytes, Overflow overflow) {
        this.maxBytes = maxBytes;
        this.overflow = overflow;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (result.isDone()) {
                return;
            }
            byte[] bytes = new byte[Math.min(buffer.remaining(), maxBytes - collected.size())];
            buffer.get(bytes);
            collected.writeBytes(bytes);
            if (buffer.hasRemaining()) {
                subscription.cancel();
                overflow();
            }
        }
    }

    private void overflow() {
        switch (overflow) {
            case FAIL -> result.completeExceptionally(new BodyTooLargeException(maxBytes));
            case KEEP_BEGINNING -> result.complete(collected.toByteArray());
        }
    }

    @Override
    public void onError(Throwable failure) {
        result.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        result.complete(collected.toByteArray());
    }
}
