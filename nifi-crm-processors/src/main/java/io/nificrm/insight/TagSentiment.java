package io.nificrm.insight;

import io.nificrm.flowfile.BatchFlow;
import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.flowfile.UnavailableException;
import io.nificrm.insight.TextClassifier.ClassificationException;
import io.nificrm.insight.model.InsightModel;
import io.nificrm.insight.model.Task;
import io.nificrm.touchpoint.Limits;
import io.nificrm.touchpoint.Sentiment;
import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.ReadsAttribute;
import org.apache.nifi.annotation.behavior.SideEffectFree;
import org.apache.nifi.annotation.behavior.SupportsBatching;
import org.apache.nifi.annotation.behavior.SystemResource;
import org.apache.nifi.annotation.behavior.SystemResourceConsideration;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.behavior.WritesAttributes;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.SeeAlso;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.annotation.lifecycle.OnScheduled;
import org.apache.nifi.annotation.lifecycle.OnStopped;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.ConfigVerificationResult.Outcome;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.ValidationContext;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.components.resource.ResourceCardinality;
import org.apache.nifi.components.resource.ResourceType;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.AbstractProcessor;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.VerifiableProcessor;
import org.apache.nifi.processor.exception.ProcessException;
import org.apache.nifi.processor.util.StandardValidators;

/** The NiFi side of {@link SentimentTagger}. */
@Tags({"crm", "social", "sentiment", "emotion", "language", "text", "classification", "nlp", "touchpoint"})
@CapabilityDescription(
        "Tells language, sentiment and emotion of touchpoints from their words, with a confidence for each: sets lang"
                + " where it is missing, sentiment.label, .score, .confidence, emotion.label, .confidence. What cannot be"
                + " told stays absent. Sentiment in English, Arabic, French, German, Hindi (in Latin letters), Italian,"
                + " Portuguese and Spanish, emotion in English. The model comes with the processor and needs no service;"
                + " some ten thousand posts per second and core.")
@InputRequirement(InputRequirement.Requirement.INPUT_REQUIRED)
@SideEffectFree
@SupportsBatching
@SystemResourceConsideration(
        resource = SystemResource.MEMORY,
        description = "About 20 MB for the model, shared by all threads of the processor")
@SeeAlso(classNames = "io.nificrm.profile.TagProfile")
@ReadsAttribute(
        attribute = CrmAttributes.CONTENT,
        description = "Expected to be touchpoints: JSON Lines of the touchpoint document")
@WritesAttributes({
    @WritesAttribute(attribute = CrmAttributes.CONTENT, description = "touchpoints, or dead_letters on 'invalid'"),
    @WritesAttribute(
            attribute = CrmAttributes.ITEM_COUNT,
            description = "How many touchpoints or dead letters it holds"),
    @WritesAttribute(attribute = "mime.type", description = "application/x-ndjson"),
    @WritesAttribute(attribute = CrmAttributes.REASON, description = "On 'invalid': why, of the first of them")
})
public class TagSentiment extends AbstractProcessor implements VerifiableProcessor {
    static final PropertyDescriptor LANGUAGES = new PropertyDescriptor.Builder()
            .name("Languages")
            .description(
                    "Languages whose sentiment and emotion are wanted, as tags with commas between, e.g. en, de. Posts"
                            + " in others get their language only. Leave empty for all that the model judges.")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.NON_EMPTY_EL_VALIDATOR)
            .build();

    static final PropertyDescriptor LANGUAGE_TRUST = new PropertyDescriptor.Builder()
            .name("Source Language")
            .description(
                    "What a language given by the source is worth. Change it where boards show languages that nobody"
                            + " speaks there.")
            .required(true)
            .allowableValues(LanguageTrust.class)
            .defaultValue(LanguageTrust.KEEP)
            .build();

    static final PropertyDescriptor EXISTING_TAGS = new PropertyDescriptor.Builder()
            .name("Existing Tags")
            .description(
                    "What happens to a sentiment or an emotion that a touchpoint already has, e.g. from a platform's"
                            + " own judgement.")
            .required(true)
            .allowableValues(ExistingTags.class)
            .defaultValue(ExistingTags.KEEP)
            .build();

    static final PropertyDescriptor MODEL_FILE = new PropertyDescriptor.Builder()
            .name("Model File")
            .description("A model that crm train wrote from own examples, readable on every node, e.g."
                    + " /opt/nifi-crm/ours.model. Leave empty for the model that comes with the processor.")
            .identifiesExternalResource(ResourceCardinality.SINGLE, ResourceType.FILE)
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.NON_EMPTY_EL_VALIDATOR)
            .build();

    static final PropertyDescriptor SENTIMENT_CLASSIFIER = new PropertyDescriptor.Builder()
            .name("Sentiment Classifier")
            .description(
                    "Judges sentiment instead of the model, e.g. a transformer: more exact, some hundred times slower."
                            + " Its labels must be negative, neutral and positive. It is asked for up to 64 posts at once;"
                            + " while it fails, FlowFiles wait in the queue. Leave empty for the model.")
            .identifiesControllerService(TextClassifier.class)
            .build();

    static final PropertyDescriptor EMOTION_CLASSIFIER = new PropertyDescriptor.Builder()
            .name("Emotion Classifier")
            .description("Judges emotion instead of the model, with labels of its own. Leave empty for the model.")
            .identifiesControllerService(TextClassifier.class)
            .build();

    static final Relationship SUCCESS = new Relationship.Builder()
            .name("success")
            .description("All touchpoints, tagged as far as could be told")
            .build();

    static final Relationship INVALID = new Relationship.Builder()
            .name("invalid")
            .description("Lines that are no touchpoint, as dead letters with the reason and the original bytes")
            .build();

    private static final List<PropertyDescriptor> PROPERTIES = Stream.of(
                    List.of(LANGUAGES, LANGUAGE_TRUST, EXISTING_TAGS),
                    InsightProperties.ALL,
                    List.of(MODEL_FILE, SENTIMENT_CLASSIFIER, EMOTION_CLASSIFIER))
            .flatMap(List::stream)
            .toList();

    /** Taggers that no thread is using: they hold working memory worth keeping. */
    private final Queue<SentimentTagger> idle = new ConcurrentLinkedQueue<>();

    private volatile Optional<TextInsight> insight = Optional.empty();

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return PROPERTIES;
    }

    @Override
    public Set<Relationship> getRelationships() {
        return Set.of(SUCCESS, INVALID);
    }

    @Override
    protected Collection<ValidationResult> customValidate(ValidationContext context) {
        return Stream.of(LANGUAGES, InsightProperties.EXPECTED_LANGUAGES)
                .flatMap(property -> noTags(context, property))
                .toList();
    }

    private static Stream<ValidationResult> noTags(ValidationContext context, PropertyDescriptor property) {
        return InsightProperties.tags(context.getProperty(property)
                        .evaluateAttributeExpressions()
                        .getValue())
                .stream()
                .filter(tag -> !tag.matches("[a-z]{2,3}"))
                .map(tag -> new ValidationResult.Builder()
                        .subject(property.getName())
                        .input(tag)
                        .explanation("a language is a tag of two or three small letters, e.g. en")
                        .build());
    }

    @OnScheduled
    public void loadModel(ProcessContext context) throws IOException {
        idle.clear();
        insight = Optional.of(new TextInsight(model(context), InsightProperties.settings(context)));
        requireSentimentLabels(context);
    }

    @OnStopped
    public void forgetModel() {
        insight = Optional.empty();
        idle.clear();
    }

    @Override
    public void onTrigger(ProcessContext context, ProcessSession session) throws ProcessException {
        FlowFile flowFile = session.get();
        if (flowFile == null) {
            return;
        }
        SentimentTagger tagger = Optional.ofNullable(idle.poll()).orElseGet(() -> tagger(context));
        try {
            new BatchFlow("TagSentiment", INVALID, getLogger(), Limits.DEFAULT)
                    .run(session, flowFile, SUCCESS, touchpoints -> tag(tagger, touchpoints));
        } catch (UnavailableException e) {
            getLogger().error("{} waits until its classifier answers again: {}", flowFile, e.getMessage(), e);
            session.rollback(true);
            context.yield();
        } finally {
            idle.offer(tagger);
        }
    }

    private static List<Touchpoint> tag(SentimentTagger tagger, List<Touchpoint> touchpoints)
            throws UnavailableException {
        try {
            return tagger.tag(touchpoints);
        } catch (ClassificationException e) {
            throw new UnavailableException(e.getMessage(), e);
        }
    }

    private SentimentTagger tagger(ProcessContext context) {
        TextInsight loaded =
                insight.orElseThrow(() -> new ProcessException("The model is not loaded; stop and start TagSentiment"));
        return new SentimentTagger(loaded.analyzer(), rules(context), secondOpinion(context));
    }

    private static TaggingRules rules(ProcessContext context) {
        return new TaggingRules(
                Set.copyOf(InsightProperties.tags(context.getProperty(LANGUAGES)
                        .evaluateAttributeExpressions()
                        .getValue())),
                context.getProperty(LANGUAGE_TRUST).asAllowableValue(LanguageTrust.class),
                context.getProperty(EXISTING_TAGS).asAllowableValue(ExistingTags.class));
    }

    private static SecondOpinion secondOpinion(ProcessContext context) {
        InsightSettings settings = InsightProperties.settings(context);
        Optional<TextClassifier> sentiment = service(context, SENTIMENT_CLASSIFIER);
        Optional<TextClassifier> emotion = service(context, EMOTION_CLASSIFIER);
        return new SecondOpinion(
                sentiment.map(service -> texts -> Opinions.sentiments(service, texts, settings.sentimentThreshold())),
                emotion.map(service -> texts -> Opinions.emotions(service, texts, settings.emotionThreshold())));
    }

    private static Optional<TextClassifier> service(ProcessContext context, PropertyDescriptor property) {
        return Optional.ofNullable(context.getProperty(property).asControllerService(TextClassifier.class));
    }

    private static void requireSentimentLabels(ProcessContext context) {
        service(context, SENTIMENT_CLASSIFIER).map(TextClassifier::labels).ifPresent(labels -> {
            if (!Set.copyOf(labels).equals(Set.copyOf(Opinions.SENTIMENT_LABELS))) {
                throw new ProcessException(
                        "The Sentiment Classifier gives the labels " + labels + "; " + Opinions.SENTIMENT_LABELS
                                + " are needed. Choose a sentiment model, or change id2label in its config.json.");
            }
        });
    }

    private static InsightModel model(ProcessContext context) throws IOException {
        Optional<String> file = Optional.ofNullable(
                context.getProperty(MODEL_FILE).evaluateAttributeExpressions().getValue());
        return file.isPresent() ? InsightModel.load(Path.of(file.get())) : InsightModel.builtIn();
    }

    @Override
    public List<ConfigVerificationResult> verify(
            ProcessContext context, ComponentLog verificationLogger, Map<String, String> attributes) {
        ConfigVerificationResult.Builder result =
                new ConfigVerificationResult.Builder().verificationStepName("Load the model and judge a sentence");
        try {
            InsightModel model = model(context);
            requireSentimentLabels(context);
            Optional<Sentiment> sentiment = new TextInsight(model, InsightSettings.DEFAULT)
                    .analyzer()
                    .analyze("Thank you, this is great!")
                    .sentiment();
            String judged =
                    sentiment.map(found -> found.label().value()).orElse("nothing, as it does not know English");
            return List.of(result.outcome(Outcome.SUCCESSFUL)
                    .explanation("The model judges sentiment in " + String.join(", ", model.languages(Task.SENTIMENT))
                            + " and emotion in "
                            + String.join(", ", model.languages(Task.EMOTION))
                            + ". It takes \"Thank you, this is great!\" for "
                            + judged + ".")
                    .build());
        } catch (IOException | ProcessException e) {
            return List.of(
                    result.outcome(Outcome.FAILED).explanation(e.getMessage()).build());
        }
    }
}
