package io.nificrm.elasticsearch;

import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.context.PropertyContext;

/** The property by which a processor is given its cluster, and what to do with it. */
public final class ConnectionProperty {
    private static final String NAME = "Elasticsearch Connection";

    private ConnectionProperty() {}

    /** The property; the caller says what the cluster is needed for. */
    public static PropertyDescriptor required(String description) {
        return builder(description).required(true).build();
    }

    /** The same for a processor that can do without. */
    public static PropertyDescriptor optional(String description) {
        return builder(description).build();
    }

    private static PropertyDescriptor.Builder builder(String description) {
        return new PropertyDescriptor.Builder()
                .name(NAME)
                .description(description)
                .identifiesControllerService(ElasticsearchConnection.class);
    }

    /** The cluster behind the property. */
    public static ElasticsearchCluster cluster(PropertyContext context, PropertyDescriptor connection) {
        return context.getProperty(connection)
                .asControllerService(ElasticsearchConnection.class)
                .cluster();
    }
}
