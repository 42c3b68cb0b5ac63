package io.nificrm.insight.model;

import io.nificrm.insight.features.Vocabulary;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/**
 * A trained model: everything that is needed to judge texts. Immutable; one instance serves all threads. The built-in one takes
 * about 20 MB of heap.
 *
 * @param vocabulary what tokeniser and features know about words
 * @param language finds the language of a text out
 * @param panels judge texts whose language is known; the first that answers a task for a language is asked
 */
public record InsightModel(Vocabulary vocabulary, Panel language, List<Panel> panels) {
    private static final String BUILT_IN = "/io/nificrm/insight/insight.model";

    public InsightModel {
        panels = List.copyOf(panels);
        if (language.head(Task.LANGUAGE).isEmpty()) {
            throw new IllegalArgumentException(
                    "The model cannot tell languages apart: it has no head for " + Task.LANGUAGE);
        }
    }

    /** The model that comes with the product; read anew by every call. */
    public static InsightModel builtIn() {
        try (InputStream in = InsightModel.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException(
                        "The built-in model " + BUILT_IN + " is missing from the jar; rebuild it");
            }
            return ModelFormat.read(new BufferedInputStream(in));
        } catch (IOException e) {
            throw new UncheckedIOException("The built-in model cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * @throws IOException if the file cannot be read or is no model of this version, saying which
     */
    public static InsightModel load(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return ModelFormat.read(in);
        } catch (IOException e) {
            throw new IOException("Cannot use " + file + " as a model: " + e.getMessage(), e);
        }
    }

    public void save(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            ModelFormat.write(this, out);
        }
    }

    /** BCP-47 tags of the languages for which the model answers {@code task}. */
    public List<String> languages(Task task) {
        TreeSet<String> tags = new TreeSet<>();
        for (Panel panel : panels) {
            if (panel.head(task).isPresent()) {
                tags.addAll(panel.languages());
            }
        }
        return List.copyOf(tags);
    }

    /** All labels that the model can give for {@code task}. */
    public List<String> labels(Task task) {
        TreeSet<String> labels = new TreeSet<>();
        language.head(task).ifPresent(head -> labels.addAll(head.labels()));
        for (Panel panel : panels) {
            panel.head(task).ifPresent(head -> labels.addAll(head.labels()));
        }
        return List.copyOf(labels);
    }
}
