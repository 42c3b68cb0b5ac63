/** Text classification by an ONNX model with the tokenizer it was trained with. */
package io.nificrm.onnx;
