package io.nificrm.elasticsearch;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a document becomes that is there already, when it comes again. Pure: neither argument is changed. */
@FunctionalInterface
interface Merge {
    /** The document to store; equal to the stored one where nothing is to be written. */
    ObjectNode merge(ObjectNode stored, ObjectNode incoming);
}
