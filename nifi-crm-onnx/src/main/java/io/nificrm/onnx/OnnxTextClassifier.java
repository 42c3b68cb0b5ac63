package io.nificrm.onnx;

import ai.onnxruntime.OrtException;
import io.nificrm.insight.TextClassifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.annotation.lifecycle.OnDisabled;
import org.apache.nifi.annotation.lifecycle.OnEnabled;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.ConfigVerificationResult.Outcome;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.resource.ResourceCardinality;
import org.apache.nifi.components.resource.ResourceType;
import org.apache.nifi.controller.AbstractControllerService;
import org.apache.nifi.controller.ConfigurationContext;
import org.apache.nifi.controller.VerifiableControllerService;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.util.StandardValidators;
import org.apache.nifi.reporting.InitializationException;

@Tags({"crm", "social", "sentiment", "emotion", "transformer", "onnx", "bert", "nlp", "text", "classification"})
@CapabilityDescription(
        "Classifies texts with a transformer in ONNX: more exact than the built-in model, and some hundred"
                + " times slower. Give it to TagSentiment as its sentiment or emotion classifier. The model folder is what the"
                + " Hugging Face exporters leave: model.onnx, tokenizer.json and config.json with id2label.")
public class OnnxTextClassifier extends AbstractControllerService
        implements TextClassifier, VerifiableControllerService {
    static final PropertyDescriptor MODEL_DIRECTORY = new PropertyDescriptor.Builder()
            .name("Model Directory")
            .description("Folder with model.onnx, tokenizer.json and config.json, readable on every node, for instance"
                    + " /opt/models/twitter-roberta-base-sentiment. The labels come from id2label in config.json; for"
                    + " sentiment they are negative, neutral and positive.")
            .required(true)
            .identifiesExternalResource(ResourceCardinality.SINGLE, ResourceType.DIRECTORY)
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.NON_EMPTY_EL_VALIDATOR)
            .build();

    static final PropertyDescriptor THREADS = new PropertyDescriptor.Builder()
            .name("Threads")
            .description("Native threads that one batch may use. Leave cores for NiFi itself: on a machine of four, 2.")
            .required(true)
            .defaultValue("1")
            .addValidator(StandardValidators.createLongValidator(1, 256, true))
            .build();

    static final PropertyDescriptor TOKENS_PER_TEXT = new PropertyDescriptor.Builder()
            .name("Maximum Tokens per Text")
            .description("Longer texts are cut here; never more than the model takes. Posts have 20 to 80 tokens; the"
                    + " cost grows with the square of the length.")
            .required(true)
            .defaultValue("128")
            .addValidator(StandardValidators.createLongValidator(8, 8192, true))
            .build();

    static final PropertyDescriptor TOKENS_PER_BATCH = new PropertyDescriptor.Builder()
            .name("Maximum Tokens per Batch")
            .description("Texts of similar length go through the model together, up to this many tokens with padding."
                    + " More is faster and takes more memory outside the Java heap.")
            .required(true)
            .defaultValue("2048")
            .addValidator(StandardValidators.createLongValidator(8, 1 << 20, true))
            .build();

    private volatile OnnxModel model;

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return List.of(MODEL_DIRECTORY, THREADS, TOKENS_PER_TEXT, TOKENS_PER_BATCH);
    }

    @OnEnabled
    public void open(ConfigurationContext context) throws InitializationException {
        try {
            model = OnnxModel.open(directory(context), settings(context));
        } catch (ModelException e) {
            throw new InitializationException(e.getMessage(), e);
        }
    }

    @OnDisabled
    public void close() throws OrtException {
        OnnxModel open = model;
        model = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public List<String> labels() {
        return model.labels();
    }

    @Override
    public List<Optional<Classification>> classify(List<String> texts) {
        List<Integer> worth = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            if (!texts.get(i).isBlank()) {
                worth.add(i);
            }
        }
        List<Optional<Classification>> results = new ArrayList<>();
        texts.forEach(text -> results.add(Optional.empty()));
        if (worth.isEmpty()) {
            return results;
        }
        try {
            List<double[]> probabilities =
                    model.probabilities(worth.stream().map(texts::get).toList());
            for (int i = 0; i < worth.size(); i++) {
                results.set(worth.get(i), Optional.of(classification(probabilities.get(i))));
            }
            return results;
        } catch (ModelException e) {
            throw new ClassificationException(e.getMessage(), e);
        }
    }

    private Classification classification(double[] probabilities) {
        Map<String, Double> byLabel = new LinkedHashMap<>();
        int best = 0;
        for (int i = 0; i < probabilities.length; i++) {
            byLabel.put(model.labels().get(i), probabilities[i]);
            if (probabilities[i] > probabilities[best]) {
                best = i;
            }
        }
        return new Classification(model.labels().get(best), byLabel);
    }

    @Override
    public List<ConfigVerificationResult> verify(
            ConfigurationContext context, ComponentLog log, Map<String, String> variables) {
        ConfigVerificationResult.Builder step =
                new ConfigVerificationResult.Builder().verificationStepName("Load the model and classify a sentence");
        try (OnnxModel trial = OnnxModel.open(directory(context), settings(context))) {
            return List.of(step.outcome(Outcome.SUCCESSFUL)
                    .explanation("The model gives the labels " + trial.labels() + ".")
                    .build());
        } catch (ModelException | OrtException e) {
            return List.of(
                    step.outcome(Outcome.FAILED).explanation(e.getMessage()).build());
        }
    }

    private static Path directory(ConfigurationContext context) {
        return Path.of(context.getProperty(MODEL_DIRECTORY)
                .evaluateAttributeExpressions()
                .getValue());
    }

    private static OnnxModel.Settings settings(ConfigurationContext context) {
        return new OnnxModel.Settings(
                context.getProperty(THREADS).asInteger(),
                context.getProperty(TOKENS_PER_TEXT).asInteger(),
                context.getProperty(TOKENS_PER_BATCH).asInteger());
    }
}
