package io.nificrm.elasticsearch;

import java.util.function.Consumer;

/**
 * A document on its way into an index.
 *
 * @param json the document as UTF-8 JSON
 * @param done is told the result, on the thread that runs the pipeline
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Write(String index, String id, byte[] json, Consumer<WriteResult> done) {
    /** What it takes in a bulk request, about: the document, its action line and two line ends. */
    int bytes() {
        return json.length + id.length() + index.length() + 50;
    }
}
