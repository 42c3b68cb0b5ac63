/** Training and evaluation of the text model, from files of labelled texts. Doors: {@link io.nificrm.insight.train.TrainCommand} and {@link io.nificrm.insight.train.EvaluateCommand}. */
package io.nificrm.insight.train;
