package io.nificrm.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes ONNX graphs: the few messages of onnx.proto3 (github.com/onnx/onnx) that a test model needs. */
final class OnnxWriter {
    static final int FLOAT = 1;
    static final int INT64 = 7;

    private final ByteArrayOutputStream graph = new ByteArrayOutputStream();

    interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    OnnxWriter input(String name, int elementType, String... dimensions) {
        field(graph, 11, valueInfo(name, elementType, dimensions));
        return this;
    }

    OnnxWriter output(String name, int elementType, String... dimensions) {
        field(graph, 12, valueInfo(name, elementType, dimensions));
        return this;
    }

    OnnxWriter floats(String name, float[] values, long... dimensions) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return initializer(name, FLOAT, raw, dimensions);
    }

    OnnxWriter longs(String name, long[] values, long... dimensions) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return initializer(name, INT64, raw, dimensions);
    }

    private OnnxWriter initializer(String name, int type, ByteBuffer raw, long... dimensions) {
        field(graph, 5, message(out -> {
            for (long dimension : dimensions) {
                out.writeInt64(1, dimension);
            }
            out.writeInt32(2, type);
            out.writeString(8, name);
            out.writeByteBuffer(9, raw);
        }));
        return this;
    }

    OnnxWriter node(String operator, String output, String[] inputs, String attribute, long value) {
        field(graph, 1, message(out -> {
            for (String input : inputs) {
                out.writeString(1, input);
            }
            out.writeString(2, output);
            out.writeString(4, operator);
            if (!attribute.isEmpty()) {
                out.writeBytes(5, message(a -> {
                    a.writeString(1, attribute);
                    a.writeInt64(3, value);
                    a.writeInt32(20, 2); // INT
                }));
            }
        }));
        return this;
    }

    OnnxWriter node(String operator, String output, String... inputs) {
        return node(operator, output, inputs, "", 0);
    }

    byte[] model() {
        field(graph, 2, ByteString.copyFromUtf8("test"));
        return message(out -> {
                    out.writeInt64(1, 8); // IR version
                    out.writeBytes(7, ByteString.copyFrom(graph.toByteArray()));
                    out.writeBytes(8, message(opset -> opset.writeInt64(2, 13)));
                })
                .toByteArray();
    }

    private static ByteString valueInfo(String name, int elementType, String... dimensions) {
        ByteString shape = message(out -> {
            for (String dimension : dimensions) {
                out.writeBytes(1, message(d -> {
                    if (Character.isDigit(dimension.charAt(0))) {
                        d.writeInt64(1, Long.parseLong(dimension));
                    } else {
                        d.writeString(2, dimension);
                    }
                }));
            }
        });
        ByteString tensor = message(out -> {
            out.writeInt32(1, elementType);
            out.writeBytes(2, shape);
        });
        return message(out -> {
            out.writeString(1, name);
            out.writeBytes(2, message(type -> type.writeBytes(1, tensor)));
        });
    }

    private static void field(ByteArrayOutputStream to, int number, ByteString value) {
        to.writeBytes(message(out -> out.writeBytes(number, value)).toByteArray());
    }

    private static ByteString message(Fields fields) {
        try {
            ByteString.Output bytes = ByteString.newOutput();
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            fields.write(out);
            out.flush();
            return bytes.toByteString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
