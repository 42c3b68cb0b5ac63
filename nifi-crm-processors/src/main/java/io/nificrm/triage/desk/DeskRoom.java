package io.nificrm.triage.desk;

import io.nificrm.triage.access.Account;
import java.io.IOException;
import java.util.Map;

/**
 * A page of the desk beside the queue, such as the ideas. The desk has done what concerns everybody before it asks a room:
 * whoever comes is signed in, a form carries its session's token, and who sends one is an agent. Thread-safe.
 */
public interface DeskRoom {
    /** Where it lies below the desk's base path, e.g. {@code /ideas}: one level, its forms are sent there, too. */
    String path();

    /** Its name in the desk's header. */
    String name();

    /** Answers a GET. Changes nothing. */
    Answer get(DeskRequest request) throws IOException;

    /** Takes a form of an agent. */
    Answer post(DeskRequest request, Account agent) throws IOException;

    /** What a room answers. */
    sealed interface Answer {
        /**
         * A page.
         *
         * @param template the name of a Mustache template in the desk's folder of resources, without {@code .html}; it begins
         *     with {@code {{>head}}}, ends with {@code {{>foot}}}, and gives each form a hidden {@code csrf}
         * @param values what it shows, escaped by the template; {@code csrf} and {@code decides} are added
         */
        record Page(int status, String title, String template, Map<String, Object> values) implements Answer {
            public Page {
                values = Map.copyOf(values);
            }
        }

        /**
         * Another page, after a form.
         *
         * @param path below the desk's base path
         */
        record SeeOther(String path) implements Answer {}
    }
}
