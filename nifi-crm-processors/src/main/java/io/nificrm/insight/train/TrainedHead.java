package io.nificrm.insight.train;

import io.nificrm.insight.model.Calibration;
import io.nificrm.insight.model.Task;
import io.nificrm.insight.train.LogisticRegression.Weights;
import java.util.List;

/** A head before its weights are rounded and put into a table with others. */
record TrainedHead(Task task, List<String> labels, List<Weights> weights, Calibration calibration) {}
