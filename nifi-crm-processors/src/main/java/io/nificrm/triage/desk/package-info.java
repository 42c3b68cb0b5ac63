/** The triage desk: the pages on which support agents see what was flagged, read why, answer and decide. */
package io.nificrm.triage.desk;
