package io.nificrm.insight.model;

import io.nificrm.insight.features.FeatureGroup;
import io.nificrm.insight.features.HashTable;
import io.nificrm.insight.features.Valence;
import io.nificrm.insight.features.Vocabulary;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * The file format of a model: a mark, a version, then deflated: vocabulary, language panel, other panels. A table is written class
 * by class, one byte a bucket; most are zero and deflate well.
 */
final class ModelFormat {
    private static final int MARK = 0x4E43494D; // "NCIM"
    private static final int VERSION = 2;
    private static final int MOST_ITEMS = 1_000;
    private static final int MOST_BITS = 24;

    private ModelFormat() {}

    static void write(InsightModel model, OutputStream out) throws IOException {
        DataOutputStream plain = new DataOutputStream(out);
        plain.writeInt(MARK);
        plain.writeInt(VERSION);
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            DeflaterOutputStream deflated = new DeflaterOutputStream(plain, deflater);
            DataOutputStream data = new DataOutputStream(deflated);
            model.vocabulary().valence().writeTo(data);
            model.vocabulary().frequency().writeTo(data);
            writePanel(model.language(), data);
            data.writeInt(model.panels().size());
            for (Panel panel : model.panels()) {
                writePanel(panel, data);
            }
            data.flush();
            deflated.finish();
            plain.flush();
        } finally {
            deflater.end();
        }
    }

    static InsightModel read(InputStream in) throws IOException {
        DataInputStream plain = new DataInputStream(in);
        try {
            if (plain.readInt() != MARK) {
                throw new IOException("it is not a model of nifi-crm; train one with crm train");
            }
            int version = plain.readInt();
            if (version != VERSION) {
                throw new IOException("it has format version " + version + ", this program reads version " + VERSION
                        + "; train it again with crm train");
            }
            DataInputStream data = new DataInputStream(new InflaterInputStream(plain));
            Vocabulary vocabulary = new Vocabulary(Valence.readFrom(data), HashTable.readFrom(data));
            Panel language = readPanel(data);
            List<Panel> panels = new ArrayList<>();
            int count = count(data, MOST_ITEMS);
            for (int i = 0; i < count; i++) {
                panels.add(readPanel(data));
            }
            return new InsightModel(vocabulary, language, panels);
        } catch (EOFException e) {
            throw new IOException("it ends too early; copy it again", e);
        } catch (ZipException | IllegalArgumentException e) {
            throw new IOException("it is damaged: " + e.getMessage(), e);
        }
    }

    private static void writePanel(Panel panel, DataOutputStream out) throws IOException {
        writeStrings(panel.languages(), out);
        out.writeInt(panel.heads().size());
        for (Head head : panel.heads()) {
            writeHead(head, out);
        }
        writeStrings(panel.groups().stream().map(FeatureGroup::name).toList(), out);
        int buckets = panel.table().buckets();
        out.writeInt(Integer.numberOfTrailingZeros(buckets));
        int lanes = lanes(panel.heads());
        out.writeInt(lanes);
        byte[] weights = new byte[buckets];
        for (int lane = 0; lane < lanes; lane++) {
            for (int bucket = 0; bucket < buckets; bucket++) {
                weights[bucket] = (byte) panel.table().weight(bucket, lane);
            }
            out.write(weights);
        }
    }

    private static Panel readPanel(DataInputStream in) throws IOException {
        List<String> languages = readStrings(in);
        int headCount = count(in, ScoringTable.LANES);
        List<Head> heads = new ArrayList<>();
        for (int i = 0; i < headCount; i++) {
            heads.add(readHead(in));
        }
        List<FeatureGroup> groups =
                readStrings(in).stream().map(FeatureGroup::valueOf).toList();
        int bits = count(in, MOST_BITS);
        int lanes = count(in, ScoringTable.LANES);
        if (lanes != lanes(heads)) {
            throw new IOException("it is damaged: a table of " + lanes + " lanes for heads of " + lanes(heads));
        }
        byte[][] weights = new byte[lanes][1 << bits];
        for (byte[] lane : weights) {
            in.readFully(lane);
        }
        return new Panel(languages, heads, groups, new ScoringTable(weights));
    }

    private static int lanes(List<Head> heads) {
        return heads.stream()
                .mapToInt(head -> head.firstLane() + head.labels().size())
                .max()
                .orElse(0);
    }

    private static void writeHead(Head head, DataOutputStream out) throws IOException {
        out.writeUTF(head.task().name());
        writeStrings(head.labels(), out);
        out.writeInt(head.firstLane());
        for (int k = 0; k < head.labels().size(); k++) {
            out.writeFloat(head.steps().get(k));
            out.writeFloat(head.biases().get(k));
        }
        out.writeFloat(head.calibration().temperature());
        out.writeFloat(head.calibration().slope());
        out.writeFloat(head.calibration().intercept());
    }

    private static Head readHead(DataInputStream in) throws IOException {
        Task task = Task.valueOf(in.readUTF());
        List<String> labels = readStrings(in);
        int firstLane = count(in, ScoringTable.LANES);
        List<Float> steps = new ArrayList<>();
        List<Float> biases = new ArrayList<>();
        for (int k = 0; k < labels.size(); k++) {
            steps.add(in.readFloat());
            biases.add(in.readFloat());
        }
        Calibration calibration = new Calibration(in.readFloat(), in.readFloat(), in.readFloat());
        return new Head(task, labels, firstLane, steps, biases, calibration);
    }

    private static void writeStrings(List<String> strings, DataOutputStream out) throws IOException {
        out.writeInt(strings.size());
        for (String string : strings) {
            out.writeUTF(string);
        }
    }

    private static List<String> readStrings(DataInputStream in) throws IOException {
        int count = count(in, MOST_ITEMS);
        List<String> strings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            strings.add(in.readUTF());
        }
        return strings;
    }

    private static int count(DataInputStream in, int most) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > most) {
            throw new IOException("it is damaged: a count of " + count + " where at most " + most + " can be");
        }
        return count;
    }
}
