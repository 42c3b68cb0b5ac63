package io.nificrm.local.community.http;

import java.util.Optional;

/** Something that answers some requests. */
@FunctionalInterface
public interface Endpoint {
    /** The answer, or empty where this endpoint knows no such path. */
    Optional<Answer> answer(Request request);
}
