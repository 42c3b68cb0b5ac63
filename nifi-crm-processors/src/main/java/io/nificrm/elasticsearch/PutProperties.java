package io.nificrm.elasticsearch;

import java.util.List;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.PropertyValue;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.processor.DataUnit;
import org.apache.nifi.processor.util.StandardValidators;

/** What the processors that write into Elasticsearch ask the operator. */
final class PutProperties {
    static final PropertyDescriptor CONNECTION =
            ConnectionProperty.required("The cluster to write to, with its sign-in and the prefix of its indices.");

    static final PropertyDescriptor BULK_DOCUMENTS = new PropertyDescriptor.Builder()
            .name("Bulk Documents")
            .description(
                    "The most documents in one bulk request. Larger bulks cost fewer round trips and more memory on"
                            + " both sides; above some thousands nothing is gained.")
            .required(true)
            .defaultValue("2500")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.createLongValidator(1, 100_000, true))
            .build();

    static final PropertyDescriptor BULK_BYTES = new PropertyDescriptor.Builder()
            .name("Bulk Size")
            .description("The most bytes in one bulk request; a larger document goes alone. Elasticsearch refuses"
                    + " requests over its http.max_content_length, 100 MB.")
            .required(true)
            .defaultValue("5 MB")
            .addValidator(StandardValidators.createDataSizeBoundsValidator(1 << 10, 90L << 20))
            .build();

    static final PropertyDescriptor CONCURRENT_BULKS = new PropertyDescriptor.Builder()
            .name("Concurrent Bulks")
            .description("How many bulk requests of one task are under way at the same time; reading waits while all"
                    + " are. Raise it for a cluster of many nodes. Memory is about twice this times the bulk size.")
            .required(true)
            .defaultValue("2")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.createLongValidator(1, 64, true))
            .build();

    static final PropertyDescriptor HISTORY_MONTHS = new PropertyDescriptor.Builder()
            .name("History Months")
            .description("How many months back a touchpoint is believed. Something older is invalid, and so is"
                    + " something more than two days in the future. Each month since 2015 is an index of its own, all"
                    + " that is older is one index. Lower it where old posts are of no use to you, for example 24.")
            .required(true)
            .defaultValue("1200")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.createLongValidator(0, 1200, true))
            .build();

    static final PropertyDescriptor FLOWFILES_PER_RUN = new PropertyDescriptor.Builder()
            .name("FlowFiles Per Run")
            .description("The most FlowFiles taken at once. Their touchpoints share bulk requests, so that many small"
                    + " FlowFiles are written as fast as a large one.")
            .required(true)
            .defaultValue("100")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.createLongValidator(1, 10_000, true))
            .build();

    private PutProperties() {}

    static ElasticsearchCluster cluster(PropertyContext context) {
        return ConnectionProperty.cluster(context, CONNECTION);
    }

    static BulkLimits limits(PropertyContext context) {
        return new BulkLimits(
                number(context, BULK_DOCUMENTS),
                context.getProperty(BULK_BYTES).asDataSize(DataUnit.B).intValue(),
                number(context, CONCURRENT_BULKS));
    }

    static MonthWindow window(PropertyContext context) {
        return new MonthWindow(number(context, HISTORY_MONTHS), MonthWindow.DEFAULT.ahead());
    }

    static int number(PropertyContext context, PropertyDescriptor property) {
        PropertyValue value = context.getProperty(property).evaluateAttributeExpressions();
        return value.asInteger();
    }

    static List<ConfigVerificationResult> verify(PropertyContext context) {
        return ConnectionVerification.of(context, CONNECTION);
    }
}
