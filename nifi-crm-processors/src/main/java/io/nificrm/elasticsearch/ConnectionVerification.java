package io.nificrm.elasticsearch;

import java.util.List;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.context.PropertyContext;

/** What a processor that uses the cluster says when an operator presses Verify. */
public final class ConnectionVerification {
    private ConnectionVerification() {}

    /** @param connection the property that names the {@link ElasticsearchConnection} */
    public static List<ConfigVerificationResult> of(PropertyContext context, PropertyDescriptor connection) {
        try {
            return VerificationResults.of(context.getProperty(connection)
                    .asControllerService(ElasticsearchConnection.class)
                    .cluster()
                    .check());
        } catch (IllegalStateException disabled) {
            return List.of(new ConfigVerificationResult.Builder()
                    .verificationStepName("Elasticsearch Connection")
                    .outcome(ConfigVerificationResult.Outcome.FAILED)
                    .explanation("The connection service is not enabled. Enable it, then verify again")
                    .build());
        }
    }
}
