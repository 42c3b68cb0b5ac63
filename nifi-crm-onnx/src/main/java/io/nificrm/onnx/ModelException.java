package io.nificrm.onnx;

/** A model folder that cannot be used; the message names the file, the reason and the next step. */
public final class ModelException extends Exception {
    ModelException(String message) {
        super(message);
    }

    ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
