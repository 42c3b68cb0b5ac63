package io.nificrm.insight.train;

/**
 * How one head is trained. The defaults of each head were chosen on validation data and on the shifted split, never on test data.
 *
 * @param cost C of the logistic regression: higher follows the examples more closely
 * @param evenness β of the naive Bayes reweighting: 1 treats all features alike, 0 trusts only those that tell the classes apart
 * @param balance how far rare classes are favoured: 0 not at all, 1 as much as frequent ones
 * @param iterations of the coordinate descent, at most
 */
record TrainingSettings(double cost, double evenness, double balance, int iterations) {}
