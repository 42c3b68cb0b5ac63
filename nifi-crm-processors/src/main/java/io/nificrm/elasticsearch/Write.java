package io.nificrm.elasticsearch;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * A document on its way into an index.
 *
 * @param index where it belongs by what it says now
 * @param alias over the indices in one of which it may lie already; empty where it can lie only in {@code index}
 * @param json the document as UTF-8 JSON
 * @param done is told the result, on the thread that runs the pipeline
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Write(String index, Optional<String> alias, String id, byte[] json, Consumer<WriteResult> done) {
    /** One that can lie in no other index. */
    Write(String index, String id, byte[] json, Consumer<WriteResult> done) {
        this(index, Optional.empty(), id, json, done);
    }

    /** The same in the index where it has to be. */
    Write in(String settled) {
        return new Write(settled, Optional.empty(), id, json, done);
    }

    /** What it takes in a bulk request, about: the document, its action line and two line ends. */
    int bytes() {
        return json.length + id.length() + index.length() + 50;
    }
}
